//! Handovers that outlive the request they come from.

use std::sync::Arc;

use tokio::sync::watch;

use super::{Carrier, Message};

/// How many messages are on their way. Its clones count together.
#[derive(Debug, Clone, Default)]
pub(crate) struct UnderWay(Arc<watch::Sender<usize>>);

/// One message on its way, counted until it goes.
struct Counted(UnderWay);

impl Drop for Counted {
    fn drop(&mut self) {
        self.0.0.send_modify(|count| *count -= 1);
    }
}

impl UnderWay {
    /// Hands a message over beside the request: the answer's time does not tell whether there was
    /// one (S2), and a carrier that hangs keeps nobody waiting.
    pub(crate) fn start<M: Message>(&self, carrier: &Arc<dyn Carrier<M>>, message: M) {
        self.0.send_modify(|count| *count += 1);
        let counted = Counted(self.clone());
        let carrier = Arc::clone(carrier);
        tokio::spawn(async move {
            if let Err(error) = carrier.carry(message).await {
                tracing::error!(%error, kind = M::KIND, "a message was not handed over");
            }
            drop(counted);
        });
    }

    /// Waits until nothing is on its way.
    pub(crate) async fn arrived(&self) {
        // Waiting fails only when the sender is gone, and this holds it.
        let _ = self.0.subscribe().wait_for(|count| *count == 0).await;
    }
}
