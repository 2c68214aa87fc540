//! A stable decoy for an unknown tenant code, indistinguishable from a tenant (S2).

use contract::{Agency, MaskedPhone, TenantCode};

use crate::keys::{Hash, ServiceKey};

/// The decoy's masked mobile. It stays after a rotation of the service's key, as a tenant's does.
pub(crate) fn masked_phone(key: &ServiceKey, tenant_code: &TenantCode) -> MaskedPhone {
    let hash = key.derive_lasting("decoy-phone", &[tenant_code.as_str().as_bytes()]);
    // Three in four begin with 06, like the mobiles in use.
    let first = if hash[0] % 4 == 3 { "07" } else { "06" };
    MaskedPhone::new(first, &format!("{:02}", hash[1] % 100))
}

/// The decoy's agency: the one that draws highest for this code (rendezvous hashing). A new agency takes over its share
/// of the decoys and moves no other one, so that a comparison before and after tells little of who is nobody.
pub(crate) fn agency(key: &ServiceKey, tenant_code: &TenantCode, agencies: &[Agency]) -> Option<Agency> {
    let draw = |agency: &Agency| -> Hash {
        let parts = [tenant_code.as_str().as_bytes(), agency.name.as_bytes()];
        key.derive_lasting("decoy-agency", &parts)
    };
    agencies.iter().max_by_key(|agency| draw(agency)).cloned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn agency_named(name: &str) -> Agency {
        Agency {
            name: name.to_owned(),
            address: Vec::new(),
            telephone: String::new(),
            email: String::new(),
            opening_hours: Vec::new(),
        }
    }

    #[test]
    fn s2_a_new_agency_takes_its_share_of_decoys_and_moves_no_other() {
        let folder = tempfile::tempdir().expect("a folder");
        let key = ServiceKey::load_or_make(&folder.path().join("key")).expect("a key");
        let mut agencies = ["Lens", "Liévin", "Béthune", "Arras"].map(agency_named).to_vec();
        let draw = |agencies: &[Agency]| -> Vec<String> {
            let codes = (0..400).map(|end| format!("204518730961{end:03}"));
            let codes = codes.map(|code| TenantCode::parse(&code).expect("a code"));
            let drawn = codes.map(|code| agency(&key, &code, agencies).expect("an agency").name);
            drawn.collect()
        };
        let before = draw(&agencies);
        // Imported before the others in the order of their references, too.
        agencies.insert(1, agency_named("Douai"));
        let after = draw(&agencies);
        let moved = before
            .iter()
            .zip(&after)
            .filter(|(before, after)| before != after);
        let moved: Vec<_> = moved.map(|(_, after)| after.as_str()).collect();
        assert!(moved.iter().all(|name| *name == "Douai"), "{moved:?}");
        assert!(
            (40..=120).contains(&moved.len()),
            "about a fifth: {}",
            moved.len()
        );
        for name in ["Lens", "Liévin", "Béthune", "Arras"] {
            assert!(before.iter().any(|drawn| drawn == name), "{name}");
        }
    }
}
