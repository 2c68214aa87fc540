//! Where messages to tenants go.

use std::sync::Arc;

use super::{carrier::Carrier, mail::Mail, sms::Sms, under_way::UnderWay};

/// The carriers of text messages and mails, and the messages on their way.
pub(crate) struct Outlet {
    pub(crate) sms: Arc<dyn Carrier<Sms>>,
    pub(crate) mail: Arc<dyn Carrier<Mail>>,
    pub(crate) under_way: UnderWay,
}

impl Outlet {
    /// Sends a text message in the background, without delaying the response.
    pub(crate) fn send_sms(&self, message: Sms) {
        self.under_way.start(&self.sms, message);
    }

    /// Sends a mail in the background, without delaying the response.
    pub(crate) fn send_mail(&self, message: Mail) {
        self.under_way.start(&self.mail, message);
    }
}
