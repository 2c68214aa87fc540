//! The counter of an agency: staff help one tenant after another, and nothing of a tenant stays on the machine
//! (S21). Each visit has its own [`Espace`], in memory only; it is dropped when the visit ends.

mod closing;
mod keyboard;
mod pdfs;
mod presence;
mod search;
mod security_keys;
mod signing_in;
mod state;
mod traces;
pub(crate) mod view;
mod visit;
mod wiping;

use std::{
    sync::{
        Arc, PoisonError, RwLock,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::Duration,
};

use contract::LandlordProfile;
use tokio::{
    sync::{Mutex, MutexGuard, watch},
    task::JoinHandle,
    time::Instant,
};

pub use self::security_keys::KeyPage;
use self::state::{ChosenTenant, CounterState, Screen, Staff, VisitState, desk_view};
pub use self::traces::Traces;
pub(crate) use self::view::CounterView;
pub use self::view::{
    AskedKeyView, CounterFrame, DeskView, FiguresView, SecondFactorView, SecurityKeyView, TenantFound,
    VisitView, WipePlace, WipeProof, WipeReason, WipedPlace,
};
use self::visit::offered;
#[cfg(feature = "rehearsal")]
use crate::core::rehearsal::Rehearsed;
use crate::{
    core::{
        client::{ClientError, LandlordClient},
        config::{Assisted, AssistedService, Config},
        failure::{Failure, FailureCode},
        idle::Idle,
        secrets::SecretStorage,
    },
    espace::{Espace, Lasting},
    figures::COUNTER_IDLE_MINUTES,
    navigator::step::{FirstScreen, Step},
};

/// The counter of this machine.
pub struct Counter {
    config: Config,
    real: Side,
    /// The practice service, where nothing is real; `None` when the configuration names none.
    practice: Option<Side>,
    state: Mutex<CounterState>,
    /// The [`Espace`] of the visit under way; an empty one between visits.
    shown: watch::Sender<Arc<Espace>>,
    /// Ends when the `Espace` in `shown` is dropped.
    lasting: Mutex<Lasting>,
    frame: RwLock<CounterFrame>,
    idle: Idle,
    /// Whether the countdown asks if somebody is there.
    counting_down: AtomicBool,
    /// Whether there is something to wipe: an open desk, a tenant, the secrets of an activation.
    occupied: watch::Sender<bool>,
    /// Whether tenants that a search found are to be wiped, since the session of staff has ended.
    left_behind: watch::Sender<bool>,
    /// Whether *Retour* wipes: tenants that a search found are on screen, or the secrets of an activation.
    wiped_by_retour: AtomicBool,
    /// Number of callers waiting in `state_at_once`. While it is above zero, pending requests to the service are
    /// cancelled.
    hurrying: watch::Sender<usize>,
    /// How often a sign-in of staff was left: its answer signs nobody in.
    departures: AtomicU64,
    /// Reports the end of the last visit, when that takes longer than `end_visit` waits. Yields whether the report
    /// succeeded.
    end_report: Mutex<Option<JoinHandle<bool>>>,
}

/// A caller that waits in `state_at_once`, until this is dropped: also one that waits no more.
struct Hurrying<'a>(&'a watch::Sender<usize>);

impl<'a> Hurrying<'a> {
    fn begin(hurrying: &'a watch::Sender<usize>) -> Self {
        hurrying.send_modify(|hurrying| *hurrying += 1);
        Self(hurrying)
    }
}

impl Drop for Hurrying<'_> {
    fn drop(&mut self) {
        self.0.send_modify(|hurrying| *hurrying -= 1);
    }
}

/// One of the landlord's services, and the client of the device that this machine is enrolled as there.
#[derive(Clone)]
struct Side {
    address: reqwest::Url,
    client: LandlordClient,
}

impl Side {
    /// URL of the demonstration page that shows what would be sent to telephones.
    fn telephone(&self) -> String {
        format!("{}demo/phone", self.address)
    }
}

impl Counter {
    /// The counter of this machine. Sends no request yet.
    ///
    /// # Errors
    /// When the configuration enrols no device, or the system's TLS cannot be used.
    pub fn new(config: Config) -> Result<Self, Failure> {
        let (language, proxies) = (config.language.clone(), config.proxies.clone());
        Self::with(config, |service| {
            LandlordClient::new(service, language.clone(), &proxies)
        })
    }

    /// As [`Self::new`], in a rehearsal.
    ///
    /// # Errors
    /// As [`Self::new`].
    #[cfg(feature = "rehearsal")]
    pub fn rehearsed(config: Config, rehearsed: &Rehearsed) -> Result<Self, Failure> {
        let proxies = config.proxies.clone();
        Self::with(config, |service| {
            LandlordClient::rehearsed(service, &proxies, rehearsed)
        })
    }

    fn with(
        config: Config,
        client: impl Fn(reqwest::Url) -> Result<LandlordClient, ClientError>,
    ) -> Result<Self, Failure> {
        let Some(Assisted { device, practice }) = config.assisted.clone() else {
            return Err(Failure::new(FailureCode::DeviceNotEnrolled));
        };
        let side = |service: AssistedService| {
            Ok::<_, Failure>(Side {
                client: client(service.address.clone())?.on_device(service.device),
                address: service.address,
            })
        };
        let real = side(AssistedService {
            address: config.service.clone(),
            device,
        })?;
        let practice = practice.map(side).transpose()?;
        let (nobody, lasting) = Espace::at_counter(config.landlord.clone(), real.client.clone());
        Ok(Self {
            state: Mutex::new(CounterState::new(false)),
            shown: watch::Sender::new(Arc::new(nobody)),
            lasting: Mutex::new(lasting),
            frame: RwLock::new(CounterFrame {
                staff: None,
                tenant: None,
                handed_over: false,
                practice: None,
            }),
            idle: Idle::new(Duration::from_secs(60 * COUNTER_IDLE_MINUTES), Instant::now()),
            counting_down: AtomicBool::new(false),
            occupied: watch::Sender::new(false),
            left_behind: watch::Sender::new(false),
            wiped_by_retour: AtomicBool::new(false),
            hurrying: watch::Sender::new(0),
            departures: AtomicU64::new(0),
            end_report: Mutex::new(None),
            config,
            real,
            practice,
        })
    }

    /// The [`Espace`] of the visit under way; an empty one between visits.
    pub fn espace(&self) -> Arc<Espace> {
        Arc::clone(&self.shown.borrow())
    }

    /// The landlord's profile, from the configuration.
    pub fn landlord_profile(&self) -> LandlordProfile {
        self.config.landlord.clone()
    }

    /// The open screen, and the frame around it.
    pub async fn first_screen(&self) -> FirstScreen {
        let state = self.state.lock().await;
        FirstScreen {
            step: self.step(&state).await,
            secrets_kept: SecretStorage::Visit,
            lockable: false,
            counter: Some(self.frame()),
        }
    }

    /// The frame around every screen.
    pub fn frame(&self) -> CounterFrame {
        let frame = self.frame.read().unwrap_or_else(PoisonError::into_inner);
        frame.clone()
    }

    /// *S'entraîner*: switches to the practice service, or back. Does nothing while staff are signed in or a visit
    /// is under way.
    pub async fn practise(&self, practice: bool) -> Step {
        self.leave_sign_in();
        let mut state = self.state.lock().await;
        if state.staff.is_none() && state.visit.is_none() {
            *state = CounterState::new(practice && self.practice.is_some());
        }
        self.step(&state).await
    }

    fn side(&self, state: &CounterState) -> &Side {
        match &self.practice {
            Some(practice) if state.practice => practice,
            _ => &self.real,
        }
    }

    /// Moves to a screen and returns its step.
    async fn go(&self, state: &mut CounterState, screen: Screen) -> Step {
        state.screen = screen;
        state.forget_keys();
        self.step(state).await
    }

    async fn step(&self, state: &CounterState) -> Step {
        self.update_frame(state);
        let view = match &state.screen {
            _ if state.locked => CounterView::Check {
                locked: true,
                wiped: state.wiped.clone(),
            },
            Screen::SignIn => CounterView::SignIn {
                login: state.login.clone(),
                practice_offered: self.practice.is_some(),
            },
            Screen::Activation => CounterView::Activation {
                login: state.login.clone(),
            },
            Screen::SecondFactor(factor) => CounterView::SecondFactor {
                factor: factor.clone(),
            },
            Screen::RecoveryCodes(codes) => CounterView::RecoveryCodes { codes: codes.clone() },
            Screen::Check(_) => CounterView::Check {
                locked: false,
                wiped: None,
            },
            Screen::OwnPassword => CounterView::OwnPassword,
            Screen::SecurityKeys => CounterView::SecurityKeys {
                keys: state.keys.iter().map(SecurityKeyView::of).collect(),
            },
            Screen::Found => CounterView::Found {
                tenants: (0..)
                    .zip(&state.found)
                    .map(|(number, tenant)| TenantFound::of(number, tenant))
                    .collect(),
                more: state.more,
            },
            Screen::Reason | Screen::Identity | Screen::Consent => match &state.chosen {
                Some(chosen) if state.screen == Screen::Reason => CounterView::Reason {
                    tenant: TenantFound::of(0, &chosen.tenant),
                    reason: chosen.reason,
                    note: chosen.typed_note.clone(),
                },
                Some(chosen) if state.screen == Screen::Identity => CounterView::Identity {
                    tenant: TenantFound::of(0, &chosen.tenant),
                },
                Some(chosen) => CounterView::Consent {
                    offered: offered(&chosen.tenant, &[]),
                    adds: false,
                },
                None => desk_view(state),
            },
            Screen::Desk => desk_view(state),
            Screen::Visit
            | Screen::MoreConsent
            | Screen::NewNumber
            | Screen::Approval { .. }
            | Screen::Closing
            | Screen::Reopening
            | Screen::HandOver(_) => match &state.visit {
                Some(visiting) => {
                    let signed_in = self.espace().is_signed_in_at_counter().await;
                    visiting.view(&state.screen, signed_in, state.is_manager())
                }
                None => desk_view(state),
            },
            // The tenant has the keyboard.
            Screen::Tenant => return self.espace().step_at_counter().await,
        };
        view.into()
    }

    fn update_frame(&self, state: &CounterState) {
        let visit = state.visit.as_ref();
        let mut frame = self.frame.write().unwrap_or_else(PoisonError::into_inner);
        *frame = CounterFrame {
            staff: state.staff.as_ref().map(|staff| staff.name.clone()),
            tenant: visit.map(|visiting| visiting.visit.tenant.name.clone()),
            handed_over: matches!(state.screen, Screen::Tenant | Screen::HandOver(_)),
            practice: state.practice.then(|| self.side(state).telephone()),
        };
        drop(frame);
        self.wiped_by_retour
            .store(state.is_wiped_by_retour(), Ordering::Release);
        let occupied = state.is_occupied();
        if !*self.occupied.borrow() && occupied {
            self.reset_idle_timer();
        }
        self.occupied.send_replace(occupied);
        self.left_behind.send_replace(!state.left_behind.is_empty());
    }

    /// Whether *Retour* is to wipe, by [`Self::end_visit`]: tenants that a search found are on screen, or the secrets of
    /// an activation.
    pub fn is_wiped_by_retour(&self) -> bool {
        self.wiped_by_retour.load(Ordering::Acquire)
    }

    /// Locks the state, for the end of a visit and for *Retour*. Cancels requests made with `ask`, and the step that
    /// the tenant has sent, instead of waiting for them.
    async fn state_at_once(&self) -> MutexGuard<'_, CounterState> {
        let _hurrying = Hurrying::begin(&self.hurrying);
        self.espace().give_up_at_counter();
        self.state.lock().await
    }

    /// Leaves a sign-in of staff that is under way.
    fn leave_sign_in(&self) {
        self.departures.fetch_add(1, Ordering::AcqRel);
    }

    /// Awaits a request of staff. Returns `Busy` when a caller of `state_at_once` cancels it.
    async fn ask<T>(&self, asked: impl Future<Output = Result<T, ClientError>>) -> Result<T, Failure> {
        let mut hurrying = self.hurrying.subscribe();
        tokio::select! {
            answer = asked => answer.map_err(Failure::from),
            _ = hurrying.wait_for(|hurrying| *hurrying > 0) => Err(Failure::new(FailureCode::Busy)),
        }
    }

    /// Waits until the end of the last visit was reported to the landlord's service, or could not be.
    pub async fn visit_end_reported(&self) {
        let mut end_report = self.end_report.lock().await;
        if let Some(under_way) = end_report.as_mut() {
            // A task that failed reported nothing: the visit expires at the service.
            let _ = under_way.await;
        }
        *end_report = None;
    }

    /// Handles an answer to staff. When the second factor is required again, moves to its screen and returns
    /// `None`. When the session has ended and no visit is under way, moves to the sign-in screen and returns `None`.
    fn take_answer<T>(
        &self,
        state: &mut CounterState,
        answer: Result<T, Failure>,
    ) -> Result<Option<T>, Failure> {
        match answer {
            Ok(answer) => Ok(Some(answer)),
            Err(failure) if failure.code == FailureCode::StaffCheckRequired => {
                let before = Box::new(state.screen.clone());
                state.screen = Screen::Check(before);
                Ok(None)
            }
            Err(failure) if failure.code == FailureCode::SessionEnded && state.visit.is_none() => {
                state.lose_session();
                self.update_frame(state);
                Ok(None)
            }
            Err(failure) => Err(failure),
        }
    }
}
