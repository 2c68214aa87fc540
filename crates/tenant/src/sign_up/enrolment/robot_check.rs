//! The robot check (S4), solved in the background so that it blocks no other step.

use std::{
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use altcha::{Challenge, Payload, Solution, SolveChallengeOptions};
use contract::{RobotCheckPurpose, RobotCheckRequest, RobotCheckSolution, TenantCode};
use tokio::{spawn, sync::Mutex as AsyncMutex, task::spawn_blocking};

use crate::core::{
    client::LandlordClient,
    failure::{Failure, FailureCode},
};

/// How long the solver tries: longer than a slow computer takes for the most expensive check.
const MAX_SOLVING: Duration = Duration::from_secs(90);
/// How long the solver computes before it looks whether its check is still wanted.
const SLICE_MILLISECONDS: u64 = 200;
/// Distance between the first numbers of two slices: more than one slice can try.
const SLICE_NUMBERS: u32 = 1 << 20;

/// The check that is wanted now, and its tenant code.
#[derive(Default)]
struct Wanted(Mutex<Option<(TenantCode, Arc<Job>)>>);

impl Drop for Wanted {
    /// Nobody is left who could use the check: the enrolment was left.
    fn drop(&mut self) {
        let wanted = self.0.get_mut().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, job)) = wanted {
            job.give_up();
        }
    }
}

/// Solves robot checks for one enrolment. A clone of it shares the check.
#[derive(Clone)]
pub(crate) struct RobotCheckSolver {
    client: LandlordClient,
    wanted: Arc<Wanted>,
}

/// The check for one tenant code. Whoever holds the lock solves it; the solution stays until it is taken.
#[derive(Default)]
struct Job {
    solved: AsyncMutex<Option<RobotCheckSolution>>,
    /// Set when another code was typed, or the enrolment was left: the solver stops.
    unwanted: Arc<AtomicBool>,
}

impl RobotCheckSolver {
    pub(super) fn new(client: LandlordClient) -> Self {
        Self {
            client,
            wanted: Arc::default(),
        }
    }

    /// Solves a check for this tenant code, unless one is solved already. Concurrent callers wait for the same one.
    ///
    /// While many people sign up, a slow computer may need longer than the caller waits. The solver goes on, and a second
    /// call finds its solution. It gives up when a check for another code is wanted, or the enrolment is left: the future
    /// does not keep the solver alive.
    pub(crate) fn prepare(self, tenant_code: TenantCode) -> impl Future<Output = Result<(), Failure>> {
        let job = self.job_of(&tenant_code);
        go_on(self.client, job, tenant_code)
    }

    /// Takes the solved check for this tenant code, and solves it first if necessary. A check works once.
    pub(super) async fn take(&self, tenant_code: &TenantCode) -> Result<RobotCheckSolution, Failure> {
        let job = self.job_of(tenant_code);
        go_on(self.client.clone(), Arc::clone(&job), tenant_code.clone()).await?;
        if let Some(solution) = job.solved.lock().await.take() {
            return Ok(solution);
        }
        // Another caller was faster, or wants another code.
        let solved = solve(&self.client, tenant_code, Arc::default()).await?;
        solved.ok_or_else(|| Failure::new(FailureCode::RobotCheckFailed))
    }

    /// The job for a tenant code. A job for another code is given up.
    fn job_of(&self, tenant_code: &TenantCode) -> Arc<Job> {
        let mut wanted = self.wanted.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((code, job)) = wanted.as_ref() {
            if code == tenant_code {
                return Arc::clone(job);
            }
            job.give_up();
        }
        let job = Arc::<Job>::default();
        *wanted = Some((tenant_code.clone(), Arc::clone(&job)));
        job
    }
}

/// Solves a check beside its caller, and waits for it.
async fn go_on(client: LandlordClient, job: Arc<Job>, tenant_code: TenantCode) -> Result<(), Failure> {
    spawn(async move { job.solve_once(&client, &tenant_code).await }).await?
}

impl Job {
    fn give_up(&self) {
        self.unwanted.store(true, Ordering::Relaxed);
    }

    async fn solve_once(&self, client: &LandlordClient, tenant_code: &TenantCode) -> Result<(), Failure> {
        let mut solved = self.solved.lock().await;
        if solved.is_none() {
            *solved = solve(client, tenant_code, Arc::clone(&self.unwanted)).await?;
        }
        Ok(())
    }
}

/// Asks for a check and solves it; `None` when it was not wanted any more.
async fn solve(
    client: &LandlordClient,
    tenant_code: &TenantCode,
    unwanted: Arc<AtomicBool>,
) -> Result<Option<RobotCheckSolution>, Failure> {
    let request = RobotCheckRequest {
        purpose: RobotCheckPurpose::Enrolment,
        tenant_code: tenant_code.clone(),
    };
    let challenge = client.robot_check(&request).await?.challenge;
    spawn_blocking(move || {
        let solution = compute(&challenge, &unwanted)?;
        Ok::<_, Failure>(solution.map(|solution| RobotCheckSolution(Payload { challenge, solution })))
    })
    .await?
}

/// Computes a solution, or gives up once it is unwanted. Any number may be a solution, so that a slice need not begin
/// where the one before ended.
fn compute(challenge: &Challenge, unwanted: &AtomicBool) -> Result<Option<Solution>, Failure> {
    let failed = || Failure::new(FailureCode::RobotCheckFailed);
    let began = Instant::now();
    let mut first = 0_u32;
    while began.elapsed() < MAX_SOLVING {
        if unwanted.load(Ordering::Relaxed) {
            return Ok(None);
        }
        let mut options = SolveChallengeOptions::new(challenge);
        options.counter_start = first;
        options.timeout_ms = SLICE_MILLISECONDS;
        if let Some(solution) = altcha::solve_challenge(options).map_err(|_| failed())? {
            return Ok(Some(solution));
        }
        first = first.wrapping_add(SLICE_NUMBERS);
    }
    Err(failed())
}

#[cfg(test)]
mod tests {
    use std::thread;

    use altcha::{CreateChallengeOptions, create_challenge};

    use super::*;
    use crate::core::{current_language::CurrentLanguage, proxy::Proxies};

    #[tokio::test]
    async fn s4_a_check_ends_with_the_last_who_could_use_it() {
        let tenant_code = TenantCode::parse("204518730961245").expect("fifteen digits");
        let nobody = "http://127.0.0.1:1".parse().expect("an address");
        let client = LandlordClient::new(nobody, CurrentLanguage::default(), &Proxies::default());
        let client = client.expect("a client");
        let of_the_enrolment = RobotCheckSolver::new(client);
        let of_the_feature = of_the_enrolment.clone();
        let job = of_the_enrolment.job_of(&tenant_code);
        let given_up = || job.unwanted.load(Ordering::Relaxed);
        let waiting = of_the_enrolment.clone().prepare(tenant_code);
        drop(of_the_enrolment);
        assert!(!given_up(), "the feature could use it");
        drop(of_the_feature);
        assert!(given_up(), "a page that waits cannot");
        drop(waiting);
    }

    #[test]
    fn s4_a_check_that_is_not_wanted_any_more_is_given_up() {
        let unsolvable = CreateChallengeOptions {
            cost: 1,
            key_prefix: "00".repeat(16),
            ..CreateChallengeOptions::default()
        };
        let challenge = create_challenge(unsolvable).expect("a challenge");
        let unwanted = Arc::new(AtomicBool::new(false));
        let solver = thread::spawn({
            let unwanted = Arc::clone(&unwanted);
            move || compute(&challenge, &unwanted)
        });
        unwanted.store(true, Ordering::Relaxed);
        let solution = solver.join().expect("ended");
        assert!(solution.expect("no failure").is_none());
    }
}
