//! The journal of staff actions (S22): append-only and hash-chained, without secrets and without tenants' names or
//! codes.

mod operators;
pub(crate) mod store;

use std::cmp::Reverse;

pub(crate) use self::operators::{OperatorAction, write_of_operator, write_without_service};
use contract::{StaffAction, StaffActionTaken, StaffActionsTaken, StaffLogin, TenantCode};
use serde::Serialize;
use sha2::{Digest, Sha256};

use self::store::{self as staff_journal, EntryRow};
use crate::{
    context::Context,
    keys::{Hash, ServiceKey},
    refusal::Refusal,
    store::{Writing, from_wire_name, moment, to_wire_name},
};

/// Number of entries read at a time when the whole chain is checked.
const AT_ONCE: i64 = 1_000;
/// Maximum number of actions shown to a tenant.
pub(crate) const SHOWN: i64 = 50;
/// The hash before the first entry.
const BEFORE_THE_FIRST: Hash = [0; 32];

/// Stands in the journal for the device of actions before sign-in, and of operators.
pub(crate) const NO_DEVICE: &str = "-";

/// Who acted, and on which device.
#[derive(Clone, Copy)]
pub(crate) struct Doer<'a> {
    pub(crate) login: &'a str,
    pub(crate) device: &'a str,
}

/// What an action was about.
#[derive(Default, Clone, Copy)]
pub(crate) struct Deed<'a> {
    pub(crate) tenant: Option<&'a TenantCode>,
    pub(crate) visit: Option<&'a str>,
    /// A word or two, never a tenant's data.
    pub(crate) detail: Option<&'a str>,
}

/// Appends an entry, in the transaction of the action that it records.
pub(crate) async fn write(
    connection: &mut Writing,
    key: &ServiceKey,
    doer: Doer<'_>,
    (action, deed): (impl Serialize, Deed<'_>),
    now: i64,
) -> Result<(), Refusal> {
    let (number, previous) = match staff_journal::head(connection).await? {
        Some((number, hash)) => (number + 1, hash),
        None => (1, BEFORE_THE_FIRST.to_vec()),
    };
    let mut entry = EntryRow {
        number,
        at: now,
        login: doer.login.to_owned(),
        device: doer.device.to_owned(),
        action: to_wire_name(&action)?,
        tenant: deed.tenant.map(|tenant_code| pseudonym(key, tenant_code)),
        visit: deed.visit.map(ToOwned::to_owned),
        detail: deed.detail.map(ToOwned::to_owned),
        previous,
        hash: Vec::new(),
    };
    entry.hash = hash_of(&entry).to_vec();
    staff_journal::add(connection, &entry).await
}

/// What pseudonyms are hashed for.
const PSEUDONYM: &str = "journal-tenant";

/// Keyed pseudonym of a tenant: 16 hexadecimal digits, the same for one tenant code as long as the service's key is, not
/// reversible without it.
pub(crate) fn pseudonym(key: &ServiceKey, tenant_code: &TenantCode) -> String {
    shown(key.derive_hash(PSEUDONYM, &[tenant_code.as_str().as_bytes()]))
}

/// The pseudonyms that a tenant has had under each key of the service (S26).
fn pseudonyms(key: &ServiceKey, tenant_code: &TenantCode) -> Vec<String> {
    let hashes = key.derive_all(PSEUDONYM, &[tenant_code.as_str().as_bytes()]);
    hashes.into_iter().map(shown).collect()
}

fn shown(hash: Hash) -> String {
    hex(&hash[..8])
}

fn hash_of(entry: &EntryRow) -> Hash {
    let mut hasher = Sha256::new();
    hasher.update(&entry.previous);
    let (number, at) = (entry.number.to_string(), entry.at.to_string());
    let texts = [&number, &at, &entry.login, &entry.device, &entry.action].map(|text| Some(text.as_str()));
    let optional = [&entry.tenant, &entry.visit, &entry.detail].map(Option::as_deref);
    // Prefixes each part with its length, so that no two entries hash the same bytes.
    for part in texts.into_iter().chain(optional) {
        match part {
            Some(text) => {
                hasher.update((text.len() as u64 + 1).to_be_bytes());
                hasher.update(text);
            }
            None => hasher.update(0_u64.to_be_bytes()),
        }
    }
    hasher.finalize().into()
}

/// Result of checking the whole journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JournalCheck {
    /// Number of entries in order.
    pub entries: u64,
    /// Hash of the last entry in order, in hexadecimal. Recorded elsewhere, it proves later that nothing up to it
    /// was changed or cut off.
    pub head: String,
    /// Number of the first entry that is missing or was altered.
    pub broken_at: Option<i64>,
    /// Whether the earlier head is in the chain; `None` when none was given.
    pub earlier_head_found: Option<bool>,
}

impl JournalCheck {
    /// Whether no entry was changed, left out or cut off, as far as the chain and the earlier head show.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.broken_at.is_none() && self.earlier_head_found != Some(false)
    }
}

/// Checks the whole chain.
pub(crate) async fn verify(service: &Context, earlier_head: Option<&str>) -> Result<JournalCheck, Refusal> {
    let earlier_head = earlier_head.map(|head| head.trim().to_lowercase());
    let mut check = JournalCheck {
        entries: 0,
        head: hex(&BEFORE_THE_FIRST),
        broken_at: None,
        earlier_head_found: earlier_head.as_ref().map(|head| *head == hex(&BEFORE_THE_FIRST)),
    };
    let (mut last, mut hash) = (0, BEFORE_THE_FIRST.to_vec());
    loop {
        let entries = staff_journal::after(&mut service.store.read().await?, last, AT_ONCE).await?;
        if entries.is_empty() {
            return Ok(check);
        }
        for entry in entries {
            let in_order = entry.number == last + 1
                && entry.previous == hash
                && entry.hash.as_slice() == hash_of(&entry).as_slice();
            if !in_order {
                check.broken_at = Some(last + 1);
                return Ok(check);
            }
            (last, hash) = (entry.number, entry.hash);
            check.entries += 1;
            check.head = hex(&hash);
            if earlier_head.as_ref() == Some(&check.head) {
                check.earlier_head_found = Some(true);
            }
        }
    }
}

/// Hash of the last entry, in hexadecimal. Equals [`JournalCheck::head`] when the chain is intact.
pub(crate) async fn head(service: &Context) -> Result<String, Refusal> {
    let mut connection = service.store.read().await?;
    let last = staff_journal::head(&mut connection).await?;
    Ok(hex(&last.map_or(BEFORE_THE_FIRST.to_vec(), |(_, hash)| hash)))
}

/// Returns as CSV the whole journal, whose last line holds the head of the chain, or only an agency's entries
/// since a moment (Unix seconds).
pub(crate) async fn export(service: &Context, agency: Option<(&str, i64)>) -> Result<String, Refusal> {
    let entries = match agency {
        Some((agency, since)) => {
            staff_journal::of_agency(&mut service.store.read().await?, agency, since).await?
        }
        None => staff_journal::after(&mut service.store.read().await?, 0, i64::MAX).await?,
    };
    let mut writer = csv::WriterBuilder::new().delimiter(b';').from_writer(Vec::new());
    let failed = |error: csv::Error| Refusal::Stored(error.to_string());
    writer
        .write_record([
            "numero",
            "date",
            "personne",
            "poste",
            "action",
            "locataire",
            "visite",
            "detail",
            "empreinte",
        ])
        .map_err(failed)?;
    for entry in &entries {
        let at = moment(entry.at)?.to_string();
        let number = entry.number.to_string();
        let hash = hex(&entry.hash);
        let optional = |text: &Option<String>| text.clone().unwrap_or_default();
        writer
            .write_record([
                &number,
                &at,
                &entry.login,
                &entry.device,
                &entry.action,
                &optional(&entry.tenant),
                &optional(&entry.visit),
                &optional(&entry.detail),
                &hash,
            ])
            .map_err(failed)?;
    }
    let bytes = writer
        .into_inner()
        .map_err(|error| Refusal::Stored(error.to_string()))?;
    String::from_utf8(bytes).map_err(|error| Refusal::Stored(error.to_string()))
}

/// A visit, as the journal records it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RecordedVisit {
    /// Unix seconds.
    pub(crate) began_at: i64,
    /// Unix seconds; `None` while the visit is under way, or when it was never ended.
    pub(crate) ended_at: Option<i64>,
    pub(crate) login: String,
    pub(crate) device: String,
    /// Keyed pseudonym of the tenant.
    pub(crate) tenant: String,
    /// Actions of the visit, in order.
    pub(crate) done: Vec<StaffAction>,
}

/// Lists the visits that an agency began since a moment (Unix seconds), in order.
pub(crate) async fn visits_of_agency(
    service: &Context,
    agency: &str,
    since: i64,
) -> Result<Vec<RecordedVisit>, Refusal> {
    let entries = staff_journal::of_agency(&mut service.store.read().await?, agency, since).await?;
    let mut visits: Vec<(String, RecordedVisit)> = Vec::new();
    for entry in entries {
        let Some(id) = entry.visit else { continue };
        let action: StaffAction = from_wire_name(entry.action)?;
        if action == StaffAction::VisitBegun {
            let visit = RecordedVisit {
                began_at: entry.at,
                ended_at: None,
                login: entry.login,
                device: entry.device,
                tenant: entry.tenant.unwrap_or_default(),
                done: Vec::new(),
            };
            visits.push((id, visit));
            continue;
        }
        let Some((_, visit)) = visits.iter_mut().rev().find(|(begun, _)| *begun == id) else {
            continue;
        };
        match action {
            StaffAction::VisitEnded => visit.ended_at = Some(entry.at),
            action => visit.done.push(action),
        }
    }
    Ok(visits.into_iter().map(|(_, visit)| visit).collect())
}

/// The latest `most` staff actions for a tenant, newest first.
pub(crate) async fn of_tenant(
    service: &Context,
    tenant_code: &TenantCode,
    most: i64,
) -> Result<StaffActionsTaken, Refusal> {
    let mut entries = Vec::new();
    let mut reading = service.store.read().await?;
    for tenant in pseudonyms(&service.key, tenant_code) {
        entries.extend(staff_journal::of_tenant(&mut reading, &tenant, most).await?);
    }
    entries.sort_unstable_by_key(|(entry, ..)| Reverse(entry.number));
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    let actions = entries.into_iter().take(most).map(|(entry, staff, agency)| {
        Ok(StaffActionTaken {
            at: moment(entry.at)?,
            action: from_wire_name(entry.action)?,
            staff,
            agency,
        })
    });
    Ok(StaffActionsTaken {
        actions: actions.collect::<Result<_, Refusal>>()?,
    })
}

/// Logs an action that concerns no tenant, in its own transaction.
pub(crate) async fn record_action(
    service: &Context,
    (login, device): (&StaffLogin, &str),
    action: StaffAction,
    detail: Option<&str>,
) -> Result<(), Refusal> {
    let mut transaction = service.store.write().await?;
    let doer = Doer {
        login: login.as_str(),
        device,
    };
    let deed = Deed {
        detail,
        ..Deed::default()
    };
    write(
        &mut transaction,
        &service.key,
        doer,
        (action, deed),
        service.clock.seconds(),
    )
    .await?;
    Ok(transaction.commit().await?)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry() -> EntryRow {
        EntryRow {
            number: 1,
            at: 5,
            login: "claire".to_owned(),
            device: "Lens".to_owned(),
            action: "signedIn".to_owned(),
            tenant: None,
            visit: None,
            detail: None,
            previous: BEFORE_THE_FIRST.to_vec(),
            hash: Vec::new(),
        }
    }

    #[test]
    fn s22_the_hash_covers_each_part_of_an_entry_and_its_position() {
        let changes: [fn(&mut EntryRow); 10] = [
            |entry| entry.number = 2,
            |entry| entry.at = 6,
            |entry| entry.login.push('x'),
            |entry| entry.device.push('x'),
            |entry| entry.action.push('x'),
            |entry| entry.tenant = Some(String::new()),
            |entry| entry.visit = Some(String::new()),
            |entry| entry.detail = Some(String::new()),
            |entry| entry.previous[0] = 1,
            |entry| {
                entry.login = "claireL".to_owned();
                entry.device = "ens".to_owned();
            },
        ];
        let mut hashes = vec![hash_of(&entry())];
        for change in changes {
            let mut changed = entry();
            change(&mut changed);
            hashes.push(hash_of(&changed));
        }
        hashes.sort_unstable();
        hashes.dedup();
        assert_eq!(hashes.len(), 11);
    }
}
