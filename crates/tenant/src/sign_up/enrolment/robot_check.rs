//! The robot check (S4), solved in the background so that it blocks no other step.

use std::sync::Arc;

use contract::{RobotCheckPurpose, RobotCheckRequest, RobotCheckSolution, TenantCode};
use tokio::{spawn, sync::Mutex, task::spawn_blocking};

use crate::core::{
    client::LandlordClient,
    failure::{Failure, FailureCode},
};

/// A solved robot check, for one tenant code.
type Solved = Option<(TenantCode, RobotCheckSolution)>;

/// Solves robot checks for one enrolment.
#[derive(Clone)]
pub(crate) struct RobotCheckSolver {
    client: LandlordClient,
    solved: Arc<Mutex<Solved>>,
}

impl RobotCheckSolver {
    pub(super) fn new(client: LandlordClient) -> Self {
        Self {
            client,
            solved: Arc::default(),
        }
    }

    /// Solves a check for this tenant code, unless a solved one is there. Concurrent callers wait for it. While many
    /// sign up, a check may take a slow computer longer than its caller waits: it goes on, and trying again finds it.
    pub(crate) async fn prepare(&self, tenant_code: &TenantCode) -> Result<(), Failure> {
        let (solver, tenant_code) = (self.clone(), tenant_code.clone());
        spawn(async move { solver.solve_once(&tenant_code).await }).await?
    }

    async fn solve_once(&self, tenant_code: &TenantCode) -> Result<(), Failure> {
        let mut solved = self.solved.lock().await;
        if solved.as_ref().is_some_and(|(code, _)| code == tenant_code) {
            return Ok(());
        }
        *solved = Some((tenant_code.clone(), self.solve(tenant_code).await?));
        Ok(())
    }

    /// Takes the check for this tenant code, solved now if it was not before. It works once.
    pub(super) async fn take(&self, tenant_code: &TenantCode) -> Result<RobotCheckSolution, Failure> {
        self.prepare(tenant_code).await?;
        let mut solved = self.solved.lock().await;
        match solved.take() {
            Some((code, solution)) if code == *tenant_code => Ok(solution),
            // Another caller was faster.
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
