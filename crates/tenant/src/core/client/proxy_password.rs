//! The name and the password that a proxy on the way wants (basic authentication).

use std::error::Error;

use contract::{LandlordProfile, WireSecret};

use super::{ClientError, LandlordClient, MAX_JSON_BYTES, answer::decode};
use crate::core::proxy::ProxyCredentials;

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
    /// The address of the proxy on the way; none without one.
    pub(crate) fn proxy_address(&self) -> Option<String> {
        self.route.address()
    }

    /// Uses this name and password for the proxy that the person was shown, and keeps them once it lets a request through.
    /// Where none was shown and none is on the way, nobody gets them.
    ///
    /// # Errors
    /// [`ClientError::ProxyChanged`] when another one is on the way now: it gets nothing.
    /// [`ClientError::ProxyPasswordRequired`] when the proxy does not take them, [`ClientError::ProxyUnsupported`] when it
    /// takes none: the former ones stay in use. Otherwise any failure of the request: they are used in this run.
    pub(crate) async fn enter_proxy(
        &self,
        shown: Option<String>,
        name: String,
        password: WireSecret,
    ) -> Result<(), ClientError> {
        if shown != self.proxy_address() {
            return Err(ClientError::ProxyChanged);
        }
        let Some(server) = shown.clone() else {
            return self.reach().await;
        };
        let former = self.route.use_credentials(ProxyCredentials {
            server,
            name,
            password,
        });
        match self.reach().await {
            Err(ClientError::ProxyPasswordRequired) => {
                self.route.put_back(former);
                // The system may have named another one meanwhile.
                Err(match shown == self.proxy_address() {
                    true => ClientError::ProxyPasswordRequired,
                    false => ClientError::ProxyChanged,
                })
            }
            Err(ClientError::ProxyUnsupported) => {
                self.route.put_back(former);
                Err(ClientError::ProxyUnsupported)
            }
            Ok(()) => {
                self.route.keep_credentials().await;
                Ok(())
            }
            failed => failed,
        }
    }

    /// Asks for the landlord's profile, which anybody may read. A page from elsewhere is none.
    async fn reach(&self) -> Result<(), ClientError> {
        let answer = self.read("v1/landlord", None, MAX_JSON_BYTES).await?;
        decode::<LandlordProfile>(&answer).map(drop)
    }
}
