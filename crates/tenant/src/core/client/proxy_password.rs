//! The name and the password that a proxy on the way wants (basic authentication).

use std::error::Error;

use backon::Retryable;
use contract::{ProblemKind, WireSecret};
use reqwest::Method;

use super::{
    ClientError, LandlordClient,
    answer::{checked, is_passing, send},
};

/// What hyper says of a tunnel that the proxy refused with 407. Its type is not public; a test asks a real proxy.
const REFUSED: &str = "tunnel error: proxy authorization required";

/// Whether a proxy wants a password before it opens a tunnel.
pub(super) fn is_wanted(error: &reqwest::Error) -> bool {
    let mut cause = error.source();
    while let Some(error) = cause {
        if error.to_string() == REFUSED {
            return true;
        }
        cause = error.source();
    }
    false
}

impl LandlordClient {
    /// Host and port of the proxy on the way; none without one.
    pub(crate) fn proxy_name(&self) -> Option<String> {
        self.route.name()
    }

    /// Uses this name and password for the proxy, and keeps them once it lets a request through.
    ///
    /// # Errors
    /// [`ClientError::ProxyPasswordRequired`] when the proxy does not take them: the former ones stay in use. Otherwise
    /// any failure of the request: they are used in this run.
    pub(crate) async fn enter_proxy(&self, name: String, password: WireSecret) -> Result<(), ClientError> {
        let former = self.route.use_credentials(name, password);
        match self.reach().await {
            Err(ClientError::ProxyPasswordRequired) => {
                self.route.put_back(former);
                Err(ClientError::ProxyPasswordRequired)
            }
            Ok(()) => {
                self.route.keep_credentials().await;
                Ok(())
            }
            failed => failed,
        }
    }

    /// Asks the landlord without a session: it is there when it refuses.
    async fn reach(&self) -> Result<(), ClientError> {
        let attempt = || async {
            let request = self.request(Method::GET, "v1/landlord", None)?;
            match checked(send(request).await?).await {
                Err(ClientError::Problem(problem)) if problem.kind == ProblemKind::SessionEnded => Ok(()),
                Err(error) => Err(error),
                Ok(_) => Err(ClientError::Unreadable("an answer to nobody".to_owned())),
            }
        };
        self.in_time(attempt.retry(self.pauses()).when(is_passing).into_future())
            .await
    }
}
