//! Notices about an account, which leave once what they are about is committed.

use super::{budget::Ticket, mail::Mail, outlet::Outlet, sms::Sms};

/// Messages with their tickets.
#[must_use]
#[derive(Default)]
pub(crate) struct Notices {
    messages: Vec<(Ticket<Sms>, Sms)>,
    mails: Vec<(Ticket<Mail>, Mail)>,
}

impl Notices {
    /// Adds a text message, if it has a ticket.
    pub(crate) fn add_sms(&mut self, ticket: Option<Ticket<Sms>>, sms: Sms) {
        self.messages.extend(ticket.map(|ticket| (ticket, sms)));
    }

    /// Adds a mail, if it has a ticket.
    pub(crate) fn add_mail(&mut self, ticket: Option<Ticket<Mail>>, mail: Mail) {
        self.mails.extend(ticket.map(|ticket| (ticket, mail)));
    }

    /// Takes those of another change as well.
    pub(crate) fn extend(&mut self, others: Self) {
        self.messages.extend(others.messages);
        self.mails.extend(others.mails);
    }

    /// Sends them in the background.
    pub(crate) fn send(self, outlet: &Outlet) {
        for (ticket, sms) in self.messages {
            outlet.send_sms(ticket, sms);
        }
        for (ticket, mail) in self.mails {
            outlet.send_mail(ticket, mail);
        }
    }
}
