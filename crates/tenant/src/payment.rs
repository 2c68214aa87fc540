//! *Payer par carte*: how much, a look at it, the provider's page in the system's browser, and what came of it.
//!
//! What is kept of a payment is on disk before the landlord hears of it, and its page is shown only once the landlord's
//! name of it is (S16): whoever can have paid can always ask again.

pub(crate) mod card_payment;
pub(crate) mod transfer;
pub(crate) mod ways;

use contract::{
    Cents, LandlordProfile, OnlinePayment, PaymentOpening, PaymentState, ProblemKind, ReturnState,
};
use jiff::SignedDuration;
use serde::Serialize;

use crate::{
    core::{
        archive::{Archive, ArchiveError, CARD_PAYMENT, LANDLORD, RENT_ACCOUNT, with_archive},
        client::ClientError,
        failure::{Failure, FailureCode},
    },
    espace::Espace,
    navigator::{place::Place, step::Step},
    payment::card_payment::{
        AmountWanted, CardPaymentStanding, CardPaymentView, KeptPayment, OwnPayment, is_payable,
        page_to_open, read_amount,
    },
    rent_account::{OpenAccount, OwedView},
};

/// The landlord keeps a key for seven days (S16). A payment that was not begun in one is begun anew.
const KEY_LASTS: SignedDuration = SignedDuration::from_hours(24);

/// How much is to be paid, as chosen and as read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Chosen {
    wanted: AmountWanted,
    amount: Cents,
}

/// A payment that was begun: the wizard shows the step, and the system's browser the page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PaymentBegun {
    /// What to show.
    pub step: Step,
    /// The page to open; none when nothing is to be paid on it any more.
    pub page: Option<String>,
}

/// The screens of a payment by card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum PaymentView {
    /// How much.
    Amount { owed: OwedView, wanted: AmountWanted },
    /// What is about to be paid.
    Check {
        amount: Cents,
        left: Cents,
        host: String,
    },
    /// What came of it.
    Payment(CardPaymentView),
}

/// What a page of a payment is drawn from.
struct Facts {
    owed: Option<OwedView>,
    hosts: Vec<String>,
    kept: Option<KeptPayment>,
}

impl Espace {
    /// *Payer par carte*: how much, or the payment that waits.
    ///
    /// # Errors
    /// When nobody is signed in, or the archive cannot be read.
    pub async fn open_card_payment(&self) -> Result<Step, Failure> {
        self.put_payment_away().await?;
        let kept = self.facts().await?.kept;
        *self.chosen.lock().await = None;
        let waits = kept.is_some_and(|kept| kept.standing == CardPaymentStanding::Waiting);
        self.visit(if waits {
            Place::CardPayment
        } else {
            Place::PaymentAmount
        })
        .await
    }

    /// How much is to be paid.
    ///
    /// # Errors
    /// The field's: more than is owed, less than a card pays.
    pub async fn submit_payment_amount(&self, wanted: AmountWanted) -> Result<Step, Failure> {
        let owed = self.facts().await?.owed;
        let owed = owed.ok_or_else(|| Failure::new(FailureCode::AmountNotOwed))?;
        let amount = read_amount(&wanted, &owed)?;
        *self.chosen.lock().await = Some(Chosen { wanted, amount });
        self.visit(Place::PaymentCheck).await
    }

    /// *Payer 456,78 €*, and the page once more while it waits.
    ///
    /// # Errors
    /// The landlord's. Then nothing was paid, and trying again is the same payment.
    pub async fn pay(&self) -> Result<PaymentBegun, Failure> {
        let _one = self.paying.lock().await;
        let kept = match self.facts().await?.kept {
            Some(kept) if kept.standing == CardPaymentStanding::Waiting => kept,
            kept => self.intend(kept).await?,
        };
        let told = match (&kept.id, &kept.own) {
            (Some(_), _) => self.ask_after(&kept).await?,
            (None, Some(own)) => match self.begin(&kept, own).await? {
                Some(begun) => begun,
                None => {
                    let step = self.visit(Place::CardPayment).await?;
                    return Ok(PaymentBegun { step, page: None });
                }
            },
            // What was begun elsewhere has a name.
            (None, None) => return Err(Failure::new(FailureCode::Internal)),
        };
        // The page may be seen once the disk holds what the payment is called.
        let page = told.page.clone();
        self.keep_told(&kept, told).await?;
        let hosts = self.facts().await?.hosts;
        let page = page.map(|page| page_to_open(&page, &hosts));
        let page = page.transpose()?.map(String::from);
        let step = self.visit(Place::CardPayment).await?;
        Ok(PaymentBegun { step, page })
    }

    /// What came of the payment by now.
    ///
    /// # Errors
    /// The landlord's: what is known stays.
    pub async fn follow_payment(&self) -> Result<Step, Failure> {
        self.follow_kept_payment().await?;
        self.visit(Place::CardPayment).await
    }

    /// *Abandonner ce paiement*. One that was paid meanwhile is shown as paid.
    ///
    /// # Errors
    /// The landlord's: it waits on.
    pub async fn give_payment_up(&self) -> Result<Step, Failure> {
        let _one = self.paying.lock().await;
        let kept = self.facts().await?.kept;
        if let Some(kept) = kept.filter(|kept| kept.standing == CardPaymentStanding::Waiting) {
            let told = match &kept.id {
                Some(id) => {
                    let asked = self
                        .session
                        .authorised(async |token| self.client.give_payment_up(&token, id).await);
                    asked.await?
                }
                None => return Err(Failure::new(FailureCode::Internal)),
            };
            self.keep_told(&kept, told).await?;
        }
        self.visit(Place::CardPayment).await
    }

    /// *Terminer*: what is settled is not told again, what waits is told on *Accueil*.
    ///
    /// # Errors
    /// When nobody is signed in, or the archive cannot be written.
    pub async fn leave_payment(&self) -> Result<Step, Failure> {
        self.put_payment_away().await?;
        self.visit(Place::Home).await
    }

    /// The link that the browser followed back here. It is a hint: the landlord is asked what came of the payment
    /// (S15). True when it is this person's, and its page is the one that is open now.
    pub async fn return_from_payment(&self, link: &str) -> bool {
        let Some(state) = ReturnState::of_link(link) else {
            tracing::warn!("a link of another form than that of a payment");
            return false;
        };
        match self.return_by(&state).await {
            Ok(returned) => returned,
            Err(failure) => {
                tracing::info!(%failure, "a payment that was come back from is not shown");
                false
            }
        }
    }

    async fn return_by(&self, state: &ReturnState) -> Result<bool, Failure> {
        let archive = self.signed_in_archive().await?;
        let state = state.clone();
        let returned = with_archive(&archive, move |archive| {
            let kept: Option<KeptPayment> = archive.note(CARD_PAYMENT)?;
            let returned = kept.and_then(|kept| kept.returned_by(&state));
            if let Some(kept) = &returned {
                archive.commit_note(CARD_PAYMENT, kept)?;
            }
            Ok(returned.is_some())
        });
        let returned = returned.await?;
        if returned {
            self.visit(Place::CardPayment).await?;
        }
        Ok(returned)
    }

    /// Asks the landlord what came of a payment that waits.
    pub(crate) async fn follow_kept_payment(&self) -> Result<(), Failure> {
        let _one = self.paying.lock().await;
        let kept = self.facts().await?.kept;
        if let Some(kept) = kept.filter(|kept| kept.standing == CardPaymentStanding::Waiting) {
            let told = self.ask_after(&kept).await?;
            self.keep_told(&kept, told).await?;
        }
        Ok(())
    }

    /// A payment that is settled was seen. Never waits for the landlord.
    pub(crate) async fn put_payment_away(&self) -> Result<(), Failure> {
        let archive = self.signed_in_archive().await?;
        with_archive(&archive, |archive| {
            let kept: Option<KeptPayment> = archive.note(CARD_PAYMENT)?;
            if kept.is_some_and(|kept| !kept.standing.is_open()) {
                archive.forget_note(CARD_PAYMENT)?;
            }
            Ok(())
        })
        .await
    }

    /// The screen of a place of a payment; none when there is nothing for it to show.
    pub(crate) async fn paying_step(&self, place: Place) -> Result<Option<PaymentView>, Failure> {
        let facts = self.facts().await?;
        let owed = facts.owed.filter(is_payable);
        let chosen = self.chosen.lock().await.clone();
        Ok(match place {
            Place::PaymentAmount => owed.map(|owed| PaymentView::Amount {
                owed,
                wanted: chosen.map_or(AmountWanted::All, |chosen| chosen.wanted),
            }),
            Place::PaymentCheck => match (owed, chosen, facts.hosts.into_iter().next()) {
                (Some(owed), Some(chosen), Some(host)) => Some(PaymentView::Check {
                    amount: chosen.amount,
                    left: owed.total - chosen.amount,
                    host,
                }),
                _ => None,
            },
            _ => facts
                .kept
                .map(|kept| PaymentView::Payment(CardPaymentView::from(&kept))),
        })
    }

    async fn facts(&self) -> Result<Facts, Failure> {
        let archive = self.signed_in_archive().await?;
        let clock = self.client.clock();
        with_archive(&archive, move |archive| {
            let account: Option<OpenAccount> = archive.note(RENT_ACCOUNT)?;
            let today = archive.today(&clock)?;
            Ok(Facts {
                owed: account.map(|account| account.owed(today)),
                hosts: payment_hosts(archive)?,
                kept: archive.note(CARD_PAYMENT)?,
            })
        })
        .await
    }

    /// Writes down what is about to be begun. What was written down for the same amount and did not come to
    /// anything is taken up: its key makes it the same payment (S16).
    async fn intend(&self, kept: Option<KeptPayment>) -> Result<KeptPayment, Failure> {
        let now = self.client.clock().now();
        let lasts = |kept: &KeptPayment| {
            kept.standing == CardPaymentStanding::NotBegun
                && now.duration_since(kept.begun_at).abs() < KEY_LASTS
        };
        let chosen = self.chosen.lock().await.clone();
        let amount = chosen
            .map(|chosen| chosen.amount)
            .ok_or_else(|| Failure::new(FailureCode::AmountNotOwed))?;
        if let Some(kept) = kept.filter(|kept| kept.amount == amount && lasts(kept)) {
            return Ok(kept);
        }
        let intended = KeptPayment::begin(amount, now)?;
        self.keep_payment(intended.clone()).await?;
        Ok(intended)
    }

    /// Begins a payment at the landlord's; none when another one waits there, which is kept in its place.
    async fn begin(&self, kept: &KeptPayment, own: &OwnPayment) -> Result<Option<OnlinePayment>, Failure> {
        let opening = PaymentOpening {
            amount: kept.amount,
            return_state: own.return_state.clone(),
        };
        let asked = self.session.authorised(async |token| {
            match self.client.begin_payment(&token, own.key, &opening).await {
                Err(error) if error.is(ProblemKind::PaymentWaiting) => {
                    Ok(Begun::AnotherWaits(self.client.payments(&token).await?))
                }
                Err(error) if is_final(&error) => Ok(Begun::Refused(error)),
                begun => begun.map(Begun::Waits),
            }
        });
        match asked.await? {
            Begun::Waits(payment) if is_over_unseen(payment.state) => {
                self.forget_payment().await?;
                Err(Failure::new(FailureCode::CardsUnavailable))
            }
            Begun::Waits(payment) => Ok(Some(payment)),
            Begun::AnotherWaits(list) => {
                let waits = |payment: &&OnlinePayment| {
                    CardPaymentStanding::from(payment.state) == CardPaymentStanding::Waiting
                };
                let Some(other) = list.payments.iter().find(waits) else {
                    // It was settled between the two questions.
                    return Err(Failure::new(FailureCode::LandlordBusy));
                };
                self.keep_payment(KeptPayment::elsewhere(other)).await?;
                Ok(None)
            }
            Begun::Refused(error) => {
                self.forget_payment().await?;
                Err(error.into())
            }
        }
    }

    async fn ask_after(&self, kept: &KeptPayment) -> Result<OnlinePayment, Failure> {
        let id = kept.id.as_ref();
        let id = id.ok_or_else(|| Failure::new(FailureCode::Internal))?;
        let asked = self
            .session
            .authorised(async |token| self.client.payment(&token, id).await);
        asked.await
    }

    async fn keep_payment(&self, kept: KeptPayment) -> Result<(), Failure> {
        let archive = self.signed_in_archive().await?;
        with_archive(&archive, move |archive| archive.commit_note(CARD_PAYMENT, &kept)).await
    }

    /// Keeps what the landlord tells of a payment. Meanwhile the link back may have been followed.
    async fn keep_told(&self, asked: &KeptPayment, told: OnlinePayment) -> Result<(), Failure> {
        let archive = self.signed_in_archive().await?;
        let asked = asked.clone();
        let confirmed = with_archive(&archive, move |archive| {
            let kept: Option<KeptPayment> = archive.note(CARD_PAYMENT)?;
            let kept = kept.filter(|kept| kept.is_the_same_as(&asked)).unwrap_or(asked);
            let told = kept.told(&told);
            if told != kept {
                archive.commit_note(CARD_PAYMENT, &told)?;
            }
            Ok(told.standing == CardPaymentStanding::Confirmed)
        })
        .await?;
        if confirmed {
            // What is owed has changed.
            self.ask_again().await;
        }
        Ok(())
    }

    async fn forget_payment(&self) -> Result<(), Failure> {
        let archive = self.signed_in_archive().await?;
        with_archive(&archive, |archive| archive.forget_note(CARD_PAYMENT)).await
    }
}

/// What the landlord answers to the beginning of a payment.
enum Begun {
    Waits(OnlinePayment),
    AnotherWaits(contract::OnlinePayments),
    /// The same would be refused again.
    Refused(ClientError),
}

/// The landlord has said that nothing will come of this key.
fn is_final(error: &ClientError) -> bool {
    [
        ProblemKind::AmountNotOwed,
        ProblemKind::IdempotencyKeyReused,
        ProblemKind::InvalidRequest,
        ProblemKind::NotFound,
    ]
    .into_iter()
    .any(|kind| error.is(kind))
}

/// A payment that ended before anybody saw its page: its provider refused to make one.
fn is_over_unseen(state: PaymentState) -> bool {
    matches!(state, PaymentState::Refused | PaymentState::Abandoned)
}

/// The hosts of the pages where the landlord has cards taken; none where it takes no cards.
pub(crate) fn payment_hosts(archive: &Archive) -> Result<Vec<String>, ArchiveError> {
    let landlord: Option<LandlordProfile> = archive.note(LANDLORD)?;
    Ok(landlord
        .map(|landlord| landlord.payment_hosts)
        .unwrap_or_default())
}

/// The payment to tell of on another page.
pub(crate) fn payment_to_tell(archive: &Archive) -> Result<Option<CardPaymentView>, ArchiveError> {
    let kept: Option<KeptPayment> = archive.note(CARD_PAYMENT)?;
    let told = kept.filter(|kept| kept.standing != CardPaymentStanding::NotBegun);
    Ok(told.as_ref().map(CardPaymentView::from))
}
