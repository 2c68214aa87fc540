//! What a tenant does that reaches the landlord: from which state, which request is struck, what is kept.

use rusqlite::Connection;
use tenant::{Failure, FailureCode, Step};

use crate::{
    fault::{Fault, Told},
    rehearsal::{PASSWORD, Rehearsal, profile, tenant},
};

/// One request of one command. A command with several requests has an errand for each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Errand {
    PrepareRobotCheck,
    SubmitTenantCode,
    SubmitTenantCodeChecked,
    StartPasswordReset,
    StartPasswordResetChecked,
    SubmitPhone,
    ResendSmsCode,
    SubmitSmsCode,
    SubmitPassword,
    SubmitNewPassword,
    SignIn,
    SignOut,
    Refresh,
    SynchroniseDocuments,
    SynchroniseTenancy,
    SynchroniseDamaged,
    RentDocumentPdf,
}

impl Errand {
    /// The command of the shell.
    pub fn command(self) -> &'static str {
        match self {
            Self::PrepareRobotCheck => "prepare_robot_check",
            Self::SubmitTenantCode | Self::SubmitTenantCodeChecked => "submit_tenant_code",
            Self::StartPasswordReset | Self::StartPasswordResetChecked => "start_password_reset",
            Self::SubmitPhone => "submit_phone",
            Self::ResendSmsCode => "resend_sms_code",
            Self::SubmitSmsCode => "submit_sms_code",
            Self::SubmitPassword | Self::SubmitNewPassword => "submit_password",
            Self::SignIn => "sign_in",
            Self::SignOut => "sign_out",
            Self::Refresh
            | Self::SynchroniseDocuments
            | Self::SynchroniseTenancy
            | Self::SynchroniseDamaged => "synchronise",
            Self::RentDocumentPdf => "rent_document_pdf",
        }
    }

    /// The request that is struck.
    pub fn request(self) -> &'static str {
        match self {
            Self::PrepareRobotCheck | Self::SubmitTenantCode | Self::StartPasswordReset => {
                "POST /v1/robot-checks"
            }
            Self::SubmitTenantCodeChecked | Self::StartPasswordResetChecked => "POST /v1/enrolments",
            Self::SubmitPhone => "POST /v1/enrolments/current/phone",
            Self::ResendSmsCode => "POST /v1/enrolments/current/messages",
            Self::SubmitSmsCode => "POST /v1/enrolments/current/code",
            Self::SubmitPassword => "POST /v1/enrolments/current/account",
            Self::SubmitNewPassword => "POST /v1/enrolments/current/password",
            Self::SignIn => "POST /v1/sessions",
            Self::SignOut => "DELETE /v1/sessions/current",
            Self::Refresh => "POST /v1/sessions/refresh",
            Self::SynchroniseDocuments => "GET /v1/rent-documents",
            Self::SynchroniseTenancy => "GET /v1/tenancy",
            Self::SynchroniseDamaged => "GET /v1/rent-documents/*",
            Self::RentDocumentPdf => "GET /v1/rent-documents/*/pdf",
        }
    }

    /// Whether another request goes before the one struck: a fault of the connection would strike that one.
    fn is_second(self) -> bool {
        matches!(
            self,
            Self::StartPasswordResetChecked | Self::SynchroniseTenancy | Self::SynchroniseDamaged
        )
    }

    /// The faults that can strike its request.
    pub fn faults(self) -> impl Iterator<Item = Fault> {
        let second = self.is_second();
        Fault::ALL
            .into_iter()
            .filter(move |fault| !(second && fault.is_of_the_connection()))
    }

    /// What the tenant is told of a fault.
    pub fn told(self, fault: Fault) -> Told {
        match (self, fault.told()) {
            // Signed out here, whatever the landlord says.
            (Self::SignOut, _) => Told::Done,
            (Self::RentDocumentPdf, Told::Failure(FailureCode::Unreachable | FailureCode::Slow)) => {
                Told::Failure(FailureCode::PdfUnavailableOffline)
            }
            (_, told) => told,
        }
    }

    /// Before anything: who this tenant is to the landlord.
    pub async fn begin(self) -> Rehearsal {
        let rehearsal = Rehearsal::begin().await;
        if self != Self::RentDocumentPdf {
            rehearsal.line.put_off(Self::RentDocumentPdf.request());
        }
        match self {
            Self::PrepareRobotCheck
            | Self::SubmitTenantCode
            | Self::SubmitTenantCodeChecked
            | Self::SubmitPhone
            | Self::ResendSmsCode
            | Self::SubmitSmsCode
            | Self::SubmitPassword => {}
            _ => {
                rehearsal.sign_up().await;
                if self != Self::RentDocumentPdf {
                    rehearsal.espace.synchronise().await.expect("synchronised");
                }
            }
        }
        rehearsal
    }

    /// Brings the tenant to where it is legal; gives what will be typed.
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
            Self::SubmitPhone => rehearsal.go_to_phone().await,
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
            Self::SignOut | Self::SynchroniseDocuments | Self::SynchroniseTenancy => {
                self.be_signed_in(rehearsal).await;
            }
            Self::Refresh => {
                self.be_signed_in(rehearsal).await;
                rehearsal.restart().await;
            }
            Self::SynchroniseDamaged => {
                self.be_signed_in(rehearsal).await;
                damage_a_record(rehearsal);
            }
            Self::RentDocumentPdf => return self.document_without_pdf(rehearsal).await,
        }
        String::new()
    }

    async fn be_signed_in(self, rehearsal: &Rehearsal) {
        if rehearsal.espace.rent_documents().await.is_err() {
            let signed_in = rehearsal.espace.sign_in(None, PASSWORD).await;
            signed_in.expect("the right password");
        }
    }

    /// A document whose PDF the archive does not hold: those fetched behind the list stop at the first
    /// that the landlord puts off.
    async fn document_without_pdf(self, rehearsal: &mut Rehearsal) -> String {
        rehearsal.line.strike(Fault::ComeBack(503), self.request()).await;
        let list = rehearsal.espace.synchronise().await.expect("synchronised");
        rehearsal.line.until_asked(self.request()).await;
        rehearsal.line.heal().await;
        for document in list.documents {
            let id = document.id.0;
            let view = rehearsal.espace.rent_document(id.clone()).await.expect("there");
            if view.pdf.is_none() {
                return id;
            }
        }
        panic!("every PDF is there");
    }

    /// Does it.
    pub async fn run(self, rehearsal: &Rehearsal, typed: &str) -> Result<(), Failure> {
        let espace = &rehearsal.espace;
        let step = match self {
            Self::PrepareRobotCheck => return espace.prepare_robot_check(tenant().tenant_code).await,
            Self::SynchroniseDocuments
            | Self::SynchroniseTenancy
            | Self::SynchroniseDamaged
            | Self::Refresh => {
                let list = espace.synchronise().await?;
                assert!(!list.documents.is_empty(), "{self:?}");
                assert_eq!(list.set_aside, 0, "{self:?}");
                return Ok(());
            }
            Self::RentDocumentPdf => {
                let pdf = espace.rent_document_pdf(typed.to_owned()).await?;
                assert!(pdf.starts_with(b"%PDF-"));
                return Ok(());
            }
            Self::SubmitTenantCode | Self::SubmitTenantCodeChecked => {
                espace.submit_tenant_code(tenant().tenant_code).await?
            }
            Self::StartPasswordReset | Self::StartPasswordResetChecked => {
                espace.start_password_reset().await?
            }
            Self::SubmitPhone => espace.submit_phone(tenant().mobile).await?,
            Self::ResendSmsCode => {
                // *Renvoyer le code* works half a minute after the last message.
                rehearsal.wait(31);
                espace.resend_sms_code().await?
            }
            Self::SubmitSmsCode => espace.submit_sms_code(typed).await?,
            Self::SubmitPassword | Self::SubmitNewPassword => espace.submit_password(PASSWORD).await?,
            Self::SignIn => espace.sign_in(None, PASSWORD).await?,
            Self::SignOut => espace.sign_out().await,
        };
        let expected = match self {
            Self::SubmitPhone | Self::ResendSmsCode => matches!(step, Step::SmsCode { .. }),
            Self::SubmitSmsCode => matches!(step, Step::Profile { .. }),
            Self::SubmitPassword | Self::SubmitNewPassword => matches!(step, Step::Done { .. }),
            Self::SignIn => step == Step::Receipts,
            Self::SignOut => matches!(
                step,
                Step::SignIn {
                    tenant_code_end: Some(_)
                }
            ),
            _ => matches!(step, Step::Phone { .. }),
        };
        assert!(expected, "{self:?} leads to {step:?}");
        Ok(())
    }

    /// What stays while the network is still bad: what was typed, and the receipts.
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
                    matches!(&step, Step::Profile { typed: Some(typed), .. } if *typed == profile()),
                    "{step:?}"
                );
                let step = espace.submit_profile(profile()).await;
                assert!(matches!(step, Ok(Step::Password { .. })), "{step:?}");
            }
            Self::Refresh
            | Self::SynchroniseDocuments
            | Self::SynchroniseTenancy
            | Self::SynchroniseDamaged
            | Self::RentDocumentPdf => {
                let list = espace.rent_documents().await.expect("from the archive");
                assert!(!list.documents.is_empty(), "{self:?}");
            }
            _ => {}
        }
    }
}

/// A disk fails under one document.
fn damage_a_record(rehearsal: &Rehearsal) {
    for entry in std::fs::read_dir(rehearsal.archives()).expect("listed") {
        let path = entry.expect("an entry").path();
        if path.extension().is_some_and(|extension| extension == "sqlite") {
            let archive = Connection::open(&path).expect("the archive");
            let damaged = archive.execute(
                "UPDATE records SET sealed = zeroblob(64) WHERE rowid =
                     (SELECT min(rowid) FROM records WHERE kind = 'document')",
                [],
            );
            assert_eq!(damaged, Ok(1));
        }
    }
}
