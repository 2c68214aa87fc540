//! Where messages to tenants go.

use std::sync::Arc;

use super::{
    carrier::{Carrier, Message},
    mail::Mail,
    sms::Sms,
    under_way::UnderWay,
};
use crate::operations::{event::Event, traces::Traces};

/// The carriers of text messages and mails, and the messages on their way.
pub(crate) struct Outlet {
    pub(crate) sms: Arc<dyn Carrier<Sms>>,
    pub(crate) mail: Arc<dyn Carrier<Mail>>,
    pub(crate) under_way: UnderWay,
    pub(crate) traces: Traces,
}

impl Outlet {
    /// Sends a text message in the background, without delaying the response.
    pub(crate) fn send_sms(&self, message: Sms) {
        self.hand_over(&self.sms, message, Event::SmsTaken, Event::SmsFailed);
    }

    /// Sends a mail in the background, without delaying the response.
    pub(crate) fn send_mail(&self, message: Mail) {
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
        let outlet = Outlet {
            sms,
            mail,
            under_way: UnderWay::default(),
            traces: Traces::new(),
        };
        outlet.send_sms(Sms {
            to: MobilePhone::parse("06 39 98 00 61").expect("a mobile"),
            text: "402817".to_owned(),
            at: Timestamp::UNIX_EPOCH,
            valid_minutes: 10,
        });
        outlet.send_mail(Mail {
            to: Email::parse("jeanne.durand@exemple.fr").expect("an address"),
            subject: "Mot de passe".to_owned(),
            text: "Nouveau".to_owned(),
            at: Timestamp::UNIX_EPOCH,
        });
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
