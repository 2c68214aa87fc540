//! The end of an enrolment: the details and the password.

use contract::{
    AccountCreation, DeviceIntroduction, Email, EnrolmentPurpose, FieldName, LandlinePhone, Password,
    PasswordReset, SessionOpening,
};

use super::{Enrolled, Enrolment, Screen, ValidDetails, alive, has_ended};
use crate::{
    core::{
        client::on_the_wire,
        failure::{Failure, FailureCode, FieldFailure},
    },
    sign_up::view::{SignUpDetailsForm, SignUpView},
};

impl Enrolment {
    pub(crate) fn submit_details(&mut self, details: SignUpDetailsForm) -> Result<SignUpView, Failure> {
        alive(&mut self.open)?;
        let email = Email::parse(&details.email);
        let landline = LandlinePhone::parse_optional(&details.landline);
        let mut fields = Vec::new();
        match &email {
            Ok(email) => fields.extend(self.suggestions.once(email)),
            Err(flaw) => fields.push(flaw.clone().into()),
        }
        if let Err(flaw) = &landline {
            fields.push(flaw.clone().into());
        }
        if !details.terms_accepted {
            fields.push(FieldFailure::new(
                FieldName::Terms,
                FailureCode::TermsNotAccepted,
                None,
            ));
        }
        let (Ok(email), Ok(landline), true) = (email, landline, fields.is_empty()) else {
            return Err(Failure::of_fields(fields));
        };
        self.typed.details = Some(details);
        self.details = Some(ValidDetails { email, landline });
        Ok(self.show(Screen::Password))
    }

    pub(crate) async fn submit_password(
        &mut self,
        text: &str,
        device: DeviceIntroduction,
    ) -> Result<Enrolled, Failure> {
        let open = alive(&mut self.open)?;
        let password = Password::choose(text, &open.tenant_code)?;
        let answer = match self.purpose {
            EnrolmentPurpose::PasswordReset => {
                let reset = PasswordReset {
                    password: on_the_wire(&password),
                    device: device.clone(),
                };
                self.client.reset_password(&open.token, &reset).await
            }
            EnrolmentPurpose::SignUp => {
                let details = self.typed.details.as_ref().zip(self.details.as_ref());
                let (typed, valid) = details.ok_or_else(|| Failure::new(FailureCode::EnrolmentEnded))?;
                let account = AccountCreation {
                    email: valid.email.clone(),
                    landline: valid.landline.clone(),
                    terms_accepted: typed.terms_accepted,
                    mails_accepted: typed.mails_accepted,
                    electronic_receipts_accepted: typed.electronic_receipts_accepted,
                    password: on_the_wire(&password),
                    device: device.clone(),
                };
                self.client.create_account(&open.token, &account).await
            }
        };
        let tokens = match answer {
            // The earlier attempt may have set its password: if it is this one, it signs in.
            Err(error) if open.answer_lost && has_ended(&error) => {
                let opening = SessionOpening {
                    tenant_code: open.tenant_code.clone(),
                    password: on_the_wire(&password),
                    sms_code: None,
                    device,
                };
                let signed_in = self.client.sign_in(&opening).await;
                signed_in.map_err(|_| error)?
            }
            answer => {
                open.answer_lost |= matches!(&answer, Err(error) if !error.is_an_answer());
                answer?
            }
        };
        self.done = true;
        Ok(Enrolled {
            tenant_code: open.tenant_code.clone(),
            tokens,
        })
    }

    /// *C'est fait*, once the enrolment is complete.
    pub(crate) fn done(&self) -> Option<SignUpView> {
        let open = self.open.as_ref().filter(|_| self.done)?;
        Some(SignUpView::Done {
            purpose: self.purpose,
            tenant_code_end: open.tenant_code.end().to_owned(),
        })
    }
}
