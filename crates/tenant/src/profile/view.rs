//! The screens of *Mon profil*.

use contract::{MaskedPhone, Pin};

use super::{ConsentView, Device, ProfileNews, ProfileOverview, ProfileQuestion};
use crate::core::{failure::Failure, secrets::PinStatus, sms::SmsCodeStatus};

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ProfileView {
    Overview {
        person: Option<String>,
        overview: Option<Box<ProfileOverview>>,
        up_to_date: bool,
        failure: Option<Failure>,
        news: Option<ProfileNews>,
        pin: PinStatus,
    },
    Email {
        current: Option<String>,
        typed: String,
    },
    Mobile {
        current: Option<MaskedPhone>,
        typed: String,
    },
    MobileCode {
        mobile: String,
        message: SmsCodeStatus,
    },
    Landline {
        typed: String,
    },
    PasswordAgain {
        question: ProfileQuestion,
    },
    NewPassword,
    Consent {
        question: ProfileQuestion,
        consent: ConsentView,
    },
    Devices {
        devices: Vec<Device>,
        signed_out: bool,
    },
    MailCode,
    Deletion,
}

/// The outcome of an action in *Mon profil*.
pub(crate) enum Outcome {
    View(Box<ProfileView>),
    /// The account was deleted.
    Deleted,
    /// This computer has to be signed out.
    SignedOutHere,
    /// The password was right: the PIN that waited for it can be set.
    PinAllowed(Pin),
}

impl From<ProfileView> for Outcome {
    fn from(view: ProfileView) -> Self {
        Self::View(Box::new(view))
    }
}
