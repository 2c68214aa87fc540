//! A payment by card, as this computer knows it: what is stored of it, which page may be opened. The landlord's service
//! has the truth; what is stored here lets this computer query it again (S16).

use contract::{Cents, OnlinePayment, PaymentId, PaymentOpening, PaymentState, ReturnState};
use jiff::Timestamp;
use reqwest::Url;
use serde::{Deserialize, Serialize};

use super::last_known::newer_of;
use crate::core::{
    archive::{Archive, ArchiveError, CARD_PAYMENT, CARD_PAYMENT_OUTBOX},
    config,
    failure::{Failure, FailureCode},
    outbox::{Outbox, OutboxEntry},
};

/// Status of a payment, as far as this computer knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum CardPaymentStatus {
    /// The landlord's service has not answered yet: nobody has seen a page, so nothing can have been paid.
    NotBegun,
    /// The page is open, or the bank has not answered.
    Waiting,
    /// No browser of this computer opened the page. Only shown: what is stored says [`Self::Waiting`].
    PageNotOpened,
    /// The landlord has the money.
    Confirmed,
    /// The bank refused; nothing was paid.
    Refused,
    /// It was cancelled; nothing was paid.
    Abandoned,
}

impl CardPaymentStatus {
    /// Whether it may still change.
    pub(crate) fn is_open(self) -> bool {
        matches!(self, Self::NotBegun | Self::Waiting | Self::PageNotOpened)
    }
}

impl From<PaymentState> for CardPaymentStatus {
    fn from(state: PaymentState) -> Self {
        match state {
            PaymentState::Confirmed => Self::Confirmed,
            PaymentState::Refused => Self::Refused,
            PaymentState::Abandoned => Self::Abandoned,
            // A state of a later service is not settled for this version.
            PaymentState::Waiting | PaymentState::Unknown => Self::Waiting,
        }
    }
}

/// A payment as the wizard shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct CardPaymentView {
    /// The amount.
    pub amount: Cents,
    /// Its status.
    pub status: CardPaymentStatus,
    /// When it was started.
    #[cfg_attr(feature = "typescript", ts(type = "string"))]
    pub begun_at: Timestamp,
    /// It was started on another computer, or by another tenant of the lease.
    pub begun_elsewhere: bool,
}

/// The payment to start, at most one: on disk before it is sent to the landlord's service (S16).
pub(crate) const OUTBOX: Outbox<PaymentOpening> = Outbox::in_note(CARD_PAYMENT_OUTBOX);

/// The last payment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum LastPayment {
    /// The landlord's service has not answered: nobody has seen a page of it.
    Intended(OutboxEntry<PaymentOpening>),
    /// The landlord's service gave it an id.
    Begun(SavedPayment),
}

impl LastPayment {
    /// Reads it from the archive. `untaken` is it as the disk did not take it.
    pub(crate) fn read(
        archive: &Archive,
        untaken: Option<&SavedPayment>,
    ) -> Result<Option<Self>, ArchiveError> {
        match OUTBOX.entries(archive)?.pop() {
            Some(entry) => Ok(Some(Self::Intended(entry))),
            None => Ok(newer_of(archive.note(CARD_PAYMENT)?, untaken).map(Self::Begun)),
        }
    }

    /// The payment, if it was started.
    pub(crate) fn begun(self) -> Option<SavedPayment> {
        match self {
            Self::Begun(saved) => Some(saved),
            Self::Intended(_) => None,
        }
    }
}

/// What is stored of a payment that the landlord's service knows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SavedPayment {
    pub(crate) amount: Cents,
    pub(crate) begun_at: Timestamp,
    /// `standing` in the note on disk.
    #[serde(rename = "standing")]
    pub(crate) status: CardPaymentStatus,
    /// Its id at the landlord's service.
    pub(crate) id: PaymentId,
    /// The return link; none for a payment started elsewhere.
    own: Option<WayBack>,
    /// No browser of this computer opened its page.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    page_unopened: bool,
}

/// The return link of a payment started on this computer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct WayBack {
    return_state: ReturnState,
    /// The link was followed: it works once (S15).
    returned: bool,
}

/// The request that starts a payment of an amount, with a random return state.
///
/// # Errors
/// When the system has no random numbers.
pub(crate) fn opening_of(amount: Cents) -> Result<PaymentOpening, getrandom::Error> {
    let mut state = [0; 32];
    getrandom::fill(&mut state)?;
    Ok(PaymentOpening {
        amount,
        return_state: ReturnState::of_bits(state),
    })
}

impl SavedPayment {
    /// A payment started on this computer, as the service reports it.
    pub(crate) fn begun(intended: &OutboxEntry<PaymentOpening>, payment: &OnlinePayment) -> Self {
        Self {
            begun_at: intended.stored_at,
            own: Some(WayBack {
                return_state: intended.content.return_state.clone(),
                returned: false,
            }),
            ..Self::elsewhere(payment)
        }
    }

    /// A payment started elsewhere, as the service reports it.
    pub(crate) fn elsewhere(payment: &OnlinePayment) -> Self {
        Self {
            amount: payment.amount,
            begun_at: payment.begun_at,
            status: payment.state.into(),
            id: payment.id.clone(),
            own: None,
            page_unopened: false,
        }
    }

    /// The same payment, whose page a browser opened or did not; none when that is known already.
    pub(crate) fn with_page(self, opened: bool) -> Option<Self> {
        let page_unopened = !opened;
        (self.page_unopened != page_unopened).then_some(Self {
            page_unopened,
            ..self
        })
    }

    /// The same payment, as the service reports it now.
    pub(crate) fn updated(&self, payment: &OnlinePayment) -> Self {
        Self {
            amount: payment.amount,
            status: payment.state.into(),
            ..self.clone()
        }
    }

    /// The same payment, with its return link followed; none when the link belongs to another payment, or was
    /// followed before (S15).
    pub(crate) fn returned_by(&self, state: &ReturnState) -> Option<Self> {
        let own = self.own.clone();
        let own = own.filter(|own| own.return_state == *state && !own.returned)?;
        Some(Self {
            own: Some(WayBack {
                returned: true,
                ..own
            }),
            ..self.clone()
        })
    }

    /// Whether it is pending.
    pub(crate) fn is_waiting(&self) -> bool {
        self.status == CardPaymentStatus::Waiting
    }
}

impl From<&SavedPayment> for CardPaymentView {
    fn from(saved: &SavedPayment) -> Self {
        Self {
            amount: saved.amount,
            status: match saved.status {
                CardPaymentStatus::Waiting if saved.page_unopened => CardPaymentStatus::PageNotOpened,
                status => status,
            },
            begun_at: saved.begun_at,
            begun_elsewhere: saved.own.is_none(),
        }
    }
}

impl From<&LastPayment> for CardPaymentView {
    fn from(last: &LastPayment) -> Self {
        match last {
            LastPayment::Intended(entry) => Self {
                amount: entry.content.amount,
                status: CardPaymentStatus::NotBegun,
                begun_at: entry.stored_at,
                begun_elsewhere: false,
            },
            LastPayment::Begun(saved) => saved.into(),
        }
    }
}

/// The page to open. Rejects one that is not encrypted or not on a host that the landlord publishes (S16).
pub(crate) fn page_to_open(page: &str, hosts: &[String]) -> Result<Url, Failure> {
    let trusted = |url: &Url| {
        let host = url.host_str().map(|host| match url.port() {
            Some(port) => format!("{host}:{port}"),
            None => host.to_owned(),
        });
        let named = url.username().is_empty() && url.password().is_none();
        named && config::is_safe(url) && host.is_some_and(|host| hosts.contains(&host))
    };
    Url::parse(page).ok().filter(trusted).ok_or_else(|| {
        tracing::warn!("a payment page is not on a host that the landlord publishes");
        Failure::new(FailureCode::PaymentPageUntrusted)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_saved_payment_is_read_under_the_names_it_was_stored_with() {
        let stored = serde_json::json!({
            "amount": 2_000,
            "begunAt": "1970-01-01T00:00:00Z",
            "standing": "waiting",
            "id": "p1",
            "own": null,
        });
        let saved: SavedPayment = serde_json::from_value(stored).expect("a payment");
        assert_eq!(saved.status, CardPaymentStatus::Waiting);
    }

    #[test]
    fn s16_opens_only_a_page_on_a_published_host() {
        let hosts = ["checkout.stripe.com".to_owned(), "cartes.example:8443".to_owned()];
        for page in [
            "https://checkout.stripe.com/c/pay/cs_1#x",
            "https://cartes.example:8443/p",
        ] {
            assert_eq!(
                page_to_open(page, &hosts).map(|url| url.to_string()).as_deref(),
                Ok(page)
            );
        }
        for page in [
            "",
            "nowhere",
            "http://checkout.stripe.com/c/pay/cs_1",
            "https://checkout.stripe.com.evil.example/",
            "https://checkout.stripe.com@evil.example/",
            "https://somebody@checkout.stripe.com/",
            "https://checkout.stripe.com:8443/",
            "https://cartes.example/",
            "file:///etc/passwd",
            "javascript:alert(1)",
        ] {
            let failure = page_to_open(page, &hosts).expect_err(page);
            assert_eq!(failure.code, FailureCode::PaymentPageUntrusted, "{page}");
        }
        let own = ["127.0.0.1:8320".to_owned()];
        assert_eq!(
            page_to_open("http://127.0.0.1:8320/bac-a-sable/x", &own).is_ok(),
            cfg!(debug_assertions),
            "the sandbox of a development build"
        );
    }

    #[test]
    fn s15_a_return_link_works_once_and_only_for_its_own_payment() {
        let begun = |id: &str| {
            let opening = opening_of(Cents(100)).expect("random numbers");
            let intended = OutboxEntry::new(opening, Timestamp::UNIX_EPOCH).expect("random numbers");
            let payment = OnlinePayment {
                id: PaymentId(id.to_owned()),
                amount: Cents(100),
                state: PaymentState::Waiting,
                begun_at: Timestamp::UNIX_EPOCH,
                page: None,
            };
            let state = intended.content.return_state.clone();
            (SavedPayment::begun(&intended, &payment), state)
        };
        let ((saved, state), (_, other_state)) = (begun("one"), begun("another"));
        assert_eq!(saved.returned_by(&other_state), None);
        let returned = saved.returned_by(&state).expect("its own");
        assert_eq!(returned.returned_by(&state), None, "once");
        assert_eq!(returned.id, saved.id);
    }
}
