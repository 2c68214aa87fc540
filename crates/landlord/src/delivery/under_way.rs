//! Messages handed over in the background, which may outlive the request that sent them.

use std::sync::Arc;

use tokio::sync::watch;

use super::carrier::{Carrier, Message};

/// Number of messages on their way. Clones share the count.
#[derive(Debug, Clone, Default)]
pub(crate) struct UnderWay(Arc<watch::Sender<usize>>);

/// One message on its way, counted until this is dropped.
struct Counted(UnderWay);

impl Drop for Counted {
    fn drop(&mut self) {
        self.0.0.send_modify(|count| *count -= 1);
    }
}

impl UnderWay {
    /// Hands a message over in the background: the response time does not reveal whether there was one (S2), and a
    /// carrier that hangs does not delay the response. `ended` is told whether the carrier took it.
    pub(crate) fn start<M: Message>(
        &self,
        carrier: &Arc<dyn Carrier<M>>,
        message: M,
        ended: impl FnOnce(bool) + Send + 'static,
    ) {
        let carrier = Arc::clone(carrier);
        self.run(async move {
            let handed_over = carrier.carry(message).await;
            if let Err(error) = &handed_over {
                tracing::error!(%error, kind = M::KIND, "a message was not handed over");
            }
            ended(handed_over.is_ok());
        });
    }

    /// Runs a task in the background which sends something, or finds that there is nothing to send.
    pub(crate) fn run(&self, task: impl Future<Output = ()> + Send + 'static) {
        self.0.send_modify(|count| *count += 1);
        let counted = Counted(self.clone());
        tokio::spawn(async move {
            task.await;
            drop(counted);
        });
    }

    /// Waits until no message is on its way.
    pub(crate) async fn arrived(&self) {
        // Fails only when the sender is gone, and `self` holds it.
        let _ = self.0.subscribe().wait_for(|count| *count == 0).await;
    }
}

#[cfg(test)]
mod tests {
    use contract::MobilePhone;
    use tokio::sync::Semaphore;

    use super::*;
    use crate::delivery::{DeliveryError, Handover, sms::Sms};

    /// Takes a message once there is a permit, then fails.
    struct Slow(Semaphore);

    impl Carrier<Sms> for Slow {
        fn carry(&self, _: Sms) -> Handover<'_> {
            Box::pin(async {
                self.0.acquire().await.expect("open").forget();
                Err(DeliveryError::Recipient)
            })
        }
    }

    fn sms() -> Sms {
        Sms {
            to: MobilePhone::parse("06 39 98 00 61").expect("a mobile"),
            text: "402817".to_owned(),
            at: jiff::Timestamp::UNIX_EPOCH,
            valid_minutes: crate::figures::SMS_CODE_MINUTES,
        }
    }

    #[tokio::test]
    async fn sending_does_not_wait_and_arrived_waits_for_every_message() {
        let slow = Arc::new(Slow(Semaphore::new(0)));
        let carrier: Arc<dyn Carrier<Sms>> = slow.clone();
        let under_way = UnderWay::default();
        under_way.start(&carrier, sms(), |_| ());
        under_way.start(&carrier, sms(), |_| ());
        assert_eq!(*under_way.0.borrow(), 2, "both are on their way");

        let mut arrived = Box::pin(under_way.arrived());
        slow.0.add_permits(1);
        let mut count = under_way.0.subscribe();
        count.wait_for(|count| *count == 1).await.expect("one arrives");
        let waiting = std::future::poll_fn(|context| std::task::Poll::Ready(arrived.as_mut().poll(context)));
        assert!(waiting.await.is_pending(), "the other has not");
        slow.0.add_permits(1);
        arrived.await;
    }
}
