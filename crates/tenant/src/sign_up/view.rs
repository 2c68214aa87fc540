//! The screens of *Inscription* and *J'ai oublié mon mot de passe*.

use contract::{Agency, EnrolmentPurpose, MaskedPhone};
use serde::{Deserialize, Serialize};

use crate::core::sms::SmsCodeStatus;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum SignUpView {
    BeforeYouStart,
    TenantCode {
        typed: String,
        purpose: EnrolmentPurpose,
    },
    Phone {
        mask: MaskedPhone,
        tenant_code: Option<String>,
        typed: String,
        purpose: EnrolmentPurpose,
    },
    SmsCode {
        message: SmsCodeStatus,
        mobile: String,
        on_file: bool,
        purpose: EnrolmentPurpose,
    },
    Details {
        mobile: String,
        typed: Option<SignUpDetailsForm>,
    },
    Password {
        purpose: EnrolmentPurpose,
    },
    Done {
        purpose: EnrolmentPurpose,
        tenant_code_end: String,
    },
    ContactAgency {
        agency: Agency,
        tenant_code: Option<String>,
        letter_accepted: bool,
    },
    Letter {
        typed_code: String,
        typed_phone: String,
        purpose: EnrolmentPurpose,
    },
    NumberConfirmed {
        mobile: String,
    },
}

/// The form of a new account, as typed during sign-up.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct SignUpDetailsForm {
    /// E-mail address.
    pub email: String,
    /// Landline; may be empty.
    pub landline: String,
    /// The terms of use are accepted.
    pub terms_accepted: bool,
    /// The landlord may send mails.
    pub mails_accepted: bool,
    /// Express agreement to electronic receipts (loi n° 89-462, art. 21).
    pub electronic_receipts_accepted: bool,
}
