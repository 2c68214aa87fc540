//! A card provider as unlike Stripe as possible: its notifications are unsigned and only name the payment, so that
//! its outcome must be polled.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard},
};

use axum::http::HeaderMap;
use contract::{Cents, PaymentId};
use landlord::card::{
    CardError, CardEvent, CardOutcome, CardPage, CardProvider, EventFlaw, EventFuture, PageWanted,
    ProviderFuture,
};

#[derive(Default)]
struct Book {
    /// The outcome of each payment, by the provider's own reference.
    payments: BTreeMap<String, (PaymentId, Cents, CardOutcome)>,
    is_down: bool,
}

#[derive(Default)]
pub struct MadeUpProvider(Mutex<Book>);

impl MadeUpProvider {
    pub fn start() -> Arc<Self> {
        Arc::default()
    }

    fn book(&self) -> MutexGuard<'_, Book> {
        self.0.lock().expect("nobody panicked")
    }

    /// The provider's reference of the only payment.
    pub fn reference(&self) -> String {
        self.book().payments.keys().next().expect("a payment").clone()
    }

    /// Marks every payment as paid.
    pub fn pay(&self) {
        for (_, amount, outcome) in self.book().payments.values_mut() {
            *outcome = CardOutcome::Paid(*amount);
        }
    }

    /// Takes the provider down or up again.
    pub fn be_down(&self, is_down: bool) {
        self.book().is_down = is_down;
    }

    fn look(&self, reference: &str) -> Result<CardOutcome, CardError> {
        let book = self.book();
        if book.is_down {
            return Err(CardError::Unreachable("down".to_owned()));
        }
        let payment = book.payments.get(reference);
        payment
            .map(|(_, _, outcome)| *outcome)
            .ok_or_else(|| CardError::Refused("unknown".to_owned()))
    }
}

impl CardProvider for MadeUpProvider {
    fn name(&self) -> &'static str {
        "made-up"
    }

    fn hosts(&self, _: &str) -> Vec<String> {
        vec!["pay.made-up.example".to_owned()]
    }

    fn open(&self, wanted: PageWanted) -> ProviderFuture<'_, CardPage> {
        Box::pin(async move {
            let reference = format!("mu_{}", wanted.payment.0);
            let address = format!("https://pay.made-up.example/{reference}");
            self.book().payments.entry(reference.clone()).or_insert((
                wanted.payment,
                wanted.amount,
                CardOutcome::Waiting,
            ));
            let address = address.parse().expect("an address");
            Ok(CardPage { reference, address })
        })
    }

    fn outcome<'a>(&'a self, reference: &'a str) -> ProviderFuture<'a, CardOutcome> {
        Box::pin(async move { self.look(reference) })
    }

    fn close<'a>(&'a self, reference: &'a str) -> ProviderFuture<'a, CardOutcome> {
        Box::pin(async move {
            if let Some((_, _, outcome)) = self.book().payments.get_mut(reference)
                && *outcome == CardOutcome::Waiting
            {
                *outcome = CardOutcome::Abandoned;
            }
            self.look(reference)
        })
    }

    fn read_event<'a>(&'a self, headers: &'a HeaderMap, body: &'a [u8], _: i64) -> EventFuture<'a> {
        Box::pin(async move {
            if !headers.contains_key("x-made-up") {
                return Err(EventFlaw::Forged);
            }
            let reference = std::str::from_utf8(body).map_err(|_| EventFlaw::Unreadable)?;
            let outcome = self.look(reference)?;
            Ok(Some(CardEvent {
                id: format!("{reference} {outcome:?}"),
                reference: reference.to_owned(),
                outcome,
            }))
        })
    }
}
