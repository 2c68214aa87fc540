//! What a tenant does that reaches the landlord: the command, the request that is struck, and what is reported.

use tenant::FailureCode;

use super::fault::{Fault, Reported};

/// One request of one command. A command with several requests has an errand for each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Errand {
    PrepareRobotCheck,
    SubmitTenantCode,
    SubmitTenantCodeChecked,
    StartPasswordReset,
    StartPasswordResetChecked,
    ResumeEnrolment,
    SubmitPhone,
    SubmitLetter,
    ResendSmsCode,
    SubmitSmsCode,
    SubmitPassword,
    SubmitNewPassword,
    SignIn,
    SignOut,
    Refresh,
    SynchroniseChanges,
    SynchroniseDocuments,
    SynchroniseTenancy,
    SynchroniseLandlord,
    SynchroniseRentAccount,
    SynchroniseMessages,
    SendMessage,
    SynchroniseDamaged,
    Pay,
    PayWhileAnotherWaits,
    FollowPayment,
    GivePaymentUp,
    RentDocumentPdf,
    RefreshProfile,
    RefreshProfileDevices,
    RefreshProfileHelp,
    ProfileEmail,
    ProfileLandline,
    ProfileMobile,
    ProfileMobileCode,
    ProfileMailCode,
    WithdrawChange,
    ProfilePasswordAgain,
    ProfileNewPassword,
    ProfileConsent,
    SignDeviceOut,
    ProfileExport,
    ProfileExportPdf,
    DeleteAccount,
    SubmitPin,
    SubmitPinLate,
    SignInWithoutPin,
    EnterProxy,
}

impl Errand {
    /// The command of the shell, and the request that is struck.
    const fn row(self) -> (&'static str, &'static str) {
        match self {
            Self::PrepareRobotCheck => ("prepare_robot_check", "POST /v1/robot-checks"),
            Self::SubmitTenantCode => ("submit_tenant_code", "POST /v1/robot-checks"),
            Self::SubmitTenantCodeChecked => ("submit_tenant_code", "POST /v1/enrolments"),
            Self::StartPasswordReset => ("start_password_reset", "POST /v1/robot-checks"),
            Self::StartPasswordResetChecked => ("start_password_reset", "POST /v1/enrolments"),
            Self::ResumeEnrolment => ("resume_enrolment", "GET /v1/enrolments/current"),
            Self::SubmitPhone => ("submit_phone", "POST /v1/enrolments/current/phone"),
            Self::SubmitLetter => ("submit_letter", "POST /v1/enrolments/current/letter"),
            Self::ResendSmsCode => ("resend_sms_code", "POST /v1/enrolments/current/messages"),
            Self::SubmitSmsCode => ("submit_sms_code", "POST /v1/enrolments/current/code"),
            Self::SubmitPassword => ("submit_password", "POST /v1/enrolments/current/account"),
            Self::SubmitNewPassword => ("submit_password", "POST /v1/enrolments/current/password"),
            Self::SignIn => ("sign_in", "POST /v1/sessions"),
            Self::SignOut => ("sign_out", "DELETE /v1/sessions/current"),
            Self::Refresh => ("synchronise", "POST /v1/sessions/refresh"),
            Self::SynchroniseChanges => ("synchronise", "GET /v1/changes"),
            Self::SynchroniseDocuments => ("synchronise", "GET /v1/rent-documents"),
            Self::SynchroniseTenancy => ("synchronise", "GET /v1/tenancy"),
            Self::SynchroniseLandlord => ("synchronise", "GET /v1/landlord"),
            Self::SynchroniseRentAccount => ("synchronise", "GET /v1/rent-account"),
            Self::SynchroniseMessages => ("synchronise", "GET /v1/messages"),
            Self::SendMessage => ("synchronise", "POST /v1/messages"),
            Self::SynchroniseDamaged => ("synchronise", "GET /v1/rent-documents/*"),
            Self::Pay => ("pay", "POST /v1/payments"),
            Self::PayWhileAnotherWaits => ("pay", "GET /v1/payments"),
            Self::FollowPayment => ("follow_payment", "GET /v1/payments/*"),
            Self::GivePaymentUp => ("give_payment_up", "POST /v1/payments/*/abandonment"),
            Self::RentDocumentPdf => ("rent_document_pdf", "GET /v1/rent-documents/*/pdf"),
            Self::RefreshProfile => ("refresh_profile", "GET /v1/account"),
            Self::RefreshProfileDevices => ("refresh_profile", "GET /v1/account/devices"),
            Self::RefreshProfileHelp => ("refresh_profile", "GET /v1/account/staff-actions"),
            Self::ProfileEmail => ("submit_profile_email", "PUT /v1/account/email"),
            Self::ProfileLandline => ("submit_profile_landline", "PUT /v1/account/landline"),
            Self::ProfileMobile => ("submit_profile_mobile", "POST /v1/account/mobile"),
            Self::ProfileMobileCode => ("submit_profile_sms_code", "POST /v1/account/mobile/code"),
            Self::ProfileMailCode => ("submit_profile_mail_code", "POST /v1/account/changes/code"),
            Self::WithdrawChange => ("withdraw_profile_change", "DELETE /v1/account/changes/*"),
            Self::ProfilePasswordAgain => ("submit_profile_password", "POST /v1/account/reauthentication"),
            Self::ProfileNewPassword => ("submit_profile_new_password", "PUT /v1/account/password"),
            Self::ProfileConsent => ("submit_profile_consent", "PUT /v1/account/consents"),
            Self::SignDeviceOut => ("sign_device_out", "DELETE /v1/account/devices/*"),
            Self::ProfileExport => ("save_profile_export", "GET /v1/account/export"),
            Self::ProfileExportPdf => ("save_profile_export", "GET /v1/account/export/pdf"),
            Self::DeleteAccount => ("submit_profile_password", "DELETE /v1/account"),
            Self::SubmitPin => ("submit_pin", "GET /v1/archive-recovery"),
            Self::SubmitPinLate => ("submit_profile_password", "GET /v1/archive-recovery"),
            Self::SignInWithoutPin => ("sign_in", "GET /v1/archive-recovery"),
            Self::EnterProxy => ("enter_proxy", "GET /v1/landlord"),
        }
    }

    /// The command of the shell.
    pub fn command(self) -> &'static str {
        self.row().0
    }

    /// The request that is struck.
    pub fn request(self) -> &'static str {
        self.row().1
    }

    /// Whether another request precedes the struck one: a fault of the connection would strike that one instead.
    fn is_second(self) -> bool {
        matches!(
            self,
            Self::StartPasswordResetChecked
                | Self::SynchroniseDocuments
                | Self::SynchroniseTenancy
                | Self::SynchroniseLandlord
                | Self::SynchroniseRentAccount
                | Self::SynchroniseMessages
                | Self::SendMessage
                | Self::SynchroniseDamaged
                | Self::PayWhileAnotherWaits
                | Self::RefreshProfileDevices
                | Self::RefreshProfileHelp
                | Self::ProfileConsent
                | Self::DeleteAccount
                | Self::SubmitPinLate
                | Self::SignInWithoutPin
        )
    }

    /// The faults that can strike its request.
    pub fn faults(self) -> impl Iterator<Item = Fault> {
        let second = self.is_second();
        Fault::ALL
            .into_iter()
            .filter(move |fault| !(second && fault.is_of_the_connection()))
    }

    /// What is reported to the tenant of a fault.
    pub fn reported(self, fault: Fault) -> Reported {
        match (self, fault.reported()) {
            // Signed out here, whatever the landlord says.
            (Self::SignOut, _) => Reported::Done,
            // A message that cannot leave keeps nobody from the receipts.
            (Self::SendMessage, _) => Reported::Done,
            (
                Self::RentDocumentPdf,
                Reported::Failure(FailureCode::Unreachable | FailureCode::NoNetwork | FailureCode::Slow),
            ) => Reported::Failure(FailureCode::PdfUnavailableOffline),
            (_, _) if self.is_only_said_to_be_done() && fault == Fault::ResetInBody => {
                Reported::Failure(FailureCode::Unreachable)
            }
            (_, reported) => reported,
        }
    }

    /// Whether the answer has no content: a break in its middle is then a break in its head.
    fn is_only_said_to_be_done(self) -> bool {
        matches!(
            self,
            Self::SignOut
                | Self::ProfileMobileCode
                | Self::ProfileMailCode
                | Self::WithdrawChange
                | Self::ProfileNewPassword
                | Self::DeleteAccount
        )
    }
}
