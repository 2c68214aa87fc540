//! Staff activate their account, sign in, repeat the second factor, and sign out.

use std::sync::atomic::Ordering;

use contract::{
    FieldName, LetterCode, Password, PasswordReading, StaffActivation, StaffCheck, StaffCode,
    StaffConfirmation, StaffCredentials, StaffLogin, StaffNewPassword, TypedPassword, WireSecret,
};
use paper::qr_code;

use super::{Counter, CounterState, FiguresView, Screen, SecondFactorView, Staff};
use crate::{
    core::{
        client::{LandlordClient, on_the_wire},
        failure::{Failure, FailureCode, FieldFailure},
        request_key::random_key,
    },
    navigator::step::Step,
};

impl Counter {
    /// *Première connexion*.
    pub async fn open_activation(&self) -> Step {
        self.leave_sign_in();
        let mut state = self.state.lock().await;
        self.go(&mut state, Screen::Activation).await
    }

    /// Checks the administrator's code. The next screen shows the key for the telephone.
    ///
    /// # Errors
    /// A field error, or a failure of the landlord's service.
    pub async fn begin_activation(&self, login: &str, code: &str) -> Result<Step, Failure> {
        let mut state = self.state.lock().await;
        login.clone_into(&mut state.login);
        let activation = activation(login, code)?;
        let side = self.side(&state);
        let asked = self.ask(side.client.begin_activation(&activation));
        let factor = asked.await.map_err(wrong_code)?;
        let drawing = qr_code::draw(factor.link.expose());
        let drawing = drawing.ok_or_else(|| Failure::new(FailureCode::Internal))?;
        let factor = SecondFactorView {
            name: factor.name,
            key: grouped(factor.key.expose()),
            drawing: drawing.into(),
        };
        let key = random_key().map_err(|_| Failure::new(FailureCode::Internal))?;
        state.activation = Some((activation, key));
        Ok(self.go(&mut state, Screen::SecondFactor(factor)).await)
    }

    /// Takes the new password and the first code of the telephone. The next screen shows the recovery codes.
    ///
    /// # Errors
    /// A field error, or a failure of the landlord's service. When no activation is under way.
    pub async fn confirm_activation(&self, password: &str, code: &str) -> Result<Step, Failure> {
        let mut state = self.state.lock().await;
        let ended = || Failure::new(FailureCode::SessionEnded);
        let (activation, key) = state.activation.clone().ok_or_else(ended)?;
        let malformed = || FieldFailure::new(FieldName::StaffCode, FailureCode::StaffCodeMalformed, None);
        let typed = match StaffCode::parse(code) {
            Ok(StaffCode::Telephone(code)) => Ok(code),
            Ok(StaffCode::Recovery(_) | StaffCode::SecurityKey(_)) => Err(malformed()),
            Err(flaw) => Err(flaw.into()),
        };
        let (password, code) = chosen(password, &activation.login, typed)?;
        let confirmation = StaffConfirmation {
            activation,
            password: on_the_wire(&password),
            code,
        };
        let side = self.side(&state);
        let asked = self.ask(side.client.activate(key, &confirmation));
        let codes = asked.await.map_err(wrong_factor)?;
        state.activation = None;
        let codes = codes.codes.iter().map(|code| code.expose().to_owned()).collect();
        Ok(self.go(&mut state, Screen::RecoveryCodes(codes)).await)
    }

    /// The recovery codes are on paper: leads to the sign-in screen.
    pub async fn finish_activation(&self) -> Step {
        let mut state = self.state.lock().await;
        self.go(&mut state, Screen::SignIn).await
    }

    /// Signs staff in.
    ///
    /// # Errors
    /// A field error, or a failure of the landlord's service. The service never says which of the three is wrong. When
    /// the sign-in was left meanwhile: its session is ended, and nobody is signed in.
    pub async fn sign_staff_in(&self, login: &str, password: &str, code: &str) -> Result<Step, Failure> {
        let departures = self.departures.load(Ordering::Acquire);
        let mut state = self.state.lock().await;
        login.clone_into(&mut state.login);
        let credentials = credentials(login, password, state.factor(code))?;
        state.key = None;
        let side = self.side(&state).clone();
        // *Retour* does not wait for the answer.
        drop(state);
        let answer = side.client.sign_staff_in(&credentials).await;
        let session = answer.map_err(|error| wrong_credentials(error.into()))?;
        let mut state = self.state.lock().await;
        if state.staff.is_some() || self.departures.load(Ordering::Acquire) != departures {
            drop(state);
            report_sign_out(&side.client, &session.token).await;
            return Err(Failure::new(FailureCode::Busy));
        }
        let practice = state.practice;
        *state = CounterState::new(practice);
        state.staff = Some(Staff {
            login: credentials.login,
            token: session.token,
            name: session.name,
            role: session.role,
            agency: session.agency,
            recovery_codes_left: session.recovery_codes_left,
        });
        Ok(self.go(&mut state, Screen::Desk).await)
    }

    /// Takes the second factor again, then returns to the screen before. Opens a desk that is locked.
    ///
    /// # Errors
    /// A field error, or a failure of the landlord's service. When no staff member is signed in.
    pub async fn check_staff(&self, code: &str) -> Result<Step, Failure> {
        let mut state = self.state.lock().await;
        let staff = state.signed_in()?;
        let check = StaffCheck {
            code: state
                .factor(code)
                .map_err(|failure| Failure::of_fields(vec![failure]))?,
        };
        state.key = None;
        let client = self.side(&state).client.clone();
        let answer = self.ask(client.check_staff(&staff.token, &check)).await;
        let answer = answer.map_err(|failure| wrong_proof(&check.code, failure));
        if self.take_answer(&mut state, answer)?.is_some() {
            state.locked = false;
            if let Screen::Check(before) = state.screen.clone() {
                state.screen = *before;
            }
        }
        Ok(self.step(&state).await)
    }

    /// *Changer mon mot de passe*.
    ///
    /// # Errors
    /// When no staff member is signed in.
    pub async fn open_own_password(&self) -> Result<Step, Failure> {
        let mut state = self.state.lock().await;
        state.staff()?;
        Ok(self.go(&mut state, Screen::OwnPassword).await)
    }

    /// Changes the staff member's own password, confirmed by the second factor.
    ///
    /// # Errors
    /// A field error, or a failure of the landlord's service. When no staff member is signed in.
    pub async fn submit_own_password(&self, password: &str, code: &str) -> Result<Step, Failure> {
        let mut state = self.state.lock().await;
        let staff = state.staff()?;
        let (password, code) = chosen(password, &staff.login, state.factor(code))?;
        state.key = None;
        let chosen = StaffNewPassword {
            password: on_the_wire(&password),
            code,
        };
        let client = self.side(&state).client.clone();
        let answer = self
            .ask(client.change_staff_password(&staff.token, &chosen))
            .await;
        let answer = answer.map_err(|failure| wrong_proof(&chosen.code, failure));
        if self.take_answer(&mut state, answer)?.is_some() {
            state.screen = Screen::Desk;
        }
        Ok(self.step(&state).await)
    }

    /// Live feedback below the password field, by the rule of the page that is shown: of staff who choose one, or of the
    /// tenant who has the keyboard.
    pub async fn read_password(&self, text: &str) -> PasswordReading {
        let state = self.state.lock().await;
        let login = match &state.screen {
            Screen::SecondFactor(_) => state.activation.as_ref().map(|(activation, _)| &activation.login),
            Screen::OwnPassword => state.staff.as_ref().map(|staff| &staff.login),
            _ => None,
        };
        if let Some(login) = login {
            return Password::read_of_staff(text, login);
        }
        let is_tenants = state.screen == Screen::Tenant;
        drop(state);
        if is_tenants {
            return self.espace().read_password(text).await;
        }
        Password::read(text, None)
    }

    /// Whether the message at a field can go: what is typed now has the form that the field asks for.
    pub async fn is_mended(&self, field: FieldName, text: &str) -> bool {
        if field == FieldName::Password {
            return self.read_password(text).await.is_accepted();
        }
        FieldFailure::is_mended(field, text)
    }

    /// Signs staff out on this machine, and at the landlord's service when it can be reached. The caller ends the
    /// visit first.
    pub async fn sign_staff_out(&self) -> Step {
        self.leave_sign_in();
        let mut state = self.state_at_once().await;
        let (staff, client) = (state.staff.take(), self.side(&state).client.clone());
        let practice = state.practice;
        *state = CounterState::new(practice);
        let step = self.step(&state).await;
        drop(state);
        if let Some(staff) = staff {
            self.visit_end_reported().await;
            report_sign_out(&client, &staff.token).await;
        }
        step
    }

    /// Today's figures of the staff member; for a manager, those of the agency as well.
    ///
    /// # Errors
    /// When no staff member is signed in, or the landlord's service fails.
    pub async fn figures(&self) -> Result<FiguresView, Failure> {
        let state = self.state.lock().await;
        let (staff, client) = (state.staff()?, self.side(&state).client.clone());
        drop(state);
        Ok(client.staff_figures(&staff.token).await?.into())
    }
}

/// Ends a session of staff at the landlord's service, if it can be reached.
async fn report_sign_out(client: &LandlordClient, token: &WireSecret) {
    if let Err(error) = client.sign_staff_out(token).await {
        tracing::info!(%error, "signed out here only");
    }
}

fn activation(login: &str, code: &str) -> Result<StaffActivation, Failure> {
    let fields = (StaffLogin::parse(login), LetterCode::parse(code));
    match fields {
        (Ok(login), Ok(activation_code)) => Ok(StaffActivation {
            login,
            activation_code,
        }),
        (login, code) => {
            let code = code.err().map(|flaw| FieldFailure {
                field: FieldName::ActivationCode,
                ..flaw.into()
            });
            let login = login.err().map(FieldFailure::from);
            Err(Failure::of_fields(login.into_iter().chain(code).collect()))
        }
    }
}

/// The chosen password and the code that confirms it, or the field errors of both.
fn chosen<C>(
    password: &str,
    login: &StaffLogin,
    code: Result<C, FieldFailure>,
) -> Result<(Password, C), Failure> {
    let chosen = Password::choose_of_staff(password, login)
        .map_err(|flaw| Failure::of_chosen_password(password, flaw));
    match (chosen, code) {
        (Ok(password), Ok(code)) => Ok((password, code)),
        (chosen, code) => {
            let mut fields = chosen.err().map_or_else(Vec::new, |failure| failure.fields);
            fields.extend(code.err());
            Err(Failure::of_fields(fields))
        }
    }
}

/// What staff typed to sign in, or to approve a new number, and their second factor.
pub(super) fn credentials(
    login: &str,
    password: &str,
    code: Result<StaffCode, FieldFailure>,
) -> Result<StaffCredentials, Failure> {
    let login = StaffLogin::parse(login);
    let password = TypedPassword::from(password);
    let empty = password.is_empty();
    match (login, code) {
        (Ok(login), Ok(code)) if !empty => Ok(StaffCredentials {
            login,
            password,
            code,
        }),
        (login, code) => {
            let mut fields: Vec<FieldFailure> = Vec::from_iter(login.err().map(FieldFailure::from));
            if empty {
                fields.push(FieldFailure::new(
                    FieldName::Password,
                    FailureCode::PasswordEmpty,
                    None,
                ));
            }
            fields.extend(code.err());
            Err(Failure::of_fields(fields))
        }
    }
}

/// Says of staff's credentials that they are wrong: no tenant code is among them.
pub(super) fn wrong_credentials(mut failure: Failure) -> Failure {
    for field in &mut failure.fields {
        if field.code == FailureCode::CredentialsWrong {
            field.code = FailureCode::StaffCredentialsWrong;
        }
    }
    failure
}

/// Moves the error of a wrong code to the field of the administrator's code.
fn wrong_code(mut failure: Failure) -> Failure {
    for field in &mut failure.fields {
        if field.field == FieldName::LetterCode {
            field.field = FieldName::ActivationCode;
            field.code = FailureCode::ActivationCodeWrong;
        }
    }
    failure
}

/// Moves the error of a wrong code to the field of the second factor.
fn wrong_factor(mut failure: Failure) -> Failure {
    for field in &mut failure.fields {
        if field.field == FieldName::SmsCode {
            field.field = FieldName::StaffCode;
            field.code = FailureCode::StaffCodeWrong;
        }
    }
    failure
}

/// Says of a security key, in the place of a code, that it was refused.
pub(super) fn wrong_proof(code: &StaffCode, failure: Failure) -> Failure {
    let mut failure = wrong_factor(failure);
    if matches!(code, StaffCode::SecurityKey(_)) {
        for field in &mut failure.fields {
            if field.code == FailureCode::StaffCodeWrong {
                field.code = FailureCode::SecurityKeyRefused;
            }
        }
    }
    failure
}

/// A key in groups of four characters, for copying by hand.
fn grouped(key: &str) -> String {
    let groups: Vec<&str> = key
        .as_bytes()
        .chunks(4)
        .filter_map(|group| std::str::from_utf8(group).ok())
        .collect();
    groups.join(" ")
}
