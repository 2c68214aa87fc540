//! What the screens of a counter show.

use contract::{CounterFigures, MaskedPhone, StaffFigures, StaffRole, TenantAtCounter, Visit, VisitPurpose};
use serde::Serialize;

use crate::core::qr_drawing::QrDrawing;

/// The screens of staff.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum CounterView {
    SignIn { login: String, practice_offered: bool },
    Activation { login: String },
    SecondFactor { factor: SecondFactorView },
    RecoveryCodes { codes: Vec<String> },
    Check,
    OwnPassword,
    Desk { desk: DeskView },
    Found { tenants: Vec<TenantFound>, more: bool },
    Identity { tenant: TenantFound },
    Consent { tenant: TenantFound },
    Visit { visit: VisitView },
    NewNumber { name: String, typed: String },
    Approval { name: String },
    HandOver { name: String, purpose: VisitPurpose },
}

/// A tenant who may be the one at the counter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct TenantFound {
    /// What tells those found apart.
    pub number: u32,
    /// « Mme Jeanne DURAND »
    pub name: String,
    /// Where they live, one line each.
    pub dwelling: Vec<String>,
    /// The last three digits of the tenant code.
    pub tenant_code_end: String,
    /// The number on file, masked; none when there is none.
    pub mobile: Option<MaskedPhone>,
    /// There is an account.
    pub registered: bool,
}

impl TenantFound {
    pub(super) fn of(number: usize, tenant: &TenantAtCounter) -> Self {
        Self {
            number: u32::try_from(number).unwrap_or_default(),
            name: tenant.name.clone(),
            dwelling: tenant.dwelling.clone(),
            tenant_code_end: tenant.tenant_code.end().to_owned(),
            mobile: tenant.mobile.clone(),
            registered: tenant.registered,
        }
    }
}

/// A visit under way, as staff see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct VisitView {
    /// Who is there.
    pub tenant: TenantFound,
    /// What they agreed to.
    pub purposes: Vec<VisitPurpose>,
    /// A second member of staff has to agree before another number is given.
    pub approval_required: bool,
    /// What was done by now, each once.
    pub done: Vec<VisitPurpose>,
    /// The tenant is signed in: receipts can be looked at.
    pub signed_in: bool,
}

impl VisitView {
    pub(super) fn of(visit: &Visit, done: &[VisitPurpose], signed_in: bool) -> Self {
        Self {
            tenant: TenantFound::of(0, &visit.tenant),
            purposes: visit.purposes.clone(),
            approval_required: visit.tenant.recently_reset && !visit.approved,
            done: done.to_vec(),
            signed_in,
        }
    }
}

/// The desk between two visits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct DeskView {
    /// « Agence de Lens »
    pub agency: String,
    /// What the staff member may do.
    pub role: StaffRole,
    /// So many recovery codes are left.
    pub recovery_codes_left: u32,
    /// The last visit's traces are wiped: what was looked at, and whether nothing was found.
    pub wiped: Option<WipeProof>,
}

/// The figures of a day, as staff see them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct FiguresView {
    /// One's own, today.
    pub today: CounterFigures,
    /// The agency's, today; for its manager only.
    pub agency_today: Option<CounterFigures>,
    /// The agency's in the last 30 days; for its manager only.
    pub agency_month: Option<CounterFigures>,
}

impl From<StaffFigures> for FiguresView {
    fn from(figures: StaffFigures) -> Self {
        Self {
            today: figures.today,
            agency_today: figures.agency_today,
            agency_month: figures.agency_month,
        }
    }
}

/// What was looked at after a visit, on this machine.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct WipeProof {
    /// Each place, with whether nothing of the tenant's is there.
    pub places: Vec<WipedPlace>,
    /// The landlord was told that the visit has ended; it ends by itself otherwise.
    pub landlord_told: bool,
    /// Why it ended.
    pub reason: WipeReason,
}

/// A place that may have held something of a tenant's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct WipedPlace {
    /// Which.
    pub place: WipePlace,
    /// Nothing is there.
    pub clean: bool,
}

/// Where something of a tenant's may have been.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum WipePlace {
    /// The page's process, with all that was typed.
    Page,
    /// The folder of this run: caches, cookies, files.
    Folder,
    /// The clipboard.
    Clipboard,
    /// The memory of the application: session, receipts.
    Memory,
}

/// Why a visit ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum WipeReason {
    /// *Terminer et effacer*.
    Ended,
    /// Nobody was there.
    Idle,
    /// The desktop was locked, or the machine went to sleep.
    Locked,
}

/// What stands around every screen of a counter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct CounterStanding {
    /// Who is signed in.
    pub staff: Option<String>,
    /// Whose visit is under way.
    pub tenant: Option<String>,
    /// The tenant types: staff look elsewhere.
    pub handed_over: bool,
    /// Where the telephone of a practice is shown, with its codes, messages and people; none when everything is real.
    pub practice: Option<String>,
}

/// What a new member of staff's telephone has to learn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct SecondFactorView {
    /// « Claire MARTIN »
    pub name: String,
    /// The key in groups of four.
    pub key: String,
    /// The same to be read by a telephone.
    pub drawing: QrDrawing,
}
