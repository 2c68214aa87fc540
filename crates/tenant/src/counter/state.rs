//! State of the counter: the staff member signed in, the tenant being helped, the screen shown.

use contract::{StaffActivation, StaffLogin, StaffRole, TenantAtCounter, VisitPurpose, WireSecret};

use super::{CounterView, DeskView, SecondFactorView, Traces, WipeProof};
use crate::core::failure::{Failure, FailureCode};

/// State of the counter.
pub(super) struct CounterState {
    pub(super) screen: Screen,
    pub(super) practice: bool,
    pub(super) login: String,
    pub(super) activation: Option<StaffActivation>,
    pub(super) staff: Option<Staff>,
    pub(super) found: Vec<TenantAtCounter>,
    pub(super) more: bool,
    pub(super) chosen: Option<ChosenTenant>,
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

/// The tenant that staff chose, before the visit starts.
pub(super) struct ChosenTenant {
    pub(super) tenant: TenantAtCounter,
    pub(super) identity: Option<contract::IdentityDocument>,
}

/// A visit under way.
pub(super) struct VisitState {
    pub(super) visit: contract::Visit,
    pub(super) done: Vec<VisitPurpose>,
    /// Whether the enrolment last handed over is for a new number.
    pub(super) new_number: bool,
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
    Found,
    Identity,
    Consent,
    Visit,
    NewNumber,
    Approval,
    HandOver(VisitPurpose),
    /// The tenant has the keyboard.
    Tenant,
    /// The second factor is required again; then the screen inside is shown.
    Check(Box<Screen>),
}

impl CounterState {
    pub(super) fn new(practice: bool) -> Self {
        Self {
            screen: Screen::SignIn,
            practice,
            login: String::new(),
            activation: None,
            staff: None,
            found: Vec::new(),
            more: false,
            chosen: None,
            visit: None,
            wiped: None,
            consent_form: None,
        }
    }

    pub(super) fn staff(&self) -> Result<Staff, Failure> {
        let ended = || Failure::new(FailureCode::SessionEnded);
        self.staff.clone().ok_or_else(ended)
    }

    /// Search texts for the traces of every tenant at the counter; `None` when there is no tenant.
    pub(super) fn traces(&self) -> Option<Traces> {
        let visited = self.visit.as_ref().map(|visiting| &visiting.visit.tenant);
        let chosen = self.chosen.as_ref().map(|chosen| &chosen.tenant);
        let tenants: Vec<&TenantAtCounter> = visited.into_iter().chain(chosen).chain(&self.found).collect();
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
