//! A visit under way: what the tenant agreed to, one thing after another.

use std::sync::Arc;

use contract::{
    EnrolmentPurpose, FieldName, MobilePhone, ProblemKind, TenantAtCounter, TenantSearch, VisitBegun,
    VisitEnrolmentOpening, VisitOpening, VisitPurpose, VisitPurposesAdded,
};
use tokio::task::spawn_blocking;

use super::{Counter, CounterState, Screen, VisitState, signing_in};
use crate::{
    core::{
        client::ClientError,
        failure::{Failure, FailureCode},
    },
    espace::Espace,
    navigator::step::Step,
};

/// What came of the wish to begin a visit.
enum Beginning {
    Begun(Box<VisitBegun>),
    /// The tenant went over to another agency since they were found: staff have to say why they come here.
    WithoutReason(Box<TenantAtCounter>),
}

impl Counter {
    /// Starts the visit, with what the tenant agreed to. Asks for the reason first where the tenant is another agency's
    /// by now.
    ///
    /// # Errors
    /// A field error, or a failure of the landlord's service. When no tenant was chosen and identified.
    pub async fn begin_visit(&self, purposes: Vec<VisitPurpose>) -> Result<Step, Failure> {
        let mut state = self.state.lock().await;
        let staff = state.staff()?;
        check_ticked(&purposes)?;
        let chosen = state.chosen.as_ref();
        let opening = chosen.and_then(|chosen| {
            Some(VisitOpening {
                tenant_code: chosen.tenant.tenant_code.clone(),
                identity_document: chosen.identity?,
                purposes,
                reason: chosen.reason,
                note: chosen.note.clone(),
            })
        });
        let opening = opening.ok_or_else(|| Failure::new(FailureCode::VisitEnded))?;
        let identity = opening.identity_document;
        let side = self.side(&state).clone();
        let client = &side.client;
        let begun = client.in_time(async {
            // A late report of the previous visit's end would end this one.
            self.visit_end_reported().await;
            let begun = match client.begin_visit(&staff.token, &opening).await {
                // What the search found is too old by now, as somebody read aloud for long, or no longer true.
                Err(error) if is_of_another_moment(&error, &opening) => {
                    let again = TenantSearch::TenantCode(opening.tenant_code.clone());
                    let found = client.search_tenants(&staff.token, &again).await?;
                    let mut found = found.tenants.into_iter();
                    let gone = found.find(|tenant| tenant.other_agency.is_some());
                    if let Some(tenant) = gone.filter(|_| opening.reason.is_none()) {
                        return Ok(Beginning::WithoutReason(Box::new(tenant)));
                    }
                    client.begin_visit(&staff.token, &opening).await?
                }
                begun => begun?,
            };
            Ok::<_, ClientError>(Beginning::Begun(Box::new(begun)))
        });
        // All of it is one wait (R5).
        let answer = self.ask(client.in_one_wait(begun)).await;
        let VisitBegun { visit, token } = match self.take_answer(&mut state, answer)? {
            None => return Ok(self.step(&state).await),
            Some(Beginning::WithoutReason(tenant)) => {
                if let Some(chosen) = &mut state.chosen {
                    chosen.tenant = *tenant;
                }
                return Ok(self.go(&mut state, Screen::Reason).await);
            }
            Some(Beginning::Begun(begun)) => *begun,
        };
        state.visit = Some(VisitState {
            visit,
            identity,
            done: Vec::new(),
            new_number: false,
            receipts: false,
            handed_over: false,
            letter_posted: false,
            reopened: false,
            typed_number: String::new(),
        });
        (state.chosen, state.found) = (None, Vec::new());
        // Staff or the tenant type a number later. What reads it cannot be cancelled, and the end of the visit would wait
        // for the table of numbers (S21).
        drop(spawn_blocking(MobilePhone::prepare));
        let client = side.client.in_visit(token);
        let (espace, lasting) = Espace::at_counter(self.config.landlord.clone(), client);
        self.shown.send_replace(Arc::new(espace));
        *self.lasting.lock().await = lasting;
        Ok(self.go(&mut state, Screen::Visit).await)
    }

    /// *Ajouter autre chose*: shows what the tenant may agree to besides.
    ///
    /// # Errors
    /// When no visit is under way.
    pub async fn open_more_consent(&self) -> Result<Step, Failure> {
        let mut state = self.state.lock().await;
        visiting(&mut state)?;
        Ok(self.go(&mut state, Screen::MoreConsent).await)
    }

    /// Adds what the tenant agrees to besides, and returns to the visit.
    ///
    /// # Errors
    /// A field error, or a failure of the landlord's service. When no visit is under way.
    pub async fn add_purposes(&self, purposes: Vec<VisitPurpose>) -> Result<Step, Failure> {
        let mut state = self.state.lock().await;
        let staff = state.staff()?;
        visiting(&mut state)?;
        check_ticked(&purposes)?;
        let client = self.side(&state).client.clone();
        let added = VisitPurposesAdded { purposes };
        let answer = self.ask(client.add_visit_purposes(&staff.token, &added)).await;
        let Some(visit) = self.take_answer(&mut state, answer)? else {
            return Ok(self.step(&state).await);
        };
        visiting(&mut state)?.visit = visit;
        Ok(self.go(&mut state, Screen::Visit).await)
    }

    /// Starts one thing that the tenant agreed to. Receipts ask for the password, unless the tenant is signed in.
    /// A new number is typed by staff first, after approval by a second staff member where that is required.
    ///
    /// # Errors
    /// When no visit is under way, or the landlord's service fails.
    pub async fn begin_purpose(&self, purpose: VisitPurpose) -> Result<Step, Failure> {
        let mut state = self.state.lock().await;
        let visiting = visiting(&mut state)?;
        if visiting.visit.tenant.closed_since.is_some() {
            return Err(Failure::new(FailureCode::AccountClosed));
        }
        let waits = visiting.visit.tenant.recently_reset && !visiting.visit.approved;
        let tenant_code = visiting.visit.tenant.tenant_code.clone();
        visiting.receipts = purpose == VisitPurpose::Receipts;
        match purpose {
            VisitPurpose::SignUp => self.enrol(state, EnrolmentPurpose::SignUp, purpose, None).await,
            VisitPurpose::PasswordReset => {
                self.enrol(state, EnrolmentPurpose::PasswordReset, purpose, None)
                    .await
            }
            VisitPurpose::NewNumber if waits => {
                Ok(self.go(&mut state, Screen::Approval { letter: false }).await)
            }
            VisitPurpose::NewNumber => Ok(self.go(&mut state, Screen::NewNumber).await),
            VisitPurpose::Receipts => {
                let espace = self.espace();
                if espace.is_signed_in_at_counter().await {
                    state.hand_over();
                    self.update_frame(&state);
                    return espace.open_receipts().await;
                }
                espace.await_password_at_counter(tenant_code).await?;
                Ok(self.go(&mut state, Screen::HandOver(purpose)).await)
            }
            VisitPurpose::Unknown => Err(Failure::new(FailureCode::VisitEnded)),
        }
    }

    /// Takes the new number, and has a code sent to it.
    ///
    /// # Errors
    /// A field error, or a failure of the landlord's service. When no visit is under way.
    pub async fn submit_new_number(&self, text: &str) -> Result<Step, Failure> {
        let mut state = self.state.lock().await;
        let visiting = visiting(&mut state)?;
        text.clone_into(&mut visiting.typed_number);
        let mobile = MobilePhone::parse(text)?;
        let agreed = |purpose| visiting.visit.purposes.contains(&purpose);
        // The same enrolment continues with an account or a password, when the tenant agreed to that as well.
        let purpose = if visiting.visit.tenant.registered {
            EnrolmentPurpose::PasswordReset
        } else {
            EnrolmentPurpose::SignUp
        };
        let number_only = match purpose {
            EnrolmentPurpose::SignUp => !agreed(VisitPurpose::SignUp),
            EnrolmentPurpose::PasswordReset => !agreed(VisitPurpose::PasswordReset),
        };
        let new_number = Some((mobile, number_only));
        self.enrol(state, purpose, VisitPurpose::NewNumber, new_number)
            .await
    }

    async fn enrol(
        &self,
        mut state: tokio::sync::MutexGuard<'_, CounterState>,
        purpose: EnrolmentPurpose,
        said: VisitPurpose,
        new_number: Option<(MobilePhone, bool)>,
    ) -> Result<Step, Failure> {
        let staff = state.staff()?;
        let opening = VisitEnrolmentOpening {
            purpose,
            new_mobile: new_number.as_ref().map(|(mobile, _)| mobile.clone()),
        };
        let client = self.side(&state).client.clone();
        let answer = match self.ask(client.enrol_in_visit(&staff.token, &opening)).await {
            Err(failure) if failure.code == FailureCode::ApprovalRequired => {
                return Ok(self.go(&mut state, Screen::Approval { letter: false }).await);
            }
            Err(failure) if failure.code == FailureCode::AccountClosed => {
                return self.show_closed(&mut state, &staff).await;
            }
            answer => answer,
        };
        let Some(enrolment) = self.take_answer(&mut state, answer)? else {
            return Ok(self.step(&state).await);
        };
        let visiting = visiting(&mut state)?;
        visiting.new_number = new_number.is_some();
        let tenant_code = visiting.visit.tenant.tenant_code.clone();
        self.espace()
            .enrol_at_counter(tenant_code, purpose, enrolment, new_number)
            .await;
        Ok(self.go(&mut state, Screen::HandOver(said)).await)
    }

    /// Asks a second staff member to approve a letter that is printed here.
    ///
    /// # Errors
    /// When no visit is under way.
    pub async fn open_letter_approval(&self) -> Result<Step, Failure> {
        let mut state = self.state.lock().await;
        visiting(&mut state)?;
        Ok(self.go(&mut state, Screen::Approval { letter: true }).await)
    }

    /// Has the letter posted instead: nobody at the counter sees its code.
    ///
    /// # Errors
    /// When no visit is under way, or the landlord's service fails.
    pub async fn ask_for_letter_by_post(&self) -> Result<Step, Failure> {
        let mut state = self.state.lock().await;
        let staff = state.staff()?;
        visiting(&mut state)?;
        let client = self.side(&state).client.clone();
        let answer = self.ask(client.ask_for_letter_by_post(&staff.token)).await;
        if self.take_answer(&mut state, answer)?.is_some() {
            visiting(&mut state)?.letter_posted = true;
        }
        Ok(self.step(&state).await)
    }

    /// A second staff member approves a new number or a letter.
    ///
    /// # Errors
    /// A field error, or a failure of the landlord's service. When no visit is under way.
    pub async fn approve(&self, login: &str, password: &str, code: &str) -> Result<Step, Failure> {
        let mut state = self.state.lock().await;
        let staff = state.staff()?;
        let credentials = signing_in::credentials(login, password, state.factor(code))?;
        state.key = None;
        let client = self.side(&state).client.clone();
        let answer = self
            .ask(client.approve_in_visit(&staff.token, &credentials))
            .await
            .map_err(signing_in::wrong_credentials);
        if self.take_answer(&mut state, answer)?.is_none() {
            return Ok(self.step(&state).await);
        }
        let screen = match state.screen {
            Screen::Approval { letter: true } => Screen::Visit,
            _ => Screen::NewNumber,
        };
        visiting(&mut state)?.visit.approved = true;
        Ok(self.go(&mut state, screen).await)
    }

    /// *Retour*. Cancels requests made with `ask` instead of waiting for them.
    pub async fn go_back(&self) -> Step {
        self.leave_sign_in();
        let mut state = self.state_at_once().await;
        let screen = match state.screen.clone() {
            Screen::Tenant => match self.espace().back_at_counter().await {
                Some(step) => return step,
                None => {
                    self.record_what_was_done(&mut state).await;
                    Screen::Visit
                }
            },
            Screen::Activation | Screen::SecondFactor(_) | Screen::RecoveryCodes(_) | Screen::SignIn => {
                state.leave_activation();
                Screen::SignIn
            }
            Screen::Identity if state.is_from_elsewhere() => Screen::Reason,
            Screen::Reason | Screen::Identity => Screen::Found,
            Screen::Consent => Screen::Identity,
            Screen::MoreConsent
            | Screen::NewNumber
            | Screen::Approval { .. }
            | Screen::Closing
            | Screen::Reopening
            | Screen::HandOver(_)
            | Screen::Visit => Screen::Visit,
            Screen::Found | Screen::Desk | Screen::OwnPassword | Screen::SecurityKeys => {
                (state.found, state.chosen) = (Vec::new(), None);
                Screen::Desk
            }
            Screen::Check(_) => state.screen.clone(),
        };
        self.go(&mut state, screen).await
    }
}

/// Whether a visit may be refused because the tenant was found too long ago, or is another agency's since.
fn is_of_another_moment(error: &ClientError, opening: &VisitOpening) -> bool {
    let wants_reason = opening.reason.is_none() && error.is(ProblemKind::InvalidRequest);
    error.is(ProblemKind::NoVisit) || wants_reason
}

fn check_ticked(purposes: &[VisitPurpose]) -> Result<(), Failure> {
    let nothing = || Failure::field(FieldName::Purposes, FailureCode::NothingTicked, None);
    (!purposes.is_empty()).then_some(()).ok_or_else(nothing)
}

/// What a tenant may agree to, besides what was `agreed`: a password reset with an account, a sign-up without one.
pub(super) fn offered(tenant: &TenantAtCounter, agreed: &[VisitPurpose]) -> Vec<VisitPurpose> {
    let account = if tenant.registered {
        VisitPurpose::PasswordReset
    } else {
        VisitPurpose::SignUp
    };
    let mut offered = vec![account, VisitPurpose::NewNumber, VisitPurpose::Receipts];
    offered.retain(|purpose| !agreed.contains(purpose));
    offered
}

pub(super) fn visiting(state: &mut CounterState) -> Result<&mut VisitState, Failure> {
    let ended = || Failure::new(FailureCode::VisitEnded);
    state.visit.as_mut().ok_or_else(ended)
}
