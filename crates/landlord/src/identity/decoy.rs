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
