//! Requests of a session: it begins, goes on, opens the archive and ends.

use contract::{ArchiveRecovery, SessionOpening, SessionRefreshing, SessionTokens, WireSecret};

use super::{ClientError, LandlordClient, Sensitive};

impl LandlordClient {
    /// Signs in. At a counter, the session ends with the visit (S21).
    pub(crate) async fn sign_in(&self, opening: &SessionOpening) -> Result<SessionTokens, ClientError> {
        let opening = SessionOpening {
            visit: self.visit.clone(),
            ..opening.clone()
        };
        self.post("v1/sessions", None, Some(&opening)).await
    }

    pub(crate) async fn refresh(&self, refresh_token: WireSecret) -> Result<SessionTokens, ClientError> {
        self.post(
            "v1/sessions/refresh",
            None,
            Some(&SessionRefreshing { refresh_token }),
        )
        .await
    }

    pub(crate) async fn sign_out(&self, access: &WireSecret) -> Result<(), ClientError> {
        self.delete("v1/sessions/current", access).await
    }

    /// Ends a session at the landlord's service whose tokens came too late: nobody here takes them.
    pub(crate) async fn give_back(&self, tokens: &SessionTokens) {
        let ended = self.in_own_wait(self.sign_out(&tokens.access_token));
        if let Err(error) = ended.await {
            tracing::info!(%error, "a session that nobody waited for stays open at the landlord's");
        }
    }

    /// The landlord's secrets for the archive. An earlier version of the service never asks for the password first.
    pub(crate) async fn archive_recovery(
        &self,
        access: &WireSecret,
    ) -> Result<Sensitive<ArchiveRecovery>, ClientError> {
        Sensitive::of(self.get("v1/archive-recovery", access).await)
    }
}
