//! How staff find a tenant (S21). A visit begins with a tenant whom a search found lately.

pub(crate) mod store;

use contract::{StaffAction, TenantAtCounter, TenantCode, TenantSearch, TenantsFound};

use self::store::{self as tenants_seen, Seen};
use super::store as visits;
use crate::{
    context::PeopleContext,
    counter::{
        journal::{self as staff_journal, Deed},
        staff_session::{StaffCaller, ensure_in_force},
    },
    figures::{DAY, MINUTE, RECENT_RESET_DAYS, SEARCH_MINUTES, TENANTS_FOUND},
    folded_text::folded,
    quota,
    refusal::Refusal,
    store::{Reading, Writing},
};

/// How the caller sees tenants now.
fn seen_by(caller: &StaffCaller, now: i64) -> Seen<'_> {
    Seen {
        agency: &caller.member.agency,
        reset_since: now - RECENT_RESET_DAYS * DAY,
    }
}

/// Searches tenants by code in all agencies, or by name and birth date in the caller's own. The journal records
/// the search.
pub(crate) async fn search(
    service: &PeopleContext<'_>,
    caller: &StaffCaller,
    search: &TenantSearch,
) -> Result<TenantsFound, Refusal> {
    let now = service.clock.seconds();
    let mut transaction = service.store.write().await?;
    ensure_in_force(&mut transaction, caller, now).await?;
    count(service, &mut transaction, caller, now).await?;
    let seen = seen_by(caller, now);
    let (mut found, by) = match search {
        TenantSearch::TenantCode(tenant_code) => {
            let tenant = tenants_seen::tenant(&mut transaction, tenant_code, seen).await?;
            (Vec::from_iter(tenant), "code")
        }
        TenantSearch::Person { name, born_on } => {
            let mut born = tenants_seen::born_on(&mut transaction, born_on.0, seen).await?;
            born.retain(|tenant| is_named(&tenant.name, name));
            (born, "name")
        }
    };
    let more = found.len() > TENANTS_FOUND;
    found.truncate(TENANTS_FOUND);
    for tenant in &found {
        visits::record_found(&mut transaction, &caller.session, &tenant.tenant_code, now).await?;
    }
    let detail = format!("{by}:{}", found.len());
    let deed = Deed {
        detail: Some(&detail),
        ..Deed::default()
    };
    let searched = (StaffAction::Searched, deed);
    staff_journal::write(&mut transaction, &service.key, caller.doer(), searched, now).await?;
    transaction.commit().await?;
    Ok(TenantsFound { tenants: found, more })
}

/// Counts a search, or a visit, which shows as much of a tenant.
pub(super) async fn count(
    service: &PeopleContext<'_>,
    writing: &mut Writing,
    caller: &StaffCaller,
    now: i64,
) -> Result<(), Refusal> {
    let login = caller.member.login.as_str();
    let subject = service.key.derive_lasting("tenant-search", &[login.as_bytes()]);
    quota::TENANT_SEARCHES_PER_MEMBER
        .consume(writing, &subject, now)
        .await
}

/// Refuses a tenant whom the caller did not find lately, on file or not.
pub(super) async fn ensure_found(
    reading: &mut Reading,
    caller: &StaffCaller,
    tenant_code: &TenantCode,
    now: i64,
) -> Result<(), Refusal> {
    let since = now - SEARCH_MINUTES * MINUTE;
    let found = visits::was_found(reading, &caller.session, tenant_code, since).await?;
    found.then_some(()).ok_or(Refusal::NoVisit)
}

/// A tenant on file, as the caller sees them.
pub(super) async fn tenant(
    reading: &mut Reading,
    caller: &StaffCaller,
    tenant_code: &TenantCode,
    now: i64,
) -> Result<TenantAtCounter, Refusal> {
    let tenant = tenants_seen::tenant(reading, tenant_code, seen_by(caller, now)).await?;
    tenant.ok_or(Refusal::NotFound)
}

/// Whether the name contains each word searched for. A search without words matches nothing.
fn is_named(name: &str, asked: &str) -> bool {
    let (name, asked) = (folded(name, ' '), folded(asked, ' '));
    let mut asked = asked.split(' ').filter(|word| !word.is_empty()).peekable();
    asked.peek().is_some() && asked.all(|word| name.split(' ').any(|part| part == word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_a_name_by_whole_words_ignoring_case_and_accents() {
        let name = "Mme Inès VANDEN-BROUCKE";
        for asked in ["vanden broucke", "INES", "Vanden-Broucke Inès", "broucke"] {
            assert!(is_named(name, asked), "{asked}");
        }
        for asked in ["", " ", "vand", "ines durand"] {
            assert!(!is_named(name, asked), "{asked}");
        }
    }
}
