//! Sign-up and *J'ai oublié mon mot de passe*, step by step. The next step is decided here, never in the wizard.
//! Both share their first three steps; a password reset needs no details.
//!
//! *Retour* keeps what was typed. A step that was done before and whose input has not changed makes no request.

mod completion;
mod robot_check;
mod saved;
mod screens;

use std::time::{Duration, Instant};

use contract::{
    Agency, Email, EnrolmentOpening, EnrolmentPurpose, FieldName, LandlinePhone, LetterCode,
    LetterCompletion, MaskedPhone, MobilePhone, PhoneCompletion, ProblemKind, SmsCode, TenantCode,
    VisitEnrolment, WireSecret,
};
use serde::{Deserialize, Serialize};
use tokio::task::spawn_blocking;

use self::screens::Screen;
pub(crate) use self::{robot_check::RobotCheckSolver, saved::SavedEnrolment};
use crate::{
    core::{
        client::{ClientError, LandlordClient},
        failure::{Failure, FailureCode, FieldFailure},
        sms::SmsMessage,
        suggestions::Suggestions,
    },
    sign_up::view::{SignUpDetailsForm, SignUpView},
};

/// An enrolment that the landlord's service has opened.
struct Open {
    tenant_code: TenantCode,
    token: WireSecret,
    masked_phone: MaskedPhone,
    agency: Agency,
    // On the monotonic clock: the machine's date may be wrong or jump (R8).
    ends: Instant,
    message: Option<SmsMessage>,
    verified: Option<MobilePhone>,
    /// The tenant has an account. Known only once the SMS code was right (S3).
    registered: bool,
    /// The last step was sent, and its answer was not taken: the service may have accepted it.
    answer_lost: bool,
    /// Staff entered the number at a counter: no screen asks for it before the code.
    number_given: bool,
}

/// What was typed, to show it again.
#[derive(Default, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Typed {
    code: String,
    phone: String,
    /// Kept in memory only: a secret from the keyring must not go to the page.
    #[serde(skip)]
    letter: String,
    new_phone: String,
    /// Under the name that saved enrolments already have.
    #[serde(rename = "profile")]
    details: Option<SignUpDetailsForm>,
}

/// One sign-up or password reset on this computer, up to *C'est fait*.
pub(crate) struct Enrolment {
    client: LandlordClient,
    solver: RobotCheckSolver,
    purpose: EnrolmentPurpose,
    /// This computer or staff at a counter knew the tenant code: it was not typed, and is not shown.
    remembered: bool,
    screen: Screen,
    /// What makes this computer known to the account, if anything does: then strangers cannot use up its tries.
    device_token: Option<WireSecret>,
    /// Where *Contacter votre agence* was opened.
    before_contact: Screen,
    typed: Typed,
    details: Option<ValidDetails>,
    open: Option<Open>,
    suggestions: Suggestions,
    done: bool,
    /// At a counter: another number is put on file, and nothing else.
    number_only: bool,
}

#[derive(Clone)]
struct ValidDetails {
    email: Email,
    landline: Option<LandlinePhone>,
}

impl Enrolment {
    pub(crate) fn new(client: LandlordClient, purpose: EnrolmentPurpose) -> Self {
        Self {
            solver: RobotCheckSolver::new(client.clone()),
            client,
            purpose,
            remembered: false,
            device_token: None,
            screen: match purpose {
                EnrolmentPurpose::SignUp => Screen::BeforeYouStart,
                EnrolmentPurpose::PasswordReset => Screen::TenantCode,
            },
            before_contact: Screen::Phone,
            typed: Typed::default(),
            details: None,
            open: None,
            suggestions: Suggestions::default(),
            done: false,
            number_only: false,
        }
    }

    /// Shows the landlord's service this token of an earlier sign-in.
    pub(super) fn introduce(&mut self, device_token: Option<WireSecret>) {
        self.device_token = device_token;
    }

    /// Uses the solver of another seat, with the robot check that it may hold.
    pub(crate) fn with_solver(self, solver: RobotCheckSolver) -> Self {
        Self { solver, ..self }
    }

    /// An enrolment that staff opened at the counter. `new_number`: the number to which a code is on its way, and
    /// whether it is all the tenant came for.
    pub(crate) fn at_counter(
        client: LandlordClient,
        tenant_code: TenantCode,
        purpose: EnrolmentPurpose,
        enrolment: VisitEnrolment,
        new_number: Option<(MobilePhone, bool)>,
    ) -> Self {
        let opened = enrolment.opened;
        let number_only = new_number.as_ref().is_some_and(|(_, only)| *only);
        let message = enrolment
            .message
            .zip(new_number)
            .map(|(sent, (mobile, _))| SmsMessage::now(mobile, None, sent));
        Self {
            remembered: true,
            screen: if message.is_some() {
                Screen::SmsCode
            } else {
                Screen::Phone
            },
            open: Some(Open {
                tenant_code,
                token: opened.enrolment_token,
                masked_phone: opened.masked_phone,
                agency: opened.agency,
                ends: ends_in(opened.expires_in),
                number_given: message.is_some(),
                message,
                verified: None,
                registered: false,
                answer_lost: false,
            }),
            number_only,
            ..Self::new(client, purpose)
        }
    }

    /// Whether an SMS code was right.
    pub(crate) fn is_verified(&self) -> bool {
        self.open.as_ref().is_some_and(|open| open.verified.is_some())
    }

    pub(crate) fn solver(&self) -> RobotCheckSolver {
        self.solver.clone()
    }

    /// The agency of the tenant code, once the landlord's service has named it. While the code is asked for again,
    /// none: the one before may have been mistyped.
    pub(crate) fn agency(&self) -> Option<Agency> {
        let open = self.open.as_ref().filter(|_| !self.asks_for_tenant_code());
        open.map(|open| open.agency.clone())
    }

    pub(crate) fn purpose(&self) -> EnrolmentPurpose {
        self.purpose
    }

    pub(crate) async fn submit_tenant_code(&mut self, text: &str) -> Result<SignUpView, Failure> {
        text.clone_into(&mut self.typed.code);
        self.identify(TenantCode::parse(text)?).await
    }

    /// Continues with the tenant known to this computer.
    pub(crate) async fn remember(&mut self, tenant_code: TenantCode) -> Result<SignUpView, Failure> {
        self.remembered = true;
        self.identify(tenant_code).await
    }

    async fn identify(&mut self, tenant_code: TenantCode) -> Result<SignUpView, Failure> {
        let going_on = self
            .open
            .as_ref()
            .filter(|open| open.tenant_code == tenant_code && open.is_alive());
        if let Some(open) = going_on {
            return Ok(if open.verified.is_some() {
                self.go_on_verified()
            } else {
                self.show(Screen::Phone)
            });
        }
        // Beside the request: the number comes next.
        drop(spawn_blocking(MobilePhone::prepare));
        let robot_check = self.client.in_time(self.solver.take(&tenant_code)).await?;
        let opening = EnrolmentOpening {
            tenant_code: tenant_code.clone(),
            robot_check,
            purpose: self.purpose,
            device_token: self.device_token.clone(),
        };
        let opened = self.client.open_enrolment(&opening).await?;
        self.typed = Typed {
            code: self.typed.code.clone(),
            details: self.typed.details.take(),
            ..Typed::default()
        };
        self.open = Some(Open {
            tenant_code,
            token: opened.enrolment_token,
            masked_phone: opened.masked_phone,
            agency: opened.agency,
            ends: ends_in(opened.expires_in),
            message: None,
            verified: None,
            registered: false,
            answer_lost: false,
            number_given: false,
        });
        Ok(self.show(Screen::Phone))
    }

    pub(crate) async fn submit_phone(&mut self, text: &str) -> Result<SignUpView, Failure> {
        text.clone_into(&mut self.typed.phone);
        let phone = MobilePhone::parse(text)?;
        let open = alive(&mut self.open)?;
        // No oracle (S2): only the mask on screen is compared, and a decoy has one too.
        if phone.mask() != open.masked_phone {
            return Err(Failure::field(
                FieldName::Phone,
                FailureCode::PhoneUnlikeMask,
                None,
            ));
        }
        let in_force = open
            .message
            .as_ref()
            .is_some_and(|message| message.is_in_force(&phone, None));
        if !in_force {
            let completion = PhoneCompletion { phone: phone.clone() };
            let sent = self.client.complete_phone(&open.token, &completion).await?;
            open.message = Some(SmsMessage::now(phone, None, sent));
        }
        Ok(self.show(Screen::SmsCode))
    }

    /// The way in without the number on file: the code of a registration letter, and the number to put on file
    /// (S1).
    pub(crate) async fn submit_letter(&mut self, code: &str, phone: &str) -> Result<SignUpView, Failure> {
        code.clone_into(&mut self.typed.letter);
        phone.clone_into(&mut self.typed.new_phone);
        let (letter_code, phone) = both(LetterCode::parse(code), MobilePhone::parse(phone))?;
        let open = alive(&mut self.open)?;
        let letter = letter_code.expose().to_owned();
        let in_force = open
            .message
            .as_ref()
            .is_some_and(|message| message.is_in_force(&phone, Some(&letter)));
        if !in_force {
            let completion = LetterCompletion {
                letter_code,
                phone: phone.clone(),
            };
            let sent = self.client.complete_letter(&open.token, &completion).await?;
            open.message = Some(SmsMessage::now(phone, Some(letter.into()), sent));
        }
        Ok(self.show(Screen::SmsCode))
    }

    pub(crate) async fn resend(&mut self) -> Result<SignUpView, Failure> {
        let open = alive(&mut self.open)?;
        let Some(message) = &mut open.message else {
            return Err(Failure::new(FailureCode::EnrolmentEnded));
        };
        match self.client.resend(&open.token).await {
            Ok(sent) => message.replace(sent),
            Err(ClientError::Problem(problem)) if problem.kind == ProblemKind::ResendTooSoon => {
                // *Réessayer* after a lost answer: the message was sent already.
                let sent = self.client.enrolment_under_way(&open.token).await?.message;
                let unseen = sent.filter(|sent| sent.messages_sent > message.messages_sent());
                message.replace(unseen.ok_or(ClientError::Problem(problem))?);
            }
            Err(error) => return Err(error.into()),
        }
        Ok(self.view())
    }

    pub(crate) async fn submit_sms_code(&mut self, text: &str) -> Result<SignUpView, Failure> {
        let code = SmsCode::parse(text)?;
        let open = alive(&mut self.open)?;
        if open.verified.is_some() {
            return Ok(self.go_on_verified());
        }
        let accepted = match self.client.try_code(&open.token, code).await {
            // The answer to an earlier attempt may have been lost: then the number is verified already.
            Err(error) if has_ended(&error) => {
                let under_way = self.client.enrolment_under_way(&open.token).await?;
                under_way.verified.ok_or(error)?
            }
            answer => answer?,
        };
        open.ends = ends_in(accepted.expires_in);
        open.verified = Some(accepted.mobile);
        open.registered = accepted.registered;
        Ok(self.go_on_verified())
    }
}

impl Open {
    fn is_alive(&self) -> bool {
        self.ends > Instant::now()
    }
}

fn alive(open: &mut Option<Open>) -> Result<&mut Open, Failure> {
    open.as_mut()
        .filter(|open| open.is_alive())
        .ok_or_else(|| Failure::new(FailureCode::EnrolmentEnded))
}

/// Whether the service reports that there is no such enrolment, or that it is not at this step.
fn has_ended(error: &ClientError) -> bool {
    error.is(ProblemKind::EnrolmentEnded)
}

fn ends_in(seconds: u64) -> Instant {
    Instant::now() + Duration::from_secs(seconds)
}

/// Checks two fields of one screen, and reports the flaws of both.
fn both<A, B, F, G>(a: Result<A, F>, b: Result<B, G>) -> Result<(A, B), Failure>
where
    F: Into<FieldFailure>,
    G: Into<FieldFailure>,
{
    match (a, b) {
        (Ok(a), Ok(b)) => Ok((a, b)),
        (a, b) => {
            let flaws = [a.err().map(Into::into), b.err().map(Into::into)];
            Err(Failure::of_fields(flaws.into_iter().flatten().collect()))
        }
    }
}
