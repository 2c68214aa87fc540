//! What the screens of a counter show.

use contract::{
    CounterFigures, IdentityDocument, MaskedPhone, SecurityKey, StaffFigures, StaffRole, TenantAtCounter,
    VisitPurpose, VisitReason,
};
use jiff::Timestamp;
use serde::Serialize;

use super::{Screen, VisitState, visit::offered};
use crate::core::{qr_drawing::QrDrawing, unopened_page::UnopenedPage};

/// The screens of staff.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum CounterView {
    SignIn {
        login: String,
        practice_offered: bool,
    },
    Activation {
        login: String,
    },
    SecondFactor {
        factor: SecondFactorView,
    },
    RecoveryCodes {
        codes: Vec<String>,
    },
    Check {
        locked: bool,
        wiped: Option<WipeProof>,
    },
    OwnPassword,
    SecurityKeys {
        keys: Vec<SecurityKeyView>,
    },
    Desk {
        desk: DeskView,
    },
    Found {
        tenants: Vec<TenantFound>,
        more: bool,
    },
    Reason {
        tenant: TenantFound,
        reason: Option<VisitReason>,
        note: String,
    },
    Identity {
        tenant: TenantFound,
    },
    Consent {
        offered: Vec<VisitPurpose>,
        adds: bool,
    },
    Visit {
        visit: VisitView,
    },
    NewNumber {
        name: String,
        typed: String,
    },
    Approval {
        name: String,
        letter: bool,
    },
    Closing {
        name: String,
    },
    Reopening {
        tenant: TenantFound,
        identity: IdentityDocument,
    },
    HandOver {
        name: String,
        purpose: VisitPurpose,
    },
}

/// A tenant who may be the one at the counter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct TenantFound {
    /// Position in the search result, from 0.
    pub number: u32,
    /// « Mme Jeanne DURAND »
    pub name: String,
    /// Where they live, one line each.
    pub dwelling: Vec<String>,
    /// The last three digits of the tenant code.
    pub tenant_code_end: String,
    /// The mobile number on file, masked.
    pub mobile: Option<MaskedPhone>,
    /// The tenant has an account.
    pub registered: bool,
    /// Since when it is closed to everybody, if it is (S25).
    #[cfg_attr(feature = "typescript", ts(type = "string | null"))]
    pub closed_since: Option<Timestamp>,
    /// Name of their agency, when it is another one: « Agence d’Arras ».
    pub other_agency: Option<String>,
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
            closed_since: tenant.closed_since,
            other_agency: tenant.other_agency.clone(),
        }
    }
}

/// A visit under way, as staff see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct VisitView {
    /// The tenant at the counter.
    pub tenant: TenantFound,
    /// What the tenant agreed to.
    pub purposes: Vec<VisitPurpose>,
    /// The tenant may agree to more.
    pub more_offered: bool,
    /// A second staff member has to approve a new number first.
    pub approval_required: bool,
    /// A registration letter is possible: a new number was agreed to, and there is no account yet.
    pub letter_offered: bool,
    /// A second staff member agreed, so that the letter may be printed here.
    pub letter_approved: bool,
    /// The letter will be posted.
    pub letter_posted: bool,
    /// What was done so far, each once.
    pub done: Vec<VisitPurpose>,
    /// The tenant is signed in, so receipts can be shown.
    pub signed_in: bool,
    /// The account can be closed: there is one, and it is open.
    pub closing_offered: bool,
    /// The account is closed, and staff may open it again.
    pub reopening_offered: bool,
    /// The account was opened again in this visit.
    pub reopened: bool,
}

impl VisitState {
    /// The visit on a screen of staff. `manager`: whether they manage the agency.
    pub(super) fn view(&self, screen: &Screen, signed_in: bool, manager: bool) -> CounterView {
        let tenant = &self.visit.tenant;
        let name = tenant.name.clone();
        match screen {
            Screen::MoreConsent => CounterView::Consent {
                offered: offered(tenant, &self.visit.purposes),
                adds: true,
            },
            Screen::NewNumber => CounterView::NewNumber {
                name,
                typed: self.typed_number.clone(),
            },
            Screen::Approval { letter } => CounterView::Approval {
                name,
                letter: *letter,
            },
            Screen::Closing => CounterView::Closing { name },
            Screen::Reopening => CounterView::Reopening {
                tenant: TenantFound::of(0, tenant),
                identity: self.identity,
            },
            Screen::HandOver(purpose) => CounterView::HandOver {
                name,
                purpose: *purpose,
            },
            _ => CounterView::Visit {
                visit: VisitView::of(self, signed_in, manager),
            },
        }
    }
}

impl VisitView {
    fn of(visiting: &VisitState, signed_in: bool, manager: bool) -> Self {
        let VisitState {
            visit,
            done,
            letter_posted,
            reopened,
            ..
        } = visiting;
        let open = visit.tenant.closed_since.is_none();
        Self {
            tenant: TenantFound::of(0, &visit.tenant),
            purposes: visit.purposes.clone(),
            more_offered: open && !offered(&visit.tenant, &visit.purposes).is_empty(),
            approval_required: visit.tenant.recently_reset && !visit.approved,
            letter_offered: open
                && visit.purposes.contains(&VisitPurpose::NewNumber)
                && !visit.tenant.registered,
            letter_approved: visit.approved,
            letter_posted: *letter_posted,
            done: done.clone(),
            signed_in,
            closing_offered: open && visit.tenant.registered,
            reopening_offered: !open && manager,
            reopened: *reopened,
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
    /// Number of recovery codes left.
    pub recovery_codes_left: u32,
    /// What was wiped and checked after the last visit; none before one, and once staff search again.
    pub wiped: Option<WipeProof>,
}

/// The counter's figures, as staff see them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct FiguresView {
    /// The staff member's own, today.
    pub today: CounterFigures,
    /// The agency's today, for its manager only.
    pub agency_today: Option<CounterFigures>,
    /// The agency's in the last 30 days, for its manager only.
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

/// What was checked on this machine after a visit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct WipeProof {
    /// Each place that was checked, and whether it is clean.
    pub places: Vec<WipedPlace>,
    /// The landlord's service received the end of the visit, or no visit had started. Otherwise it expires there.
    pub landlord_told: bool,
    /// Why it ended.
    pub reason: WipeReason,
}

/// A place that may have held data of a tenant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct WipedPlace {
    /// The place.
    pub place: WipePlace,
    /// Nothing of the tenant is there.
    pub clean: bool,
}

/// Where data of a tenant may have been.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum WipePlace {
    /// The page's process, with everything typed.
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
    /// Nobody touched the machine for too long.
    Idle,
    /// The desktop was locked, or the machine went to sleep.
    Locked,
}

/// The frame around every screen of a counter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct CounterFrame {
    /// Name of the staff member signed in.
    pub staff: Option<String>,
    /// Name of the tenant whose visit is under way.
    pub tenant: Option<String>,
    /// The tenant has the keyboard, or is about to take it: staff look elsewhere.
    pub handed_over: bool,
    /// URL of the page with the codes, messages and people of the practice service; none when everything is real.
    pub practice: Option<String>,
}

/// The key for the telephone of a new staff member (RFC 6238).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct SecondFactorView {
    /// « Claire MARTIN »
    pub name: String,
    /// The key in groups of four characters.
    pub key: String,
    /// The same as a QR code.
    pub drawing: QrDrawing,
}

/// A security key of the staff member.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct SecurityKeyView {
    /// Names it to the landlord's service.
    pub id: String,
    /// « trousseau »
    pub name: String,
    /// When it was added, in RFC 3339.
    pub added_at: String,
}

impl SecurityKeyView {
    pub(super) fn of(key: &SecurityKey) -> Self {
        Self {
            id: key.id.clone(),
            name: key.name.as_str().to_owned(),
            added_at: key.added_at.to_string(),
        }
    }
}

/// A security key that a page asks, in a browser.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct AskedKeyView {
    /// Two digits that the page shows too.
    pub number: String,
    /// The page, while no browser of this computer opens it.
    pub page: Option<UnopenedPage>,
}
