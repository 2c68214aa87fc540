//! Brings a tenant from nothing to where an errand is possible.

use contract::MessageSubject;
use rusqlite::Connection;
use tenant::{ProfileQuestion, Step};

use super::errand::Errand;
use crate::rehearsal::{Rehearsal, tenant};

impl Errand {
    /// Prepares what comes before anything else: the tenant's account at the landlord's.
    pub async fn begin(self) -> Rehearsal {
        let rehearsal = Rehearsal::begin().await;
        match self {
            Self::PrepareRobotCheck
            | Self::SubmitTenantCode
            | Self::SubmitTenantCodeChecked
            | Self::ResumeEnrolment
            | Self::SubmitPhone
            | Self::SubmitLetter
            | Self::ResendSmsCode
            | Self::SubmitSmsCode
            | Self::SubmitPassword
            | Self::EnterProxy
            | Self::DeleteAccount => {}
            Self::RentDocumentPdf => rehearsal.sign_up().await,
            _ => {
                rehearsal.sign_up().await;
                rehearsal.espace.synchronise().await.expect("synchronised");
            }
        }
        rehearsal
    }

    /// Brings the tenant to where the errand is possible; returns what will be typed or chosen.
    pub async fn prepare(self, rehearsal: &mut Rehearsal) -> String {
        match self {
            Self::PrepareRobotCheck | Self::SubmitTenantCode => rehearsal.go_to_tenant_code().await,
            Self::SubmitTenantCodeChecked => {
                rehearsal.go_to_tenant_code().await;
                let prepared = rehearsal.espace.prepare_robot_check(tenant().tenant_code).await;
                prepared.expect("solved");
            }
            Self::StartPasswordReset | Self::StartPasswordResetChecked | Self::SignIn => {
                rehearsal.sleep();
                rehearsal.espace.sign_out().await;
            }
            Self::ResumeEnrolment => {
                rehearsal.go_to_phone().await;
                rehearsal.restart().await;
            }
            Self::EnterProxy => {}
            Self::SubmitPhone => rehearsal.go_to_phone().await,
            Self::SubmitLetter => {
                rehearsal.go_to_phone().await;
                return rehearsal.letter().await;
            }
            Self::ResendSmsCode => {
                rehearsal.go_to_sms_code().await;
            }
            Self::SubmitSmsCode => return rehearsal.go_to_sms_code().await,
            Self::SubmitPassword => rehearsal.go_to_password().await,
            Self::SubmitNewPassword => {
                rehearsal.sleep();
                rehearsal.espace.sign_out().await;
                let begun = rehearsal.espace.start_password_reset().await;
                begun.expect("the tenant is known");
                let code = rehearsal.complete_phone().await;
                let verified = rehearsal.espace.submit_sms_code(&code).await;
                verified.expect("the right code");
            }
            Self::SignOut | Self::SynchroniseChanges => rehearsal.be_signed_in().await,
            Self::SynchroniseDocuments => {
                rehearsal.be_signed_in().await;
                strike_the_archive(rehearsal, "DELETE FROM records WHERE id = 'documents-mark'");
            }
            Self::SynchroniseTenancy | Self::SynchroniseLandlord => {
                rehearsal.be_signed_in().await;
                strike_the_archive(rehearsal, "DELETE FROM records WHERE id = 'tenancy-mark'");
            }
            Self::SynchroniseRentAccount => {
                rehearsal.be_signed_in().await;
                strike_the_archive(rehearsal, "DELETE FROM records WHERE id = 'rent-account-mark'");
            }
            Self::SynchroniseMessages => {
                rehearsal.be_signed_in().await;
                strike_the_archive(rehearsal, "DELETE FROM records WHERE id = 'messages-mark'");
            }
            Self::SendMessage => {
                // At most ten messages a day.
                rehearsal.sleep();
                rehearsal.be_signed_in().await;
                rehearsal.espace.synchronise().await.expect("a token of today");
                let written = rehearsal
                    .espace
                    .submit_message(MessageSubject::Repair, "Une fuite")
                    .await;
                written.expect("kept");
            }
            Self::Refresh => {
                rehearsal.be_signed_in().await;
                rehearsal.restart().await;
            }
            Self::SynchroniseDamaged => {
                strike_the_archive(
                    rehearsal,
                    "UPDATE records SET sealed = zeroblob(64) WHERE rowid =
                         (SELECT min(rowid) FROM records WHERE kind = 'document')",
                );
                // A run looks for damage once.
                rehearsal.restart().await;
            }
            Self::SubmitPin => {
                rehearsal.go_to_pin().await;
            }
            Self::SubmitPinLate => rehearsal.go_to_password_of_pin().await,
            Self::SignInWithoutPin => rehearsal.forget_pin().await,
            Self::Pay => rehearsal.go_to_payment().await,
            Self::PayWhileAnotherWaits => {
                rehearsal.go_to_payment().await;
                rehearsal.begin_payment_elsewhere().await;
            }
            Self::FollowPayment | Self::GivePaymentUp => {
                rehearsal.go_to_payment().await;
                rehearsal.espace.pay().await.expect("begun");
            }
            Self::RentDocumentPdf => return document_without_pdf(rehearsal).await,
            _ => return self.prepare_profile(rehearsal).await,
        }
        String::new()
    }

    async fn prepare_profile(self, rehearsal: &mut Rehearsal) -> String {
        match self {
            Self::ProfileEmail => rehearsal.ask_profile(ProfileQuestion::Email).await,
            Self::ProfileLandline => rehearsal.ask_profile(ProfileQuestion::Landline).await,
            Self::ProfileMobile => rehearsal.ask_profile(ProfileQuestion::Mobile).await,
            Self::ProfileMobileCode => {
                rehearsal.ask_profile(ProfileQuestion::Mobile).await;
                // Each round ends with the new number on file.
                rehearsal.mobile = rehearsal.other_mobile();
                return rehearsal.new_mobile_code(rehearsal.mobile).await;
            }
            Self::ProfileMailCode => {
                let code = rehearsal.new_mail_code().await;
                let page = rehearsal.espace.ask_profile(ProfileQuestion::MailCode).await;
                assert_eq!(page, Ok(Step::ProfileMailCode));
                return code;
            }
            Self::WithdrawChange => {
                rehearsal.new_mail_code().await;
            }
            Self::ProfileExport | Self::ProfileExportPdf => rehearsal.allow_export().await,
            Self::ProfilePasswordAgain => {
                rehearsal.ask_profile(ProfileQuestion::Email).await;
                let step = rehearsal.espace.submit_profile_email("samir@exemple.fr").await;
                assert!(matches!(step, Ok(Step::ProfilePasswordAgain { .. })), "{step:?}");
            }
            Self::ProfileNewPassword => {
                rehearsal.ask_profile(ProfileQuestion::Password).await;
                let typed = rehearsal
                    .espace
                    .submit_profile_password(&rehearsal.password)
                    .await;
                assert_eq!(typed, Ok(Step::ProfileNewPassword));
                // Each round ends with the new password in force.
                rehearsal.password = rehearsal.other_password();
                return rehearsal.password.clone();
            }
            Self::ProfileConsent => rehearsal.ask_profile(ProfileQuestion::Mails).await,
            Self::SignDeviceOut => return rehearsal.other_device().await,
            Self::DeleteAccount => {
                rehearsal.sign_up().await;
                rehearsal.ask_profile(ProfileQuestion::Deletion).await;
                let step = rehearsal.espace.continue_profile_deletion().await;
                assert!(matches!(step, Ok(Step::ProfilePasswordAgain { .. })), "{step:?}");
            }
            _ => rehearsal.open_profile().await,
        }
        String::new()
    }
}

/// A document whose PDF is not in the archive.
async fn document_without_pdf(rehearsal: &Rehearsal) -> String {
    let list = rehearsal.espace.synchronise().await.expect("synchronised");
    for document in list.documents() {
        let id = document.id.0.clone();
        let view = rehearsal.espace.rent_document(id.clone()).await.expect("there");
        if view.pdf.is_none() {
            return id;
        }
    }
    panic!("every PDF is there");
}

/// Changes one record of the archive behind the application's back.
pub fn strike_the_archive(rehearsal: &Rehearsal, change: &str) {
    for path in rehearsal.files() {
        if path.extension().is_some_and(|extension| extension == "sqlite") {
            let archive = Connection::open(&path).expect("the archive");
            assert_eq!(archive.execute(change, []), Ok(1), "{change}");
        }
    }
}
