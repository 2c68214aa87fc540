//! `landlord messages`: where agencies read and answer their messages.

use crate::operator_words::{say, words};
use std::{
    fmt, fs, io,
    path::{Path, PathBuf},
};

use contract::{AgencyMessage, MessageId, MessageState, MessageSubject, MessageText, MessageTextFlaw};
use jiff::Timestamp;

use super::{rules as agency_message, store::ReceivedMessage};
use crate::{clock::local_day, context::Context, operations::operator::Operator, refusal::Refusal};

/// `landlord messages` failed.
#[derive(Debug, thiserror::Error)]
pub enum MessageAdminError {
    /// There is no such message.
    #[error("{}", say("messages-unknown", [("value", .0.to_string())]))]
    Unknown(String),
    /// The answer is empty or too long.
    #[error("{}", say("messages-answer", [("reason", .0.to_string())]))]
    Answer(#[from] MessageTextFlaw),
    /// A file that came with the message cannot be written.
    #[error("{}", say("messages-file", [("path", path.display().to_string()), ("source", source.to_string())]))]
    File {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The database failed.
    #[error("{}", say("messages-service", [("reason", .0.to_string())]))]
    Service(Refusal),
}

/// A message as the command prints it.
pub struct PrintableMessage(ReceivedMessage);

/// The commands for tenants' messages. The journal records which messages the operator opens and answers.
pub struct MessageAdmin<'a>(pub(crate) &'a Context, pub(crate) &'a Operator);

impl MessageAdmin<'_> {
    /// The messages without an answer, oldest first; with `answered_too`, all.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn received_messages(
        &self,
        answered_too: bool,
    ) -> Result<Vec<PrintableMessage>, MessageAdminError> {
        let messages = agency_message::received(self.0, answered_too).await;
        let messages = messages.map_err(MessageAdminError::Service)?;
        Ok(messages.into_iter().map(PrintableMessage).collect())
    }

    /// Opens a message: its tenant sees that it was read. Writes its attachments into a folder, when one is given.
    ///
    /// # Errors
    /// When there is no such message, an attachment cannot be written, or the database fails.
    pub async fn open_message(
        &self,
        id: &str,
        folder: Option<&Path>,
    ) -> Result<PrintableMessage, MessageAdminError> {
        let opened = agency_message::open(self.0, &MessageId(id.to_owned()), self.1).await;
        let (message, attachments) = opened.map_err(|refusal| unknown(refusal, id))?;
        if let Some(folder) = folder {
            for (place, attachment) in (1..).zip(&attachments) {
                // The file name is made here: nothing from the tenant's computer gets into a path (S17).
                let name = format!(
                    "message-{}-{place}.{}",
                    message.message.id.0,
                    attachment.kind().ending()
                );
                let path = folder.join(name);
                let written = fs::create_dir_all(folder).and_then(|()| fs::write(&path, attachment.bytes()));
                written.map_err(|source| MessageAdminError::File { path, source })?;
            }
        }
        Ok(PrintableMessage(message))
    }

    /// Answers a message, or replaces its answer.
    ///
    /// # Errors
    /// When the text is empty or too long, there is no such message, or the database fails.
    pub async fn answer_message(&self, id: &str, text: &str) -> Result<(), MessageAdminError> {
        let text = MessageText::parse(text)?;
        let answered = agency_message::answer(self.0, &MessageId(id.to_owned()), &text, self.1).await;
        answered.map_err(|refusal| unknown(refusal, id))
    }
}

fn unknown(refusal: Refusal, id: &str) -> MessageAdminError {
    match refusal {
        Refusal::NotFound => MessageAdminError::Unknown(id.to_owned()),
        other => MessageAdminError::Service(other),
    }
}

impl PrintableMessage {
    /// One line for a list.
    #[must_use]
    pub fn line(&self) -> String {
        let AgencyMessage {
            id,
            subject,
            attachments,
            sent_at,
            state,
            ..
        } = &self.0.message;
        let files = match attachments.len() {
            0 => String::new(),
            count => say("messages-files", [("count", count.to_string())]),
        };
        let state = match state {
            MessageState::Sent | MessageState::Unknown => "messages-sent",
            MessageState::Read => "messages-read",
            MessageState::Answered => "messages-answered",
        };
        let state = say(state, []);
        let (day, agency) = (day(*sent_at), &self.0.agency);
        format!(
            "{}  {day}  {state}  {agency}  {}  {}{files}",
            id.0,
            self.0.name,
            about(*subject)
        )
    }
}

impl fmt::Display for PrintableMessage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ReceivedMessage {
            message,
            tenant_code,
            name,
            agency,
        } = &self.0;
        let (id, sent) = (message.id.0.clone(), day(message.sent_at));
        let from = [("name", name.clone()), ("code", tenant_code.grouped())];
        writeln!(f, "{}", say("messages-title", [("id", id), ("day", sent)]))?;
        writeln!(f, "{}", say("messages-from", from))?;
        writeln!(f, "{}", say("messages-to", [("agency", agency.clone())]))?;
        writeln!(
            f,
            "{}",
            say("messages-subject", [("subject", about(message.subject))])
        )?;
        writeln!(f)?;
        indent(f, message.text.as_str())?;
        if let Some(answer) = &message.answer {
            let of = say("messages-answer-of", [("day", day(answer.at))]);
            writeln!(f, "\n{of}")?;
            indent(f, answer.text.as_str())?;
        }
        Ok(())
    }
}

/// Writes what somebody wrote so that none of its lines looks like one of the command's own.
fn indent(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    text.lines().try_for_each(|line| writeln!(f, "  {line}"))
}

fn about(subject: MessageSubject) -> String {
    let id = match subject {
        MessageSubject::PaymentPlan => "messages-subject-payment-plan",
        MessageSubject::Rent => "messages-subject-rent",
        MessageSubject::Repair => "messages-subject-repair",
        MessageSubject::Other | MessageSubject::Unknown => "messages-subject-other",
    };
    say(id, [])
}

fn day(moment: Timestamp) -> String {
    words().date(local_day(moment))
}
