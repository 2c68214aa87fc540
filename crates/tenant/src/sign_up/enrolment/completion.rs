//! The end of an enrolment: the details and the password.

use std::mem;

use contract::{
    AccountCreation, DeviceIntroduction, Email, EnrolmentPurpose, FieldName, LandlinePhone, Password,
    PasswordOwner, PasswordReading, PasswordReset, SessionOpening, SessionTokens, TenantCode, WireSecret,
};

use super::{Enrolment, Open, Screen, ValidDetails, alive, has_ended};
use crate::{
    core::{
        client::{ClientError, LandlordClient, on_the_wire},
        failure::{Failure, FailureCode, FieldFailure},
    },
    sign_up::view::{SignUpDetailsForm, SignUpView},
};

/// The last step, to be sent while the enrolment is not locked: *Retour* does not wait for its answer.
pub(crate) struct Completion {
    client: LandlordClient,
    token: WireSecret,
    request: CompletionRequest,
    /// For when an earlier attempt has set this password.
    sign_in: SessionOpening,
    /// An earlier attempt was sent, and its answer was lost.
    answer_lost: bool,
}

enum CompletionRequest {
    Account(Box<AccountCreation>),
    Password(PasswordReset),
}

impl Completion {
    pub(crate) fn tenant_code(&self) -> &TenantCode {
        &self.sign_in.tenant_code
    }

    /// Sends it, and returns the tokens of the session that it begins.
    pub(crate) async fn send(&self) -> Result<SessionTokens, ClientError> {
        let answer = match &self.request {
            CompletionRequest::Account(account) => self.client.create_account(&self.token, account).await,
            CompletionRequest::Password(reset) => self.client.reset_password(&self.token, reset).await,
        };
        match answer {
            // The earlier attempt may have set its password: if it is this one, it signs in.
            Err(error) if self.answer_lost && has_ended(&error) => {
                let signed_in = self.client.sign_in(&self.sign_in).await;
                signed_in.map_err(|_| error)
            }
            answer => answer,
        }
    }
}

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

    /// Reads the password while it is typed, by the rule of the last step.
    pub(crate) fn read_password(&self, text: &str) -> PasswordReading {
        let open = self.open.as_ref();
        Password::read(text, open.map(|open| password_owner(open, self.details.as_ref())))
    }

    /// Makes the last step from the password as typed. Until its answer is taken, it counts as one that was lost.
    pub(crate) fn complete(&mut self, text: &str, device: DeviceIntroduction) -> Result<Completion, Failure> {
        let open = alive(&mut self.open)?;
        let owner = password_owner(open, self.details.as_ref());
        let password =
            Password::choose(text, owner).map_err(|flaw| Failure::of_chosen_password(text, flaw))?;
        let request = match self.purpose {
            EnrolmentPurpose::PasswordReset => CompletionRequest::Password(PasswordReset {
                password: on_the_wire(&password),
                device: device.clone(),
            }),
            EnrolmentPurpose::SignUp => {
                let details = self.typed.details.as_ref().zip(self.details.as_ref());
                let (typed, valid) = details.ok_or_else(|| Failure::new(FailureCode::EnrolmentEnded))?;
                CompletionRequest::Account(Box::new(AccountCreation {
                    email: valid.email.clone(),
                    landline: valid.landline.clone(),
                    terms_accepted: typed.terms_accepted,
                    mails_accepted: typed.mails_accepted,
                    electronic_receipts_accepted: typed.electronic_receipts_accepted,
                    password: on_the_wire(&password),
                    device: device.clone(),
                }))
            }
        };
        Ok(Completion {
            client: self.client.clone(),
            token: open.token.clone(),
            request,
            sign_in: SessionOpening {
                tenant_code: open.tenant_code.clone(),
                password: password.expose().into(),
                sms_code: None,
                attempt: None,
                device,
                visit: None,
            },
            answer_lost: mem::replace(&mut open.answer_lost, true),
        })
    }

    /// Takes a refusal of the last step: its answer was not lost.
    pub(crate) fn take_refusal(&mut self, completion: &Completion) {
        if let Some(open) = self.open_for(completion) {
            open.answer_lost = completion.answer_lost;
        }
    }

    /// The last step led to a session, which was taken here.
    pub(crate) fn finish(&mut self, completion: &Completion) {
        let same = self.open_for(completion).is_some();
        self.done |= same;
    }

    /// The enrolment of this last step, unless another one has replaced it.
    fn open_for(&mut self, completion: &Completion) -> Option<&mut Open> {
        let open = self.open.as_mut()?;
        (open.token.expose() == completion.token.expose()).then_some(open)
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

/// What is known here of who chooses the password.
fn password_owner<'a>(open: &'a Open, details: Option<&'a ValidDetails>) -> PasswordOwner<'a> {
    PasswordOwner {
        tenant_code: &open.tenant_code,
        mobile: open.verified.as_ref(),
        email: details.map(|details| &details.email),
    }
}
