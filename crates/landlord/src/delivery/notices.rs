//! Messages that leave once what they are about is committed.

use super::{budget::Ticket, mail::Mail, outlet::Outlet, sms::Sms};
use crate::{refusal::Refusal, store::Writing};

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

    /// Commits what they are about, and sends them in the background. Both are one task: a request is dropped when its
    /// connection breaks, and whoever breaks it at the right moment must not change something of which nobody is told.
    ///
    /// # Errors
    /// When the commit fails: then nothing leaves.
    pub(crate) async fn commit_and_send(self, writing: Writing, outlet: &Outlet) -> Result<(), Refusal> {
        let outlet = outlet.clone();
        let told = tokio::spawn(async move {
            writing.commit().await?;
            self.send(&outlet);
            Ok::<(), Refusal>(())
        });
        told.await?
    }

    fn send(self, outlet: &Outlet) {
        for (ticket, sms) in self.messages {
            outlet.send_sms(ticket, sms);
        }
        for (ticket, mail) in self.mails {
            outlet.send_mail(ticket, mail);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::{future, sync::Arc, task::Poll};

    use contract::MobilePhone;
    use jiff::Timestamp;

    use super::*;
    use crate::{
        delivery::{mail::MailCapture, sms::SmsCapture},
        operations::traces::Traces,
        store,
    };

    fn notices() -> Notices {
        let sms = Sms {
            to: MobilePhone::parse("06 39 98 00 61").expect("a mobile"),
            text: "Votre mot de passe a changé".to_owned(),
            at: Timestamp::UNIX_EPOCH,
            valid_minutes: 10,
        };
        let mut notices = Notices::default();
        notices.add_sms(Some(Ticket::of_a_test()), sms);
        notices
    }

    #[tokio::test]
    async fn s25_a_request_that_is_broken_off_is_told_of_all_the_same() {
        let folder = tempfile::tempdir().expect("a folder");
        let database = store::open(&folder.path().join("landlord.sqlite3")).await;
        let database = database.expect("a database");
        let (sms, mails) = (SmsCapture::new(None), MailCapture::new(None));
        let outlet = Outlet::new(Arc::new(sms), Arc::new(mails), Traces::new());

        let writing = database.write().await.expect("a turn");
        let mut request = Box::pin(notices().commit_and_send(writing, &outlet));
        let begun = future::poll_fn(|context| Poll::Ready(request.as_mut().poll(context)));
        assert!(begun.await.is_pending(), "the commit is under way");
        drop(request);
        // The next writer comes after the commit.
        database.write().await.expect("a turn");
        outlet.under_way().arrived().await;
        assert_eq!(outlet.captured_sms().len(), 1);
    }
}
