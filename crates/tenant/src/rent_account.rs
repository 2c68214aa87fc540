//! *Mon compte* as the wizard shows it.

use std::sync::Arc;

use crate::{
    core::{
        Core,
        archive::{Archive, ArchiveError, RENT_ACCOUNT},
        failure::Failure,
        freshness::Freshness,
    },
    messages::{message::MessageView, plan_asked_for},
};
use contract::{Cents, DocumentId, DocumentKind, Due, OpenCharge, Owed, RentAccount, RentAccountEntry, Term};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What is owed today.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct OwedView {
    /// The total: 0 when the rent account is settled.
    pub total: Cents,
    /// What was due before today.
    pub late: Cents,
    /// The sums that make it up, each with its own due date, in the order in which they are to be paid.
    pub dues: Vec<Due>,
    /// What the landlord owes the tenant, or 0.
    pub credit: Cents,
}

impl OwedView {
    /// The sum to pay next, which the pages show first: what is late, or else what is due first.
    pub(crate) fn next(&self) -> Cents {
        self.dues.first().map_or(self.total, |due| due.amount)
    }
}

/// A charge that is not paid in full.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct OpenChargeView {
    /// The document that asks for it.
    pub document: DocumentId,
    /// The kind of that document.
    pub kind: DocumentKind,
    /// The term it is about.
    pub term: Term,
    /// The due date.
    #[cfg_attr(feature = "typescript", ts(type = "string | null"))]
    pub due_on: Option<Date>,
    /// What is left to be paid.
    pub left: Cents,
    /// The due date has passed.
    pub late: bool,
}

/// *Mon compte*.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct RentAccountView {
    /// What is owed.
    pub owed: OwedView,
    /// The open charges that make it up, earliest due first.
    pub open: Vec<OpenChargeView>,
    /// What was asked for and what came in, newest first.
    pub entries: Vec<RentAccountEntry>,
    /// The balance before the oldest entry.
    pub opening_balance: Cents,
}

/// The part of a rent account that says what is owed. Reading it skips years of entries.
#[derive(Deserialize)]
pub(crate) struct RentBalance {
    balance: Cents,
    open: Vec<OpenCharge>,
}

impl RentBalance {
    pub(crate) fn read(archive: &Archive) -> Result<Option<Self>, ArchiveError> {
        archive.note(RENT_ACCOUNT)
    }

    pub(crate) fn owed(&self, today: Date) -> OwedView {
        OwedView::of(self.balance, &self.open, today)
    }
}

impl OwedView {
    fn of(balance: Cents, open: &[OpenCharge], today: Date) -> Self {
        let owed = Owed::on(today, open);
        Self {
            total: owed.total(),
            late: owed.late(),
            dues: owed.dues,
            credit: (-balance).max(Cents(0)),
        }
    }
}

impl RentAccountView {
    pub(crate) fn of(rent_account: RentAccount, today: Date) -> Self {
        let owed = OwedView::of(rent_account.balance, &rent_account.open, today);
        let open = rent_account
            .open
            .into_iter()
            .map(|charge| OpenChargeView::of(charge, today));
        let mut entries = rent_account.entries;
        entries.reverse();
        Self {
            owed,
            open: open.collect(),
            entries,
            opening_balance: rent_account.opening_balance,
        }
    }
}

impl OpenChargeView {
    fn of(charge: OpenCharge, today: Date) -> Self {
        Self {
            late: charge.due_on.is_some_and(|due| due < today),
            document: charge.document,
            kind: charge.kind,
            term: charge.term,
            due_on: charge.due_on,
            left: charge.left,
        }
    }
}

/// The screen of *Mon compte*.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RentAccountScreen {
    pub(crate) rent_account: Option<RentAccountView>,
    /// The last request to pay in instalments.
    pub(crate) plan: Option<MessageView>,
    pub(crate) freshness: Freshness,
}

/// *Mon compte*.
pub(crate) struct RentAccounts {
    core: Arc<Core>,
}

impl RentAccounts {
    pub(crate) fn new(core: Arc<Core>) -> Self {
        Self { core }
    }

    /// What is owed, what was asked for, what came in.
    ///
    /// # Errors
    /// When nobody is signed in, or the archive cannot be read.
    pub(crate) async fn screen(&self) -> Result<RentAccountScreen, Failure> {
        let read = self.core.read_archived(|archive, today, freshness| {
            Ok(RentAccountScreen {
                plan: plan_asked_for(archive)?,
                rent_account: archive
                    .note::<RentAccount>(RENT_ACCOUNT)?
                    .map(|rent_account| RentAccountView::of(rent_account, today)),
                freshness,
            })
        });
        read.await
    }
}
