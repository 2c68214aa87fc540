//! State of the counter: the staff member signed in, the tenant being helped, the screen shown.

use std::mem;

use contract::{
    SecurityKey, SecurityKeyProof, StaffActivation, StaffCode, StaffLogin, StaffRole, TenantAtCounter,
    VisitNote, VisitPurpose, VisitReason, WireSecret,
};
use uuid::Uuid;

use super::{CounterView, DeskView, SecondFactorView, Traces, WipeProof, WipeReason};
use crate::core::failure::{Failure, FailureCode, FieldFailure};

/// State of the counter.
pub(super) struct CounterState {
    pub(super) screen: Screen,
    pub(super) practice: bool,
    pub(super) login: String,
    /// The activation under way, and the key with which its last step may be sent again.
    pub(super) activation: Option<(StaffActivation, Uuid)>,
    pub(super) staff: Option<Staff>,
    /// The security key that is asked as a second factor on this screen.
    pub(super) key: Option<AskedKey>,
    /// The security key that is asked to be added.
    pub(super) new_key: Option<AskedKey>,
    /// The keys of the staff member, as listed last.
    pub(super) keys: Vec<SecurityKey>,
    /// The desk asks for the second factor, whatever the screen.
    pub(super) locked: bool,
    pub(super) found: Vec<TenantAtCounter>,
    pub(super) more: bool,
    pub(super) chosen: Option<ChosenTenant>,
    /// The tenants that were found when the session of staff ended. The shell wipes what it has of them.
    pub(super) left_behind: Vec<TenantAtCounter>,
    pub(super) visit: Option<VisitState>,
    pub(super) wiped: Option<WipeProof>,
    /// Blank consent form, to be printed without a network. It names nobody.
    pub(super) consent_form: Option<Vec<u8>>,
}

/// The staff member signed in.
#[derive(Clone)]
pub(super) struct Staff {
    pub(super) login: StaffLogin,
    pub(super) token: WireSecret,
    pub(super) name: String,
    pub(super) role: StaffRole,
    pub(super) agency: String,
    pub(super) recovery_codes_left: u32,
}

/// A security key that a page asks, in a browser.
#[derive(Clone)]
pub(super) struct AskedKey {
    pub(super) proof: SecurityKeyProof,
    pub(super) answered: bool,
}

/// The tenant that staff chose, before the visit starts.
pub(super) struct ChosenTenant {
    pub(super) tenant: TenantAtCounter,
    /// Why a tenant of another agency comes here.
    pub(super) reason: Option<VisitReason>,
    pub(super) note: Option<VisitNote>,
    pub(super) typed_note: String,
    pub(super) identity: Option<contract::IdentityDocument>,
}

/// A visit under way.
pub(super) struct VisitState {
    pub(super) visit: contract::Visit,
    /// The identity document that staff saw.
    pub(super) identity: contract::IdentityDocument,
    pub(super) done: Vec<VisitPurpose>,
    /// Whether the enrolment last handed over is for a new number.
    pub(super) new_number: bool,
    /// The receipts are what was last handed over.
    pub(super) receipts: bool,
    /// The tenant has had the keyboard.
    pub(super) handed_over: bool,
    /// A registration letter will be posted.
    pub(super) letter_posted: bool,
    /// The account was closed, and was opened again here.
    pub(super) reopened: bool,
    pub(super) typed_number: String,
}

/// The screen shown.
#[derive(Clone, PartialEq)]
pub(super) enum Screen {
    SignIn,
    Activation,
    SecondFactor(SecondFactorView),
    RecoveryCodes(Vec<String>),
    Desk,
    OwnPassword,
    SecurityKeys,
    Found,
    /// Why a tenant of another agency comes here.
    Reason,
    Identity,
    Consent,
    Visit,
    /// What the tenant may agree to besides, during the visit.
    MoreConsent,
    NewNumber,
    /// A second member of staff approves a new number, or a letter that is printed here.
    Approval {
        letter: bool,
    },
    /// What ends when the account is closed.
    Closing,
    /// What comes of it when a closed account is opened again.
    Reopening,
    HandOver(VisitPurpose),
    /// The tenant has the keyboard.
    Tenant,
    /// The second factor is required again; then the screen inside is shown.
    Check(Box<Screen>),
}

impl Screen {
    /// Whether staff activate their account.
    fn is_of_activation(&self) -> bool {
        matches!(
            self,
            Self::Activation | Self::SecondFactor(_) | Self::RecoveryCodes(_)
        )
    }
}

impl CounterState {
    pub(super) fn new(practice: bool) -> Self {
        Self {
            screen: Screen::SignIn,
            practice,
            login: String::new(),
            activation: None,
            staff: None,
            key: None,
            new_key: None,
            keys: Vec::new(),
            locked: false,
            found: Vec::new(),
            more: false,
            chosen: None,
            left_behind: Vec::new(),
            visit: None,
            wiped: None,
            consent_form: None,
        }
    }

    /// The second factor: what was typed, or where nothing was, the security key that has answered.
    pub(super) fn factor(&self, typed: &str) -> Result<StaffCode, FieldFailure> {
        match &self.key {
            Some(key) if key.answered && typed.trim().is_empty() => {
                Ok(StaffCode::SecurityKey(key.proof.clone()))
            }
            _ => StaffCode::parse(typed).map_err(FieldFailure::from),
        }
    }

    /// Forgets the security keys that are asked: they are for the screen that asked them.
    pub(super) fn forget_keys(&mut self) {
        (self.key, self.new_key) = (None, None);
    }

    /// The staff member signed in, while the desk is open.
    pub(super) fn staff(&self) -> Result<Staff, Failure> {
        if self.locked {
            return Err(Failure::new(FailureCode::StaffCheckRequired));
        }
        self.signed_in()
    }

    /// The staff member signed in, also while the desk is locked.
    pub(super) fn signed_in(&self) -> Result<Staff, Failure> {
        let ended = || Failure::new(FailureCode::SessionEnded);
        self.staff.clone().ok_or_else(ended)
    }

    /// Leads to the sign-in of staff, and drops what an activation needs.
    pub(super) fn leave_activation(&mut self) {
        self.activation = None;
        self.screen = Screen::SignIn;
    }

    /// The session of staff has ended at the landlord's service, before a visit.
    pub(super) fn lose_session(&mut self) {
        let mut left_behind = mem::take(&mut self.left_behind);
        left_behind.append(&mut self.found);
        *self = Self {
            left_behind,
            ..Self::new(self.practice)
        };
    }

    /// Whether there is something to wipe. Tenants found or chosen before the visit starts count as well.
    pub(super) fn is_occupied(&self) -> bool {
        let open_desk = self.staff.is_some() && !self.locked;
        let found = !self.found.is_empty() || !self.left_behind.is_empty();
        let tenant = self.visit.is_some() || self.chosen.is_some() || found;
        open_desk || tenant || self.screen.is_of_activation()
    }

    /// Whether the agency's manager is signed in.
    pub(super) fn is_manager(&self) -> bool {
        let staff = self.staff.as_ref();
        staff.is_some_and(|staff| staff.role == StaffRole::AgencyManager)
    }

    /// Whether the tenant chosen is another agency's.
    pub(super) fn is_from_elsewhere(&self) -> bool {
        let chosen = self.chosen.as_ref();
        chosen.is_some_and(|chosen| chosen.tenant.other_agency.is_some())
    }

    /// Whether *Retour* leaves tenants that a search found, or the secrets of an activation: they go with the page that
    /// showed them.
    pub(super) fn is_wiped_by_retour(&self) -> bool {
        !self.locked && (self.screen == Screen::Found || self.screen.is_of_activation())
    }

    /// The tenant takes the keyboard.
    pub(super) fn hand_over(&mut self) {
        self.screen = Screen::Tenant;
        if let Some(visiting) = &mut self.visit {
            visiting.handed_over = true;
        }
    }

    /// Leaves the screen at the end of a visit. The desk stays open only when staff end it who had the keyboard all
    /// the time: a tenant who was given it may still be alone there.
    pub(super) fn leave_screen(&mut self, reason: WipeReason) {
        self.forget_keys();
        let alone = reason != WipeReason::Ended;
        let handed_over = self.visit.as_ref().is_some_and(|visiting| visiting.handed_over)
            || matches!(self.screen, Screen::HandOver(_) | Screen::Tenant);
        if self.staff.is_some() {
            self.locked |= alone || handed_over;
            self.screen = Screen::Desk;
        } else {
            self.leave_activation();
        }
    }

    /// Search texts for the traces of every tenant at the counter; `None` when there is no tenant.
    pub(super) fn traces(&self) -> Option<Traces> {
        let visited = self.visit.as_ref().map(|visiting| &visiting.visit.tenant);
        let chosen = self.chosen.as_ref().map(|chosen| &chosen.tenant);
        let found = self.found.iter().chain(&self.left_behind);
        let tenants: Vec<&TenantAtCounter> = visited.into_iter().chain(chosen).chain(found).collect();
        if tenants.is_empty() {
            return None;
        }
        let codes = tenants.iter().map(|tenant| tenant.tenant_code.as_str());
        Some(Traces::of(
            codes.chain(tenants.iter().map(|tenant| tenant.name.as_str())),
        ))
    }
}

/// The desk between two visits, or the sign-in screen when no staff member is signed in.
pub(super) fn desk_view(state: &CounterState) -> CounterView {
    match &state.staff {
        Some(staff) => CounterView::Desk {
            desk: DeskView {
                agency: staff.agency.clone(),
                role: staff.role,
                recovery_codes_left: staff.recovery_codes_left,
                wiped: state.wiped.clone(),
            },
        },
        None => CounterView::SignIn {
            login: state.login.clone(),
            practice_offered: false,
        },
    }
}
