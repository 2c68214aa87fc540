//! A stable decoy for an unknown tenant code, indistinguishable from a tenant (S2).

use contract::{Agency, MaskedPhone, TenantCode};

use crate::keys::ServiceKey;

/// The decoy's masked mobile.
pub(crate) fn masked_phone(key: &ServiceKey, tenant_code: &TenantCode) -> MaskedPhone {
    let hash = key.derive_hash("decoy-phone", &[tenant_code.as_str().as_bytes()]);
    // Three in four begin with 06, like the mobiles in use.
    let first = if hash[0] % 4 == 3 { "07" } else { "06" };
    MaskedPhone::new(first, &format!("{:02}", hash[1] % 100))
}

/// The decoy's agency: one of the landlord's.
pub(crate) fn agency(key: &ServiceKey, tenant_code: &TenantCode, agencies: &[Agency]) -> Option<Agency> {
    let hash = key.derive_hash("decoy-agency", &[tenant_code.as_str().as_bytes()]);
    let draw = u32::from_be_bytes([hash[0], hash[1], hash[2], hash[3]]) as usize;
    agencies.get(draw.checked_rem(agencies.len())?).cloned()
}
