//! Runs an errand, and checks what stays when it fails.

use tenant::{CardPaymentStatus, ExportFormat, Failure, PendingKind, Step};

use super::errand::Errand;
use crate::rehearsal::{NEW_MOBILE, PASSWORD, PIN, Rehearsal, sign_up_details, tenant};

impl Errand {
    /// Runs the errand.
    pub async fn run(self, rehearsal: &Rehearsal, typed: &str) -> Result<(), Failure> {
        let espace = &rehearsal.espace;
        let step = match self {
            Self::PrepareRobotCheck => return espace.prepare_robot_check(tenant().tenant_code).await,
            Self::SynchroniseChanges
            | Self::SynchroniseDocuments
            | Self::SynchroniseTenancy
            | Self::SynchroniseLandlord
            | Self::SynchroniseRentAccount
            | Self::SynchroniseMessages
            | Self::SendMessage
            | Self::SynchroniseDamaged
            | Self::Refresh => {
                let list = espace.synchronise().await?;
                assert!(list.count() > 0, "{self:?}");
                assert_eq!(list.set_aside, 0, "{self:?}");
                return Ok(());
            }
            Self::RentDocumentPdf => {
                let pdf = espace.rent_document_pdf(typed.to_owned()).await?;
                assert!(pdf.starts_with(b"%PDF-"));
                return Ok(());
            }
            Self::RefreshProfile | Self::RefreshProfileDevices | Self::RefreshProfileHelp => {
                let overview = espace.refresh_profile().await?;
                assert_eq!(overview.devices.len(), 1);
                return Ok(());
            }
            Self::ProfileExport => return espace.profile_export(ExportFormat::Json).await.map(|_| ()),
            Self::ProfileExportPdf => return espace.profile_export(ExportFormat::Pdf).await.map(|_| ()),
            Self::EnterProxy => {
                let shown = espace.proxy_server();
                return espace.enter_proxy(shown.as_deref(), "agence", "Soleil").await;
            }
            Self::SubmitTenantCode | Self::SubmitTenantCodeChecked => {
                espace.submit_tenant_code(tenant().tenant_code).await?
            }
            Self::StartPasswordReset | Self::StartPasswordResetChecked => {
                espace.start_password_reset().await?
            }
            Self::ResumeEnrolment => espace.resume_enrolment().await?,
            Self::SubmitPhone => espace.submit_phone(tenant().mobile).await?,
            Self::SubmitLetter => espace.submit_letter(typed, NEW_MOBILE).await?,
            Self::ResendSmsCode => {
                // *Renvoyer le code* works half a minute after the last message.
                rehearsal.wait(31);
                espace.resend_sms_code().await?
            }
            Self::SubmitSmsCode => espace.submit_sms_code(typed).await?,
            Self::SubmitPassword | Self::SubmitNewPassword => espace.submit_password(PASSWORD).await?,
            Self::Pay | Self::PayWhileAnotherWaits => espace.pay().await?.step,
            Self::FollowPayment => espace.follow_payment().await?,
            Self::GivePaymentUp => espace.give_payment_up().await?,
            Self::SignIn => espace.sign_in(None, PASSWORD).await?,
            Self::SignOut => espace.sign_out().await,
            Self::ProfileEmail => espace.submit_profile_email("samir@exemple.fr").await?,
            Self::ProfileLandline => espace.submit_profile_landline("03 21 00 00 00").await?,
            Self::ProfileMobile => espace.submit_profile_mobile(NEW_MOBILE).await?,
            Self::ProfileMobileCode => espace.submit_profile_sms_code(typed).await?,
            Self::ProfileMailCode => espace.submit_profile_mail_code(typed).await?,
            Self::WithdrawChange => espace.withdraw_profile_change(PendingKind::Email).await?,
            Self::ProfilePasswordAgain | Self::DeleteAccount | Self::SubmitPinLate => {
                espace.submit_profile_password(&rehearsal.password).await?
            }
            Self::ProfileNewPassword => espace.submit_profile_new_password(typed).await?,
            Self::ProfileConsent => espace.submit_profile_consent(true).await?,
            Self::SignDeviceOut => espace.sign_device_out(typed).await?,
            Self::SubmitPin => espace.submit_pin(None, PIN, PIN).await?,
            Self::SignInWithoutPin => espace.sign_in(None, &rehearsal.password).await?,
        };
        assert!(self.leads_to(&step), "{self:?} leads to {step:?}");
        Ok(())
    }

    fn leads_to(self, step: &Step) -> bool {
        match self {
            Self::SubmitPhone | Self::SubmitLetter | Self::ResendSmsCode => {
                matches!(step, Step::SmsCode { .. })
            }
            Self::SubmitSmsCode => matches!(step, Step::SignUpDetails { .. }),
            Self::SubmitPassword | Self::SubmitNewPassword => matches!(step, Step::Done { .. }),
            Self::Pay | Self::FollowPayment => is_payment(step, CardPaymentStatus::Waiting, false),
            Self::PayWhileAnotherWaits => is_payment(step, CardPaymentStatus::Waiting, true),
            Self::GivePaymentUp => is_payment(step, CardPaymentStatus::Abandoned, false),
            Self::SignIn => step.is_home(),
            Self::SignOut => matches!(
                step,
                Step::SignIn {
                    tenant_code_end: Some(_),
                    ..
                }
            ),
            Self::ProfileEmail | Self::ProfileLandline | Self::ProfileMobile | Self::SignDeviceOut => {
                matches!(step, Step::ProfilePasswordAgain { .. })
            }
            Self::ProfileMobileCode
            | Self::ProfileMailCode
            | Self::WithdrawChange
            | Self::ProfilePasswordAgain
            | Self::ProfileNewPassword
            | Self::ProfileConsent
            | Self::SubmitPin
            | Self::SubmitPinLate => matches!(step, Step::Profile { news: Some(_), .. }),
            Self::SignInWithoutPin => *step == Step::PinOffer,
            Self::DeleteAccount => *step == Step::AccountDeleted { files_stay: false },
            _ => matches!(step, Step::Phone { .. }),
        }
    }

    /// Checks what stays while the network is still bad: what was typed, and the receipts.
    pub async fn check_kept(self, rehearsal: &Rehearsal) {
        let espace = &rehearsal.espace;
        match self {
            Self::SubmitTenantCode | Self::SubmitTenantCodeChecked => {
                assert_eq!(espace.go_back().await, Step::BeforeYouStart);
                let step = espace.continue_enrolment().await;
                assert!(
                    matches!(&step, Step::TenantCode { typed, .. } if typed == tenant().tenant_code),
                    "{step:?}"
                );
            }
            Self::SubmitPhone => {
                espace.go_back().await;
                let step = espace.submit_tenant_code(tenant().tenant_code).await;
                assert!(
                    matches!(&step, Ok(Step::Phone { typed, .. }) if typed == tenant().mobile),
                    "{step:?}"
                );
            }
            Self::SubmitPassword => {
                let step = espace.go_back().await;
                assert!(
                    matches!(&step, Step::SignUpDetails { typed: Some(typed), .. } if *typed == sign_up_details()),
                    "{step:?}"
                );
                let step = espace.submit_sign_up_details(sign_up_details()).await;
                assert!(matches!(step, Ok(Step::Password { .. })), "{step:?}");
            }
            Self::Refresh
            | Self::SynchroniseChanges
            | Self::SynchroniseDocuments
            | Self::SynchroniseTenancy
            | Self::SynchroniseLandlord
            | Self::SynchroniseRentAccount
            | Self::SynchroniseMessages
            | Self::SendMessage
            | Self::SynchroniseDamaged
            | Self::RentDocumentPdf => {
                let list = espace.rent_documents().await.expect("from the archive");
                assert!(list.count() > 0, "{self:?}");
            }
            _ => {}
        }
    }
}

fn is_payment(step: &Step, status: CardPaymentStatus, begun_elsewhere: bool) -> bool {
    matches!(
        step,
        Step::CardPayment { payment, .. }
            if payment.status == status && payment.begun_elsewhere == begun_elsewhere
    )
}
