//! The pages of a signed-in tenant that are read from the archive: *Accueil*, *Mon compte*, *Payer mon loyer*, *Mon logement*,
//! *Mon bailleur*.

use contract::{Cents, LandlordProfile, News, RentAccount, Tenancy};
use jiff::civil::Date;
use serde::Deserialize;

use crate::{
    core::{
        archive::{Archive, ArchiveError, DocumentStanding, LANDLORD, RENT_ACCOUNT, TENANCY, with_archive},
        failure::Failure,
        freshness::freshness,
    },
    documents::view::DocumentSummary,
    dwelling::DwellingView,
    espace::Espace,
    home::HomeOverview,
    messages::{has_unseen_answer, messages, plan_asked_for},
    navigator::{place::Place, step::Step},
    payment::{
        card_payment::is_payable, payment_hosts, payment_to_tell, transfer::Transfer, ways::WaysToPay,
    },
    rent_account::{OpenAccount, OwedView, RentAccountView},
};

impl Espace {
    /// *Accueil*.
    ///
    /// # Errors
    /// When nobody is signed in, or the archive cannot be read.
    pub async fn open_home(&self) -> Result<Step, Failure> {
        self.visit(Place::Home).await
    }

    /// *Mes quittances*.
    ///
    /// # Errors
    /// As [`Self::open_home`].
    pub async fn open_receipts(&self) -> Result<Step, Failure> {
        self.visit(Place::Receipts).await
    }

    /// *Mon compte*.
    ///
    /// # Errors
    /// As [`Self::open_home`].
    pub async fn open_rent_account(&self) -> Result<Step, Failure> {
        self.visit(Place::RentAccount).await
    }

    /// *Payer mon loyer*.
    ///
    /// # Errors
    /// As [`Self::open_home`].
    pub async fn open_ways_to_pay(&self) -> Result<Step, Failure> {
        self.visit(Place::WaysToPay).await
    }

    /// *Mon logement*.
    ///
    /// # Errors
    /// As [`Self::open_home`].
    pub async fn open_dwelling(&self) -> Result<Step, Failure> {
        self.visit(Place::Dwelling).await
    }

    /// *Mon bailleur*.
    ///
    /// # Errors
    /// As [`Self::open_home`].
    pub async fn open_landlord(&self) -> Result<Step, Failure> {
        self.visit(Place::Landlord).await
    }

    /// The page that is open, as it is by now. A page that is opened meanwhile stays open.
    ///
    /// # Errors
    /// As [`Self::open_home`].
    pub async fn read_page(&self) -> Result<Step, Failure> {
        let open = *self.place.lock().await;
        let (left, step) = self.what_is_left_of(open).await?;
        let mut place = self.place.lock().await;
        if *place == open {
            *place = left;
        }
        Ok(step)
    }

    /// Opens a page.
    pub(crate) async fn visit(&self, place: Place) -> Result<Step, Failure> {
        let (place, step) = self.what_is_left_of(place).await?;
        *self.place.lock().await = place;
        Ok(step)
    }

    /// What a page shows; what there is nothing to show of any more is *Payer mon loyer*.
    async fn what_is_left_of(&self, place: Place) -> Result<(Place, Step), Failure> {
        Ok(match place {
            Place::PaymentAmount | Place::PaymentCheck | Place::CardPayment => {
                match self.paying_step(place).await? {
                    Some(view) => (place, view.into()),
                    None => (Place::WaysToPay, self.page(Place::WaysToPay).await?),
                }
            }
            place => (place, self.page(place).await?),
        })
    }

    /// What a page shows; one that is not read from the archive is *Mes quittances*.
    async fn page(&self, place: Place) -> Result<Step, Failure> {
        let archive = self.signed_in_archive().await?;
        let up_to_date = self
            .known
            .read()
            .await
            .as_ref()
            .is_some_and(|known| known.up_to_date);
        let tenant_code = self.tenant_at_home().await?;
        let (clock, built_in) = (self.client.clock(), self.landlord.clone());
        with_archive(&archive, move |archive| {
            let freshness = freshness(archive, up_to_date)?;
            let today = archive.today(&clock)?;
            let owed = || -> Result<Option<OwedView>, ArchiveError> {
                let account: Option<OpenAccount> = archive.note(RENT_ACCOUNT)?;
                Ok(account.map(|account| account.owed(today)))
            };
            let tenancy = || archive.note::<Tenancy>(TENANCY);
            Ok(match place {
                Place::Home => Step::Home {
                    overview: HomeOverview {
                        owed: owed()?,
                        payment: payment_to_tell(archive)?,
                        answered: has_unseen_answer(archive)?,
                        latest: latest(archive, today)?,
                        documents: documents(archive)?,
                        news: news(archive, today)?,
                        freshness,
                    },
                },
                Place::RentAccount => Step::RentAccount {
                    plan: plan_asked_for(archive)?,
                    account: archive
                        .note::<RentAccount>(RENT_ACCOUNT)?
                        .map(|account| RentAccountView::of(account, today)),
                    freshness,
                },
                Place::WaysToPay => {
                    let landlord: Option<LandlordProfile> = archive.note(LANDLORD)?;
                    let owed = owed()?;
                    let means = landlord
                        .map(|landlord| landlord.payment_means)
                        .unwrap_or_default();
                    let hosts = payment_hosts(archive)?;
                    let amount = owed.as_ref().map_or(Cents(0), |owed| owed.total);
                    Step::WaysToPay {
                        ways: WaysToPay {
                            transfer: means
                                .transfer
                                .map(|account| Transfer::of(&account, &tenant_code, amount)),
                            cards: owed.as_ref().is_some_and(is_payable) && !hosts.is_empty(),
                            payment: payment_to_tell(archive)?,
                            owed,
                            others: means.others,
                            freshness,
                        },
                    }
                }
                Place::Messages => Step::Messages {
                    messages: messages(archive)?,
                    freshness,
                },
                Place::Dwelling => Step::Dwelling {
                    dwelling: tenancy()?.map(DwellingView::from),
                    freshness,
                },
                Place::Landlord => Step::Landlord {
                    landlord: archive.note(LANDLORD)?.unwrap_or(built_in),
                    agency: tenancy()?.map(|tenancy| tenancy.agency),
                    freshness,
                },
                _ => Step::Receipts,
            })
        })
        .await
    }
}

/// The newest document that counts: a replaced or withdrawn one tells nothing of today.
fn latest(archive: &Archive, today: Date) -> Result<Option<DocumentSummary>, ArchiveError> {
    for (year, _) in archive.years()? {
        let current = archive
            .documents_of(year)?
            .into_iter()
            .find(|entry| entry.standing == DocumentStanding::Current);
        if current.is_some() {
            return Ok(current.map(|entry| DocumentSummary::of(entry, today)));
        }
    }
    Ok(None)
}

fn documents(archive: &Archive) -> Result<u32, ArchiveError> {
    let counts = archive.years()?.into_iter().map(|(_, count)| count);
    Ok(u32::try_from(counts.sum::<usize>()).unwrap_or(u32::MAX))
}

/// What is said on a day; the archive may be older than what it holds.
fn news(archive: &Archive, today: Date) -> Result<Vec<News>, ArchiveError> {
    let told: Option<Told> = archive.note(TENANCY)?;
    let news = told.map(|told| told.news).unwrap_or_default().into_iter();
    Ok(news
        .filter(|news| (news.from..=news.until).contains(&today))
        .collect())
}

/// What is read of the tenancy where only the news are told.
#[derive(Deserialize)]
struct Told {
    #[serde(default)]
    news: Vec<News>,
}
