//! Where messages to tenants go. A message needs a ticket of its budgets (S23): nothing leaves in another way.

use std::sync::Arc;

use super::{
    budget::Ticket,
    carrier::{Carrier, Message},
    mail::Mail,
    sms::Sms,
    under_way::UnderWay,
};
use crate::operations::{event::Event, traces::Traces};

/// The carriers of text messages and mails, and the messages on their way. Clones share them.
#[derive(Clone)]
pub(crate) struct Outlet {
    sms: Arc<dyn Carrier<Sms>>,
    mail: Arc<dyn Carrier<Mail>>,
    under_way: UnderWay,
    traces: Traces,
}

impl Outlet {
    pub(crate) fn new(sms: Arc<dyn Carrier<Sms>>, mail: Arc<dyn Carrier<Mail>>, traces: Traces) -> Self {
        Self {
            sms,
            mail,
            under_way: UnderWay::default(),
            traces,
        }
    }

    /// The messages on their way.
    pub(crate) fn under_way(&self) -> UnderWay {
        self.under_way.clone()
    }

    /// The captured text messages, newest first; empty with a real gateway.
    pub(crate) fn captured_sms(&self) -> Vec<Sms> {
        self.sms.captured()
    }

    /// The captured mails, newest first; empty with a real server.
    pub(crate) fn captured_mails(&self) -> Vec<Mail> {
        self.mail.captured()
    }

    /// Sends a text message in the background, without delaying the response.
    pub(crate) fn send_sms(&self, _: Ticket<Sms>, message: Sms) {
        self.hand_over(&self.sms, message, Event::SmsTaken, Event::SmsFailed);
    }

    /// Sends a mail in the background, without delaying the response.
    pub(crate) fn send_mail(&self, _: Ticket<Mail>, message: Mail) {
        self.hand_over(&self.mail, message, Event::MailTaken, Event::MailFailed);
    }

    fn hand_over<M: Message>(&self, carrier: &Arc<dyn Carrier<M>>, message: M, taken: Event, failed: Event) {
        let traces = self.traces.clone();
        self.under_way.start(carrier, message, move |is_taken| {
            traces.record(if is_taken { taken } else { failed });
        });
    }
}

#[cfg(test)]
mod tests {
    use contract::{Email, MobilePhone};
    use jiff::Timestamp;

    use super::*;
    use crate::delivery::{DeliveryError, Handover, mail::MailCapture, sms::SmsCapture};

    /// Refuses every message.
    struct Failing;

    impl<M: Message> Carrier<M> for Failing {
        fn carry(&self, _: M) -> Handover<'_> {
            Box::pin(async { Err(DeliveryError::Credit) })
        }
    }

    async fn traced_of(sms: Arc<dyn Carrier<Sms>>, mail: Arc<dyn Carrier<Mail>>) -> [u64; 4] {
        let outlet = Outlet::new(sms, mail, Traces::new());
        let sms = Sms {
            to: MobilePhone::parse("06 39 98 00 61").expect("a mobile"),
            text: "402817".to_owned(),
            at: Timestamp::UNIX_EPOCH,
            valid_minutes: 10,
        };
        outlet.send_sms(Ticket::of_a_test(), sms);
        let mail = Mail {
            to: Email::parse("jeanne.durand@exemple.fr").expect("an address"),
            subject: "Mot de passe".to_owned(),
            text: "Nouveau".to_owned(),
            at: Timestamp::UNIX_EPOCH,
        };
        outlet.send_mail(Ticket::of_a_test(), mail);
        outlet.under_way.arrived().await;
        let events = [
            Event::SmsTaken,
            Event::SmsFailed,
            Event::MailTaken,
            Event::MailFailed,
        ];
        events.map(|event| outlet.traces.total(event))
    }

    #[tokio::test]
    async fn s27_each_message_is_traced_as_taken_or_as_failed() {
        let taking = traced_of(Arc::new(SmsCapture::new(None)), Arc::new(MailCapture::new(None)));
        assert_eq!(taking.await, [1, 0, 1, 0]);
        assert_eq!(
            traced_of(Arc::new(Failing), Arc::new(Failing)).await,
            [0, 1, 0, 1]
        );
    }
}
