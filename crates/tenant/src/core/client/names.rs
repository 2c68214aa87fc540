//! Host names. One that is not resolved tells a computer without a network from a landlord that does not answer.

use std::sync::Arc;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};

/// The name was not resolved.
#[derive(Debug, thiserror::Error)]
#[error("the name is not resolved")]
pub(super) struct Unresolved(#[source] Box<dyn std::error::Error + Send + Sync>);

/// Resolves names, and marks a failure as [`Unresolved`].
pub(super) struct Names(Arc<dyn Resolve>);

impl Names {
    /// Those of the system.
    pub(super) fn of_system() -> Self {
        Self(Arc::new(SystemNames))
    }

    #[cfg(feature = "rehearsal")]
    pub(super) fn rehearsed(names: Arc<dyn Resolve>) -> Self {
        Self(names)
    }
}

impl Resolve for Names {
    fn resolve(&self, name: Name) -> Resolving {
        let resolving = self.0.resolve(name);
        Box::pin(async move { resolving.await.map_err(|error| Unresolved(error).into()) })
    }
}

struct SystemNames;

impl Resolve for SystemNames {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move {
            // The client sets the port.
            let found = tokio::net::lookup_host((name.as_str(), 0)).await?;
            let found: Addrs = Box::new(found.collect::<Vec<_>>().into_iter());
            Ok(found)
        })
    }
}
