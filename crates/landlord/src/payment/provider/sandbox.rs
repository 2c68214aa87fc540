//! A provider for demonstrations and tests: this service shows its pages itself, and no money moves.

use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

use axum::http::HeaderMap;
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use contract::{Cents, PaymentId};
use reqwest::Url;

use super::{
    CardError, CardEvent, CardOutcome, CardPage, CardProvider, EventFlaw, EventFuture, PageWanted,
    ProviderFuture,
};
use crate::keys::random_bytes;

/// Path of its pages.
pub(crate) const PAGES: &str = "/bac-a-sable";

/// What the person chooses on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SandboxChoice {
    /// The bank accepts the payment.
    Accept,
    /// The bank refuses the payment.
    Refuse,
    /// The bank asks for a code first.
    Confirm,
    /// The bank answers later.
    Later,
    /// The bank never answers.
    Silence,
    /// The person cancels.
    GiveUp,
}

/// A page that was made.
#[derive(Debug, Clone)]
pub struct SandboxPage {
    pub(crate) amount: Cents,
    pub(crate) what: String,
    pub(crate) back: String,
    outcome: CardOutcome,
    payment: PaymentId,
    /// The bank accepts the payment the next time it is asked.
    answers_later: bool,
}

/// The provider. Its pages are only in memory, because no landlord uses it for money.
#[derive(Default)]
pub struct Sandbox(Mutex<HashMap<String, SandboxPage>>);

impl Sandbox {
    /// The name under which its payments are stored.
    pub(crate) const NAME: &'static str = "sandbox";

    pub(crate) fn page(&self, reference: &str) -> Option<SandboxPage> {
        self.pages().get(reference).cloned()
    }

    /// Applies a choice and returns the event that the provider then sends, if any.
    pub fn choose(&self, reference: &str, choice: SandboxChoice) -> Option<CardEvent> {
        let mut pages = self.pages();
        let page = pages.get_mut(reference)?;
        if page.outcome != CardOutcome::Waiting {
            return None;
        }
        page.outcome = match choice {
            SandboxChoice::Accept => CardOutcome::Paid(page.amount),
            SandboxChoice::Refuse => CardOutcome::Refused,
            SandboxChoice::GiveUp => CardOutcome::Abandoned,
            SandboxChoice::Later => {
                page.answers_later = true;
                return None;
            }
            SandboxChoice::Confirm | SandboxChoice::Silence => return None,
        };
        Some(CardEvent {
            id: format!("{reference}-1"),
            reference: reference.to_owned(),
            outcome: page.outcome,
        })
    }

    fn pages(&self) -> MutexGuard<'_, HashMap<String, SandboxPage>> {
        // No code panics while it holds the lock.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn make(&self, wanted: PageWanted) -> Result<CardPage, CardError> {
        let mut pages = self.pages();
        let made = pages.iter().find(|(_, page)| page.payment == wanted.payment);
        let reference = match made {
            Some((reference, _)) => reference.clone(),
            None => {
                let bytes = random_bytes().map_err(|error| CardError::Refused(error.to_string()))?;
                BASE64_URL_SAFE_NO_PAD.encode(&bytes[..16])
            }
        };
        let address = format!("{}{PAGES}/{reference}", wanted.service);
        let address = Url::parse(&address).map_err(|error| CardError::Refused(error.to_string()))?;
        pages.entry(reference.clone()).or_insert(SandboxPage {
            amount: wanted.amount,
            what: wanted.what,
            back: wanted.back,
            outcome: CardOutcome::Waiting,
            payment: wanted.payment,
            answers_later: false,
        });
        Ok(CardPage { reference, address })
    }

    fn outcome_of(&self, reference: &str, close: bool) -> CardOutcome {
        let mut pages = self.pages();
        // An unknown page was never paid.
        let Some(page) = pages.get_mut(reference) else {
            return CardOutcome::Abandoned;
        };
        if page.outcome == CardOutcome::Waiting {
            if page.answers_later {
                page.outcome = CardOutcome::Paid(page.amount);
            } else if close {
                page.outcome = CardOutcome::Abandoned;
            }
        }
        page.outcome
    }
}

impl CardProvider for Sandbox {
    fn name(&self) -> &'static str {
        Self::NAME
    }

    fn hosts(&self, service: &str) -> Vec<String> {
        let address = Url::parse(service).ok();
        let host = address.and_then(|address| {
            let host = address.host_str()?.to_owned();
            Some(match address.port() {
                Some(port) => format!("{host}:{port}"),
                None => host,
            })
        });
        host.into_iter().collect()
    }

    fn open(&self, wanted: PageWanted) -> ProviderFuture<'_, CardPage> {
        Box::pin(async move { self.make(wanted) })
    }

    fn outcome<'a>(&'a self, reference: &'a str) -> ProviderFuture<'a, CardOutcome> {
        Box::pin(async move { Ok(self.outcome_of(reference, false)) })
    }

    fn close<'a>(&'a self, reference: &'a str) -> ProviderFuture<'a, CardOutcome> {
        Box::pin(async move { Ok(self.outcome_of(reference, true)) })
    }

    /// Always refuses: its events come from its own pages, inside this process.
    fn read_event<'a>(&'a self, _: &'a HeaderMap, _: &'a [u8], _: i64) -> EventFuture<'a> {
        Box::pin(async { Err(EventFlaw::Forged) })
    }

    fn sandbox(&self) -> Option<&Sandbox> {
        Some(self)
    }
}
