//! *Payer mon loyer*, and *Payer par carte*: how much, a look at it, the provider's page in the system's browser, and what
//! came of it.
//!
//! What is kept of a payment is on disk before the landlord hears of it, and its page is shown only once the landlord's
//! name of it is (S16): whoever can have paid can always ask again.

mod asking;
pub(crate) mod card_payment;
pub(crate) mod transfer;
pub(crate) mod ways;

use std::sync::Arc;

use contract::{Cents, LandlordProfile, ReturnState};
use tokio::sync::Mutex;

use self::{
    asking::Begun,
    card_payment::{
        AmountWanted, CardPaymentView, KeptPayment, LastPayment, is_payable, page_to_open, read_amount,
    },
    transfer::Transfer,
    ways::WaysToPay,
};
use crate::{
    core::{
        Core,
        archive::{Archive, ArchiveError, CARD_PAYMENT, LANDLORD, with_archive},
        failure::{Failure, FailureCode},
    },
    rent_account::{OpenAccount, OwedView},
};

/// How much is to be paid, as chosen and as read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Chosen {
    wanted: AmountWanted,
    amount: Cents,
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
    last: Option<LastPayment>,
}

/// The page of a payment that was begun.
pub(crate) struct Page {
    pub(crate) view: PaymentView,
    /// The page to open; none when nothing is to be paid on it any more.
    pub(crate) page: Option<String>,
}

/// Paying the rent.
pub(crate) struct Payments {
    core: Arc<Core>,
    /// How much is to be paid by card.
    chosen: Mutex<Option<Chosen>>,
    /// One at a time begins a payment, follows it or gives it up.
    gate: Mutex<()>,
}

impl Payments {
    pub(crate) fn new(core: Arc<Core>) -> Self {
        Self {
            core,
            chosen: Mutex::new(None),
            gate: Mutex::new(()),
        }
    }

    /// *Payer mon loyer*.
    ///
    /// # Errors
    /// When nobody is signed in, or the archive cannot be read.
    pub(crate) async fn ways(&self) -> Result<WaysToPay, Failure> {
        let tenant_code = self.core.tenant_at_home().await?;
        let read = self.core.read_page(move |archive, today, freshness| {
            let owed = OpenAccount::read(archive)?.map(|account| account.owed(today));
            let landlord: Option<LandlordProfile> = archive.note(LANDLORD)?;
            let (means, hosts) = landlord
                .map(|landlord| (landlord.payment_means, landlord.payment_hosts))
                .unwrap_or_default();
            let amount = owed.as_ref().map_or(Cents(0), |owed| owed.total);
            Ok(WaysToPay {
                transfer: means
                    .transfer
                    .map(|account| Transfer::of(&account, &tenant_code, amount)),
                cards: owed.as_ref().is_some_and(is_payable) && !hosts.is_empty(),
                payment: payment_to_tell(archive)?,
                owed,
                others: means.others,
                freshness,
            })
        });
        read.await
    }

    /// *Payer par carte*: the payment that waits, or how much; none when there is nothing that a card can pay.
    ///
    /// # Errors
    /// When nobody is signed in, or the archive cannot be read.
    pub(crate) async fn open(&self) -> Result<Option<PaymentView>, Failure> {
        self.put_away().await?;
        *self.chosen.lock().await = None;
        let facts = self.facts().await?;
        match &facts.last {
            Some(LastPayment::Begun(kept)) if kept.is_waiting() => {
                Ok(Some(PaymentView::Payment(kept.into())))
            }
            _ => Ok(facts.amount(None)),
        }
    }

    /// How much is to be paid.
    ///
    /// # Errors
    /// When nobody is signed in, or the archive cannot be read.
    pub(crate) async fn amount(&self) -> Result<Option<PaymentView>, Failure> {
        let facts = self.facts().await?;
        Ok(facts.amount(self.chosen.lock().await.clone()))
    }

    /// What is about to be paid.
    ///
    /// # Errors
    /// When nobody is signed in, or the archive cannot be read.
    pub(crate) async fn check(&self) -> Result<Option<PaymentView>, Failure> {
        let facts = self.facts().await?;
        Ok(facts.check(self.chosen.lock().await.clone()))
    }

    /// The payment that was begun last, as far as it is known here.
    ///
    /// # Errors
    /// When nobody is signed in, or the archive cannot be read.
    pub(crate) async fn payment(&self) -> Result<Option<PaymentView>, Failure> {
        let archive = self.core.signed_in_archive().await?;
        let last = with_archive(&archive, LastPayment::read).await?;
        Ok(last.map(|last| PaymentView::Payment(CardPaymentView::from(&last))))
    }

    /// How much is to be paid, as typed; none when it cannot be paid by card any more.
    ///
    /// # Errors
    /// The field's: more than is owed, less than a card pays.
    pub(crate) async fn submit_amount(&self, wanted: AmountWanted) -> Result<Option<PaymentView>, Failure> {
        let facts = self.facts().await?;
        let owed = facts.owed.as_ref();
        let owed = owed.ok_or_else(|| Failure::new(FailureCode::AmountNotOwed))?;
        let amount = read_amount(&wanted, owed)?;
        let chosen = Some(Chosen { wanted, amount });
        self.chosen.lock().await.clone_from(&chosen);
        Ok(facts.check(chosen))
    }

    /// Begins the payment, or asks for the page of the one that waits.
    ///
    /// # Errors
    /// The landlord's. Then nothing was paid, and trying again is the same payment.
    pub(crate) async fn pay(&self) -> Result<Page, Failure> {
        let _one = self.gate.lock().await;
        let facts = self.facts().await?;
        // The page may be seen once the disk holds what the payment is called.
        let (kept, page) = match facts.last {
            Some(LastPayment::Begun(kept)) if kept.is_waiting() => {
                let told = self.ask_after(&kept).await?;
                (self.keep_update(&kept, &told).await?, told.page)
            }
            last => {
                let intended = self.intend(last).await?;
                match self.begin(&intended).await? {
                    Begun::Here(kept, page) => (kept, page),
                    // It is looked at before its page is opened.
                    Begun::Elsewhere(other) => (other, None),
                }
            }
        };
        let page = page.map(|page| page_to_open(&page, &facts.hosts));
        Ok(Page {
            view: PaymentView::Payment(CardPaymentView::from(&kept)),
            page: page.transpose()?.map(String::from),
        })
    }

    /// Gives up the payment that waits. One that was paid meanwhile is told as paid.
    ///
    /// # Errors
    /// The landlord's: it waits on.
    pub(crate) async fn give_up(&self) -> Result<(), Failure> {
        let _one = self.gate.lock().await;
        let Some(kept) = self.waiting().await? else {
            return Ok(());
        };
        let asked = self
            .core
            .session
            .authorised(async |token| self.core.client.give_payment_up(&token, &kept.id).await);
        let told = asked.await?;
        self.keep_update(&kept, &told).await?;
        Ok(())
    }

    /// Asks the landlord what came of a payment that waits.
    ///
    /// # Errors
    /// The landlord's: what is known stays.
    pub(crate) async fn follow(&self) -> Result<(), Failure> {
        let _one = self.gate.lock().await;
        if let Some(kept) = self.waiting().await? {
            let told = self.ask_after(&kept).await?;
            self.keep_update(&kept, &told).await?;
        }
        Ok(())
    }

    /// The link back was followed; whether it is this person's payment (S15).
    ///
    /// # Errors
    /// When nobody is signed in, or the archive cannot be written.
    pub(crate) async fn return_by(&self, state: &ReturnState) -> Result<bool, Failure> {
        let archive = self.core.signed_in_archive().await?;
        let state = state.clone();
        let returned = with_archive(&archive, move |archive| {
            let kept: Option<KeptPayment> = archive.note(CARD_PAYMENT)?;
            let returned = kept.and_then(|kept| kept.returned_by(&state));
            if let Some(kept) = &returned {
                archive.commit(|batch| batch.put_note(CARD_PAYMENT, kept))?;
            }
            Ok(returned.is_some())
        });
        returned.await
    }

    /// A payment that is settled was seen. Never waits for the landlord.
    pub(crate) async fn put_away(&self) -> Result<(), Failure> {
        let archive = self.core.signed_in_archive().await?;
        with_archive(&archive, |archive| {
            let kept: Option<KeptPayment> = archive.note(CARD_PAYMENT)?;
            if kept.is_some_and(|kept| !kept.standing.is_open()) {
                archive.commit(|batch| batch.forget_note(CARD_PAYMENT))?;
            }
            Ok(())
        })
        .await
    }

    /// The payment that was begun last, while something may come of it.
    async fn waiting(&self) -> Result<Option<KeptPayment>, Failure> {
        let archive = self.core.signed_in_archive().await?;
        let last = with_archive(&archive, LastPayment::read).await?;
        Ok(last.and_then(LastPayment::begun).filter(KeptPayment::is_waiting))
    }

    /// Reads once what a press needs.
    async fn facts(&self) -> Result<Facts, Failure> {
        let archive = self.core.signed_in_archive().await?;
        let clock = self.core.clock();
        with_archive(&archive, move |archive| {
            let account = OpenAccount::read(archive)?;
            let today = archive.today(&clock)?;
            Ok(Facts {
                owed: account.map(|account| account.owed(today)),
                hosts: payment_hosts(archive)?,
                last: LastPayment::read(archive)?,
            })
        })
        .await
    }
}

impl Facts {
    fn amount(&self, chosen: Option<Chosen>) -> Option<PaymentView> {
        let owed = self.owed.clone().filter(is_payable)?;
        Some(PaymentView::Amount {
            owed,
            wanted: chosen.map_or(AmountWanted::All, |chosen| chosen.wanted),
        })
    }

    fn check(&self, chosen: Option<Chosen>) -> Option<PaymentView> {
        let owed = self.owed.as_ref().filter(|owed| is_payable(owed))?;
        let (chosen, host) = chosen.zip(self.hosts.first().cloned())?;
        Some(PaymentView::Check {
            amount: chosen.amount,
            left: owed.total - chosen.amount,
            host,
        })
    }
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
    let begun = LastPayment::read(archive)?.and_then(LastPayment::begun);
    Ok(begun.as_ref().map(CardPaymentView::from))
}
