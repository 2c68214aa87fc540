//! Where messages to tenants go.

use std::sync::Arc;

use super::{carrier::Carrier, mail::Mail, sms::Sms, under_way::UnderWay};

/// What carries text messages and mails, and what of them is under way.
pub(crate) struct Outlet {
    pub(crate) sms: Arc<dyn Carrier<Sms>>,
    pub(crate) mail: Arc<dyn Carrier<Mail>>,
    pub(crate) under_way: UnderWay,
}

impl Outlet {
    /// Hands a text message over, after the answer to the request under way.
    pub(crate) fn send_sms(&self, message: Sms) {
        self.under_way.start(&self.sms, message);
    }

    /// Hands a mail over, after the answer to the request under way.
    pub(crate) fn send_mail(&self, message: Mail) {
        self.under_way.start(&self.mail, message);
    }
}
