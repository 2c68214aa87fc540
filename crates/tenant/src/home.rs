//! *Accueil* as the wizard shows it.

mod newer_version;

use std::sync::Arc;

use contract::{Cents, News, Tenancy};
use jiff::civil::Date;
use serde::Serialize;

pub use self::newer_version::NewerVersion;
use crate::{
    core::{
        Core,
        archive::{Archive, ArchiveError, DocumentValidity, TENANCY, with_archive},
        failure::Failure,
        freshness::Freshness,
    },
    documents::{left_to_pay::LeftToPay, view::DocumentSummary},
    messages::{has_unseen_answer, plan_asked_for},
    payment::{
        card_payment::{CardPaymentView, SavedPayment},
        payment_to_show,
    },
    rent_account::{OwedView, RentBalance},
};

/// What *Accueil* shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct HomeOverview {
    /// Who is signed in, once it is known.
    pub person: Option<String>,
    /// What is owed; none before the first synchronisation.
    pub owed: Option<OwedView>,
    /// Something is late, and the tenant has not asked to pay in instalments: that is offered.
    pub plan_offered: bool,
    /// A card payment that is pending, or whose outcome was not seen yet.
    pub payment: Option<CardPaymentView>,
    /// The agency has answered a message, and the answer was not seen yet.
    pub unseen_answer: bool,
    /// The newest document in force.
    pub latest: Option<DocumentSummary>,
    /// Number of documents in the archive.
    pub documents: u32,
    /// The landlord's news of today.
    pub news: Vec<News>,
    /// A newer version of the application, until the tenant dismisses its note.
    pub newer_version: Option<NewerVersion>,
    /// How fresh the data is.
    pub freshness: Freshness,
}

/// *Accueil*.
pub(crate) struct Home {
    core: Arc<Core>,
}

impl Home {
    pub(crate) fn new(core: Arc<Core>) -> Self {
        Self { core }
    }

    /// What *Accueil* shows. `untaken` is the last payment as the disk did not take it.
    ///
    /// # Errors
    /// When nobody is signed in, or the archive cannot be read.
    pub(crate) async fn overview(&self, untaken: Option<SavedPayment>) -> Result<HomeOverview, Failure> {
        let read = self.core.read_archived(move |archive, today, freshness| {
            let tenancy: Option<Tenancy> = archive.note(TENANCY)?;
            let person = tenancy.as_ref().and_then(Tenancy::holder_name);
            let owed = RentBalance::read(archive)?.map(|balance| balance.owed(today));
            let is_late = owed.as_ref().is_some_and(|owed| owed.late > Cents(0));
            Ok(HomeOverview {
                person: person.map(str::to_owned),
                owed,
                plan_offered: is_late && plan_asked_for(archive)?.is_none(),
                payment: payment_to_show(archive, untaken.as_ref())?,
                unseen_answer: has_unseen_answer(archive)?,
                latest: latest(archive, today)?,
                documents: documents(archive)?,
                news: tenancy.map(|tenancy| news(tenancy, today)).unwrap_or_default(),
                newer_version: newer_version::to_note(archive)?,
                freshness,
            })
        });
        read.await
    }

    /// Dismisses the note of the newer version.
    ///
    /// # Errors
    /// When nobody is signed in, or the archive cannot be read or written.
    pub(crate) async fn dismiss_newer_version(&self) -> Result<(), Failure> {
        with_archive(&self.core.signed_in_archive().await?, newer_version::dismiss).await
    }
}

/// The newest document in force: not replaced, withdrawn or missing from the landlord's list.
fn latest(archive: &Archive, today: Date) -> Result<Option<DocumentSummary>, ArchiveError> {
    for (year, _) in archive.years()? {
        let current = archive
            .documents_of(year)?
            .into_iter()
            .find(|entry| entry.validity == DocumentValidity::Current);
        if current.is_some() {
            let left = LeftToPay::read(archive)?;
            return Ok(current.map(|entry| DocumentSummary::of(entry, today, &left)));
        }
    }
    Ok(None)
}

fn documents(archive: &Archive) -> Result<u32, ArchiveError> {
    let counts = archive.years()?.into_iter().map(|(_, count)| count);
    Ok(u32::try_from(counts.sum::<usize>()).unwrap_or(u32::MAX))
}

/// The news valid on a day. The archive may be old and hold expired news.
fn news(tenancy: Tenancy, today: Date) -> Vec<News> {
    let news = tenancy.news.into_iter();
    news.filter(|news| (news.from..=news.until).contains(&today))
        .collect()
}
