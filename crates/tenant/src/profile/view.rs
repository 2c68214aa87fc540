//! The screens of *Mon profil*.

use contract::MaskedPhone;

use super::{AccountNews, AccountOverview, AccountQuestion, ConsentView, Device};
use crate::core::{secrets::PinStatus, sms::SmsCodeStatus};

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ProfileView {
    Overview {
        overview: Option<AccountOverview>,
        up_to_date: bool,
        news: Option<AccountNews>,
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
        question: AccountQuestion,
    },
    NewPassword,
    Consent {
        question: AccountQuestion,
        consent: ConsentView,
    },
    Devices {
        devices: Vec<Device>,
        signed_out: bool,
    },
    Deletion,
}
