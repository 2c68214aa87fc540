//! Sign-up and *J'ai oublié mon mot de passe*, step by step: which step comes next is decided here,
//! never in the wizard. The two share their first three steps; a new password needs no profile.
//!
//! *Retour* keeps what was typed and sends nothing again: a step done before is passed through
//! without asking the landlord when what was typed has not changed.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use contract::{
    AccountCreation, Agency, DeviceIntroduction, Email, EnrolmentOpened, EnrolmentOpening, EnrolmentPurpose,
    FieldName, LandlinePhone, MobilePhone, Password, PasswordReset, PhoneCompletion, RobotCheckPurpose,
    RobotCheckRequest, RobotCheckSolution, SessionTokens, SmsCode, SmsSent, TenantCode,
};
use tokio::{sync::Mutex, task::spawn_blocking};

use crate::{
    client::{LandlordClient, on_the_wire},
    failure::{Failure, FailureCode, FieldFailure},
    step::{Profile, Step},
    suggestions::Suggestions,
};

/// A message on its way to a number, as the landlord told of it.
pub(crate) struct Message {
    pub(crate) phone: MobilePhone,
    pub(crate) sent: SmsSent,
    at: Instant,
}

/// An enrolment that the landlord has opened.
struct Open {
    tenant_code: TenantCode,
    opened: EnrolmentOpened,
    ends: Instant,
    message: Option<Message>,
    verified: Option<MobilePhone>,
    /// The tenant has an account; told once the SMS code was right.
    registered: bool,
}

/// A solved robot check, for one tenant code.
type Solved = Option<(TenantCode, RobotCheckSolution)>;

/// One sign-up or one new password on this computer, up to *C'est fait*.
pub(crate) struct Enrolment {
    client: LandlordClient,
    purpose: EnrolmentPurpose,
    /// The tenant code is the one this computer knows: it was not typed, and is not shown.
    remembered: bool,
    screen: Screen,
    typed_code: String,
    typed_phone: String,
    profile: Option<(Profile, ValidProfile)>,
    open: Option<Open>,
    solved: Arc<Mutex<Solved>>,
    suggestions: Suggestions,
    done: bool,
}

#[derive(Clone, Copy, PartialEq)]
enum Screen {
    BeforeYouStart,
    TenantCode,
    Phone,
    SmsCode,
    Profile,
    Password,
    ContactAgency,
}

#[derive(Clone)]
struct ValidProfile {
    email: Email,
    landline: Option<LandlinePhone>,
}

/// An account was made: who for, and its session.
pub(crate) struct Enrolled {
    pub(crate) tenant_code: TenantCode,
    pub(crate) tokens: SessionTokens,
}

/// What solves robot checks beside the enrolment, so that solving blocks no other step.
#[derive(Clone)]
pub(crate) struct RobotCheckSolver {
    client: LandlordClient,
    solved: Arc<Mutex<Solved>>,
}

impl RobotCheckSolver {
    /// Solves a check for this tenant code, unless one is there already. Whoever comes meanwhile
    /// waits for it.
    pub(crate) async fn prepare(&self, tenant_code: &TenantCode) -> Result<(), Failure> {
        let mut solved = self.solved.lock().await;
        if solved.as_ref().is_some_and(|(code, _)| code == tenant_code) {
            return Ok(());
        }
        *solved = Some((tenant_code.clone(), self.solve(tenant_code).await?));
        Ok(())
    }

    /// The check for this tenant code, solved now if it was not; it is good once.
    async fn take(&self, tenant_code: &TenantCode) -> Result<RobotCheckSolution, Failure> {
        let mut solved = self.solved.lock().await;
        match solved.take() {
            Some((code, solution)) if code == *tenant_code => Ok(solution),
            _ => self.solve(tenant_code).await,
        }
    }

    async fn solve(&self, tenant_code: &TenantCode) -> Result<RobotCheckSolution, Failure> {
        let request = RobotCheckRequest {
            purpose: RobotCheckPurpose::Enrolment,
            tenant_code: tenant_code.clone(),
        };
        let challenge = self.client.robot_check(&request).await?.challenge;
        let failed = || Failure::new(FailureCode::RobotCheckFailed);
        let payload = spawn_blocking(move || {
            let solution = altcha::solve_challenge(altcha::SolveChallengeOptions::new(&challenge)).ok()??;
            Some(altcha::Payload { challenge, solution })
        });
        payload.await?.map(RobotCheckSolution).ok_or_else(failed)
    }
}

impl Enrolment {
    pub(crate) fn new(client: LandlordClient, purpose: EnrolmentPurpose) -> Self {
        Self {
            client,
            purpose,
            remembered: false,
            screen: match purpose {
                EnrolmentPurpose::SignUp => Screen::BeforeYouStart,
                EnrolmentPurpose::PasswordReset => Screen::TenantCode,
            },
            typed_code: String::new(),
            typed_phone: String::new(),
            profile: None,
            open: None,
            solved: Arc::default(),
            suggestions: Suggestions::default(),
            done: false,
        }
    }

    pub(crate) fn solver(&self) -> RobotCheckSolver {
        RobotCheckSolver {
            client: self.client.clone(),
            solved: Arc::clone(&self.solved),
        }
    }

    /// The screen to show.
    pub(crate) fn step(&self) -> Step {
        match (self.screen, &self.open) {
            (Screen::BeforeYouStart, _) => Step::BeforeYouStart,
            (Screen::Phone, Some(open)) => Step::Phone {
                mask: open.opened.masked_phone.clone(),
                typed: self.typed_phone.clone(),
                purpose: self.purpose,
            },
            (Screen::ContactAgency, Some(open)) => Step::ContactAgency {
                agency: open.opened.agency.clone(),
            },
            (
                Screen::SmsCode,
                Some(Open {
                    message: Some(message),
                    ..
                }),
            ) => message.step(self.purpose),
            (
                Screen::Profile,
                Some(Open {
                    verified: Some(mobile),
                    ..
                }),
            ) => Step::Profile {
                mobile: mobile.national(),
                typed: self.profile.as_ref().map(|(typed, _)| typed.clone()),
            },
            (
                Screen::Password,
                Some(Open {
                    verified: Some(_), ..
                }),
            ) => Step::Password {
                purpose: self.purpose,
            },
            _ => Step::TenantCode {
                typed: self.typed_code.clone(),
                purpose: self.purpose,
            },
        }
    }

    pub(crate) fn begin(&mut self) -> Step {
        self.show(Screen::TenantCode)
    }

    /// The step before; none before the first.
    pub(crate) fn back(&mut self) -> Option<Step> {
        let resetting = self.purpose == EnrolmentPurpose::PasswordReset;
        let before = match self.screen {
            Screen::BeforeYouStart => return None,
            Screen::TenantCode if resetting => return None,
            Screen::TenantCode => Screen::BeforeYouStart,
            Screen::SmsCode | Screen::ContactAgency => Screen::Phone,
            Screen::Password if !resetting => Screen::Profile,
            // The number is verified: there is nothing left to do on the two screens between.
            Screen::Phone | Screen::Profile | Screen::Password if self.remembered => return None,
            Screen::Phone | Screen::Profile | Screen::Password => Screen::TenantCode,
        };
        Some(self.show(before))
    }

    /// The agency of the tenant code typed, once the landlord has told it.
    pub(crate) fn agency(&self) -> Option<Agency> {
        self.open.as_ref().map(|open| open.opened.agency.clone())
    }

    pub(crate) fn contact_agency(&mut self) -> Step {
        self.show(Screen::ContactAgency)
    }

    pub(crate) fn purpose(&self) -> EnrolmentPurpose {
        self.purpose
    }

    pub(crate) async fn submit_tenant_code(&mut self, text: &str) -> Result<Step, Failure> {
        text.clone_into(&mut self.typed_code);
        self.identify(TenantCode::parse(text)?).await
    }

    /// Goes on for the tenant whom this computer knows.
    pub(crate) async fn remember(&mut self, tenant_code: TenantCode) -> Result<Step, Failure> {
        self.remembered = true;
        self.identify(tenant_code).await
    }

    async fn identify(&mut self, tenant_code: TenantCode) -> Result<Step, Failure> {
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
        let robot_check = self.solver().take(&tenant_code).await?;
        let opening = EnrolmentOpening {
            tenant_code: tenant_code.clone(),
            robot_check,
            purpose: self.purpose,
        };
        let opened = self.client.open_enrolment(&opening).await?;
        self.typed_phone.clear();
        self.open = Some(Open {
            tenant_code,
            ends: Instant::now() + Duration::from_secs(opened.expires_in),
            opened,
            message: None,
            verified: None,
            registered: false,
        });
        Ok(self.show(Screen::Phone))
    }

    pub(crate) async fn submit_phone(&mut self, text: &str) -> Result<Step, Failure> {
        text.clone_into(&mut self.typed_phone);
        let phone = MobilePhone::parse(text)?;
        let open = alive(&mut self.open)?;
        let in_force = |message: &Message| message.phone == phone && message.code_seconds_left() > 0;
        if !open.message.as_ref().is_some_and(in_force) {
            let completion = PhoneCompletion { phone: phone.clone() };
            let sent = self
                .client
                .complete_phone(&open.opened.enrolment_token, &completion)
                .await?;
            open.message = Some(Message::now(phone, sent));
        }
        Ok(self.show(Screen::SmsCode))
    }

    pub(crate) async fn resend(&mut self) -> Result<Step, Failure> {
        let open = alive(&mut self.open)?;
        let Some(message) = &mut open.message else {
            return Err(Failure::new(FailureCode::EnrolmentEnded));
        };
        // *Réessayer* pressed while the first answer was on its way: that message is the one.
        if message.sent.messages_sent > 1 && message.seconds_left(message.sent.resend_after) > 0 {
            return Ok(self.step());
        }
        let sent = self.client.resend(&open.opened.enrolment_token).await?;
        *message = Message::now(message.phone.clone(), sent);
        Ok(self.step())
    }

    pub(crate) async fn submit_sms_code(&mut self, text: &str) -> Result<Step, Failure> {
        let code = SmsCode::parse(text)?;
        let open = alive(&mut self.open)?;
        if open.verified.is_some() {
            return Ok(self.go_on_verified());
        }
        let accepted = self.client.try_code(&open.opened.enrolment_token, code).await?;
        open.ends = Instant::now() + Duration::from_secs(accepted.expires_in);
        open.verified = Some(accepted.mobile);
        open.registered = accepted.registered;
        Ok(self.go_on_verified())
    }

    /// What comes once the number is verified. Whoever has no account yet makes one, whatever was
    /// asked for.
    fn go_on_verified(&mut self) -> Step {
        if !self.open.as_ref().is_some_and(|open| open.registered) {
            self.purpose = EnrolmentPurpose::SignUp;
        }
        self.show(match self.purpose {
            EnrolmentPurpose::SignUp => Screen::Profile,
            EnrolmentPurpose::PasswordReset => Screen::Password,
        })
    }

    pub(crate) fn submit_profile(&mut self, profile: Profile) -> Result<Step, Failure> {
        alive(&mut self.open)?;
        let email = Email::parse(&profile.email);
        let landline = LandlinePhone::parse_optional(&profile.landline);
        let mut fields = Vec::new();
        match &email {
            Ok(email) => fields.extend(self.suggestions.once(email)),
            Err(flaw) => fields.push(flaw.clone().into()),
        }
        if let Err(flaw) = &landline {
            fields.push(flaw.clone().into());
        }
        if !profile.terms_accepted {
            fields.push(FieldFailure::new(
                FieldName::Terms,
                FailureCode::TermsNotAccepted,
                None,
            ));
        }
        let (Ok(email), Ok(landline), true) = (email, landline, fields.is_empty()) else {
            return Err(Failure::of_fields(fields));
        };
        self.profile = Some((profile, ValidProfile { email, landline }));
        Ok(self.show(Screen::Password))
    }

    pub(crate) async fn submit_password(
        &mut self,
        text: &str,
        device: DeviceIntroduction,
    ) -> Result<Enrolled, Failure> {
        let open = alive(&mut self.open)?;
        let password = Password::choose(text, &open.tenant_code)?;
        let enrolment = &open.opened.enrolment_token;
        let tokens = match self.purpose {
            EnrolmentPurpose::PasswordReset => {
                let reset = PasswordReset {
                    password: on_the_wire(&password),
                    device,
                };
                self.client.reset_password(enrolment, &reset).await?
            }
            EnrolmentPurpose::SignUp => {
                let profile = self.profile.as_ref();
                let (typed, valid) = profile.ok_or_else(|| Failure::new(FailureCode::EnrolmentEnded))?;
                let account = AccountCreation {
                    email: valid.email.clone(),
                    landline: valid.landline.clone(),
                    terms_accepted: typed.terms_accepted,
                    mails_accepted: typed.mails_accepted,
                    electronic_receipts_accepted: typed.electronic_receipts_accepted,
                    password: on_the_wire(&password),
                    device,
                };
                self.client.create_account(enrolment, &account).await?
            }
        };
        self.done = true;
        Ok(Enrolled {
            tenant_code: open.tenant_code.clone(),
            tokens,
        })
    }

    /// *C'est fait*, once it is.
    pub(crate) fn done(&self) -> Option<Step> {
        let open = self.open.as_ref().filter(|_| self.done)?;
        Some(Step::Done {
            purpose: self.purpose,
            tenant_code_end: open.tenant_code.end().to_owned(),
        })
    }

    fn show(&mut self, screen: Screen) -> Step {
        self.screen = screen;
        self.step()
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

impl Message {
    pub(crate) fn now(phone: MobilePhone, sent: SmsSent) -> Self {
        Self {
            phone,
            sent,
            at: Instant::now(),
        }
    }

    pub(crate) fn code_seconds_left(&self) -> u32 {
        self.seconds_left(self.sent.expires_in)
    }

    pub(crate) fn seconds_left(&self, seconds: u64) -> u32 {
        let left = seconds.saturating_sub(self.at.elapsed().as_secs());
        u32::try_from(left).unwrap_or(u32::MAX)
    }

    fn step(&self, purpose: EnrolmentPurpose) -> Step {
        Step::SmsCode {
            resend_after_seconds: self.seconds_left(self.sent.resend_after),
            expires_in_seconds: self.code_seconds_left(),
            messages_sent: self.sent.messages_sent,
            purpose,
        }
    }
}
