//! *Payer mon loyer*, and *Payer par carte*: the amount, its confirmation, the provider's page in the system's
//! browser, and the outcome.
//!
//! A payment is on disk before it is sent to the landlord's service. Its page is opened only once the id that the
//! service gave it is on disk too (S16): anyone who may have paid can always query the outcome.

pub(crate) mod amount;
mod asking;
pub(crate) mod card_payment;
mod last_known;
pub(crate) mod transfer;
pub(crate) mod ways;

use std::sync::Arc;

use contract::{Cents, LandlordProfile, ReturnState};
use tokio::sync::Mutex;

use self::{
    amount::{AmountWanted, is_payable, read_amount},
    asking::Begun,
    card_payment::{CardPaymentStatus, CardPaymentView, LastPayment, SavedPayment, page_to_open},
    last_known::newer_of,
    transfer::Transfer,
    ways::WaysToPay,
};
use crate::{
    core::{
        Core,
        archive::{Archive, ArchiveError, CARD_PAYMENT, LANDLORD, with_archive},
        failure::{Failure, FailureCode},
        unopened_page::UnopenedPage,
    },
    rent_account::{OwedView, RentBalance},
};

/// The amount to pay, as chosen and as parsed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ChosenAmount {
    wanted: AmountWanted,
    amount: Cents,
}

/// The screens of a payment by card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum PaymentView {
    /// Choice of the amount.
    Amount { owed: OwedView, wanted: AmountWanted },
    /// Confirmation of the amount.
    Check {
        amount: Cents,
        left: Cents,
        host: String,
    },
    /// The payment and its outcome.
    Payment {
        payment: CardPaymentView,
        /// Its page, while no browser of this computer opens it.
        page: Option<UnopenedPage>,
    },
}

/// What the screens of a payment are built from.
struct PaymentFacts {
    owed: Option<OwedView>,
    hosts: Vec<String>,
    last: Option<LastPayment>,
}

/// A payment that was started, and its page.
pub(crate) struct StartedPayment {
    pub(crate) view: PaymentView,
    /// The page to open; none when nothing is left to pay on it, or another pending payment is shown first.
    pub(crate) page: Option<String>,
}

/// Paying the rent.
pub(crate) struct Payments {
    core: Arc<Core>,
    /// The amount to pay by card.
    chosen: Mutex<Option<ChosenAmount>>,
    /// The address of the payment page that no browser opened.
    unopened: Mutex<Option<String>>,
    /// The last payment as the disk did not take it (R4). Locked while its note changes.
    untaken: Mutex<Option<SavedPayment>>,
    /// One task at a time starts, follows or cancels a payment.
    gate: Mutex<()>,
}

impl Payments {
    pub(crate) fn new(core: Arc<Core>) -> Self {
        Self {
            core,
            chosen: Mutex::new(None),
            unopened: Mutex::new(None),
            untaken: Mutex::new(None),
            gate: Mutex::new(()),
        }
    }

    /// *Payer mon loyer*.
    ///
    /// # Errors
    /// When nobody is signed in, or the archive cannot be read.
    pub(crate) async fn ways(&self) -> Result<WaysToPay, Failure> {
        let tenant_code = self.core.tenant_at_home().await?;
        let untaken = self.untaken().await;
        let read = self.core.read_archived(move |archive, today, freshness| {
            let owed = RentBalance::read(archive)?.map(|balance| balance.owed(today));
            let landlord: Option<LandlordProfile> = archive.note(LANDLORD)?;
            let (means, hosts) = landlord
                .map(|landlord| (landlord.payment_means, landlord.payment_hosts))
                .unwrap_or_default();
            let amount = owed.as_ref().map_or(Cents(0), OwedView::next);
            Ok(WaysToPay {
                transfer: means
                    .transfer
                    .map(|account| Transfer::of(&account, &tenant_code, amount)),
                cards: owed.as_ref().is_some_and(is_payable) && !hosts.is_empty(),
                payment: payment_to_show(archive, untaken.as_ref())?,
                owed,
                others: means.others,
                freshness,
            })
        });
        read.await
    }

    /// *Payer par carte*: the pending payment, or the choice of the amount; none when a card cannot pay what is
    /// owed.
    ///
    /// # Errors
    /// When nobody is signed in, or the archive cannot be read.
    pub(crate) async fn open(&self) -> Result<Option<PaymentView>, Failure> {
        self.put_away().await;
        *self.chosen.lock().await = None;
        let facts = self.facts().await?;
        match &facts.last {
            Some(last @ LastPayment::Begun(saved)) if saved.is_waiting() => Ok(Some(self.view(last).await)),
            _ => Ok(facts.amount(None)),
        }
    }

    /// The choice of the amount; none when a card cannot pay what is owed.
    ///
    /// # Errors
    /// When nobody is signed in, or the archive cannot be read.
    pub(crate) async fn amount(&self) -> Result<Option<PaymentView>, Failure> {
        let facts = self.facts().await?;
        Ok(facts.amount(self.chosen.lock().await.clone()))
    }

    /// The confirmation of the amount; none when no amount is chosen, or a card cannot pay what is owed.
    ///
    /// # Errors
    /// When nobody is signed in, or the archive cannot be read.
    pub(crate) async fn check(&self) -> Result<Option<PaymentView>, Failure> {
        let facts = self.facts().await?;
        Ok(facts.check(self.chosen.lock().await.clone()))
    }

    /// The last payment, as far as it is known on this computer.
    ///
    /// # Errors
    /// When nobody is signed in, or the archive cannot be read.
    pub(crate) async fn payment(&self) -> Result<Option<PaymentView>, Failure> {
        Ok(match self.last().await? {
            Some(last) => Some(self.view(&last).await),
            None => None,
        })
    }

    /// A payment, with its page while no browser opens it.
    async fn view(&self, last: &LastPayment) -> PaymentView {
        let payment = CardPaymentView::from(last);
        let address = match payment.status {
            CardPaymentStatus::PageNotOpened => self.unopened.lock().await.clone(),
            _ => None,
        };
        PaymentView::Payment {
            payment,
            page: address.map(UnopenedPage::at),
        }
    }

    /// Takes the amount as typed, and returns its confirmation; none when it cannot be paid by card any more.
    ///
    /// # Errors
    /// A field error: unreadable, more than is owed, or less than a card can pay. `AmountNotOwed`, while the
    /// rent account is unknown. When nobody is signed in, or the archive cannot be read.
    pub(crate) async fn submit_amount(&self, wanted: AmountWanted) -> Result<Option<PaymentView>, Failure> {
        // Locked first: an amount that arrives after the person has gone is not kept.
        let mut chosen = self.chosen.lock().await;
        let facts = self.facts().await?;
        let owed = facts.owed.as_ref();
        let owed = owed.ok_or_else(|| Failure::new(FailureCode::AmountNotOwed))?;
        let amount = read_amount(&wanted, owed)?;
        *chosen = Some(ChosenAmount { wanted, amount });
        Ok(facts.check(chosen.clone()))
    }

    /// Drops what is in memory: the chosen amount, the address of a page, and what the disk did not take.
    pub(crate) async fn let_go(&self) {
        *self.chosen.lock().await = None;
        *self.unopened.lock().await = None;
        *self.untaken.lock().await = None;
    }

    /// Records whether a browser opened the page of the pending payment. One that did not open is shown as an address
    /// (S16), and its payment is not told as pending.
    ///
    /// # Errors
    /// When nobody is signed in, or the archive cannot be read.
    pub(crate) async fn record_opening(&self, page: String, opened: bool) -> Result<(), Failure> {
        // Locked first: an address that arrives after the person has gone is not kept.
        let mut unopened = self.unopened.lock().await;
        self.core.signed_in_archive().await?;
        *unopened = (!opened).then_some(page);
        drop(unopened);
        self.change(|known| known?.with_page(opened)).await?;
        Ok(())
    }

    /// Starts the payment, or fetches the page of the pending one.
    ///
    /// # Errors
    /// When the landlord's service fails. Nothing was paid then, and a retry is the same payment. When the page is
    /// not on a host that the landlord publishes.
    pub(crate) async fn pay(&self) -> Result<StartedPayment, Failure> {
        let _one = self.gate.lock().await;
        let facts = self.facts().await?;
        // The page is opened only once the payment's id is on disk.
        let (saved, page) = match facts.last {
            Some(LastPayment::Begun(saved)) if saved.is_waiting() => {
                let reported = self.ask_after(&saved).await?;
                (self.save_update(&saved, &reported).await?, reported.page)
            }
            last => {
                let intended = self.intend(last).await?;
                match self.begin(&intended).await? {
                    Begun::Here(saved, page) => (saved, page),
                    // The tenant sees this other payment before its page is opened.
                    Begun::Elsewhere(other) => (other, None),
                }
            }
        };
        let page = page.map(|page| page_to_open(&page, &facts.hosts));
        Ok(StartedPayment {
            view: self.view(&LastPayment::Begun(saved)).await,
            page: page.transpose()?.map(String::from),
        })
    }

    /// Cancels the pending payment. If it was paid meanwhile, it is stored as paid.
    ///
    /// # Errors
    /// When the landlord's service fails. The payment stays pending.
    pub(crate) async fn give_up(&self) -> Result<(), Failure> {
        let _one = self.gate.lock().await;
        let Some(saved) = self.waiting().await? else {
            return Ok(());
        };
        let asked = self
            .core
            .session
            .authorised(async |token| self.core.client.give_payment_up(&token, &saved.id).await);
        let reported = asked.await?;
        self.save_update(&saved, &reported).await?;
        Ok(())
    }

    /// Fetches the outcome of a pending payment.
    ///
    /// # Errors
    /// When the landlord's service fails. What is known stays.
    pub(crate) async fn follow(&self) -> Result<(), Failure> {
        let _one = self.gate.lock().await;
        if let Some(saved) = self.waiting().await? {
            let reported = self.ask_after(&saved).await?;
            self.save_update(&saved, &reported).await?;
        }
        Ok(())
    }

    /// Records that a return link was followed. True when it belongs to this person's payment, and only once
    /// (S15).
    ///
    /// # Errors
    /// When nobody is signed in, or the archive cannot be read.
    pub(crate) async fn return_by(&self, state: &ReturnState) -> Result<bool, Failure> {
        let returned = self.change(|known| known?.returned_by(state)).await?;
        Ok(returned.is_some())
    }

    /// Deletes a settled payment, which the tenant has seen. Sends no request. Where the disk takes nothing, the
    /// payment is shown once more (R4).
    pub(crate) async fn put_away(&self) {
        let mut untaken = self.untaken.lock().await;
        let Ok(archive) = self.core.signed_in_archive().await else {
            return;
        };
        let known = untaken.clone();
        let put_away = with_archive(&archive, move |archive| {
            let saved = newer_of(archive.note(CARD_PAYMENT)?, known.as_ref());
            let settled = saved.is_some_and(|saved| !saved.status.is_open());
            if settled {
                archive.commit(|batch| batch.forget_note(CARD_PAYMENT))?;
            }
            Ok(settled)
        });
        match put_away.await {
            Ok(true) => *untaken = None,
            Ok(false) => {}
            Err(failure) => tracing::warn!(code = ?failure.code, "a payment is shown once more"),
        }
    }

    /// The last payment, while it is pending.
    async fn waiting(&self) -> Result<Option<SavedPayment>, Failure> {
        let last = self.last().await?;
        Ok(last.and_then(LastPayment::begun).filter(SavedPayment::is_waiting))
    }

    /// Reads all that a press needs, in one pass.
    async fn facts(&self) -> Result<PaymentFacts, Failure> {
        let untaken = self.untaken().await;
        let archive = self.core.signed_in_archive().await?;
        let clock = self.core.clock();
        with_archive(&archive, move |archive| {
            let balance = RentBalance::read(archive)?;
            let today = archive.today(&clock)?;
            Ok(PaymentFacts {
                owed: balance.map(|balance| balance.owed(today)),
                hosts: payment_hosts(archive)?,
                last: LastPayment::read(archive, untaken.as_ref())?,
            })
        })
        .await
    }
}

impl PaymentFacts {
    fn amount(&self, chosen: Option<ChosenAmount>) -> Option<PaymentView> {
        let owed = self.owed.clone().filter(is_payable)?;
        Some(PaymentView::Amount {
            owed,
            wanted: chosen.map_or(AmountWanted::All, |chosen| chosen.wanted),
        })
    }

    fn check(&self, chosen: Option<ChosenAmount>) -> Option<PaymentView> {
        let owed = self.owed.as_ref().filter(|owed| is_payable(owed))?;
        let (chosen, host) = chosen.zip(self.hosts.first().cloned())?;
        Some(PaymentView::Check {
            amount: chosen.amount,
            left: owed.total - chosen.amount,
            host,
        })
    }
}

/// The hosts of the landlord's payment pages; empty when it takes no cards.
pub(crate) fn payment_hosts(archive: &Archive) -> Result<Vec<String>, ArchiveError> {
    let landlord: Option<LandlordProfile> = archive.note(LANDLORD)?;
    Ok(landlord
        .map(|landlord| landlord.payment_hosts)
        .unwrap_or_default())
}

/// The last payment that was started, for other pages to show. One whose page did not open waits for nothing.
/// `untaken` is it as the disk did not take it.
pub(crate) fn payment_to_show(
    archive: &Archive,
    untaken: Option<&SavedPayment>,
) -> Result<Option<CardPaymentView>, ArchiveError> {
    let begun = LastPayment::read(archive, untaken)?.and_then(LastPayment::begun);
    let shown = begun.as_ref().map(CardPaymentView::from);
    Ok(shown.filter(|payment| payment.status != CardPaymentStatus::PageNotOpened))
}
