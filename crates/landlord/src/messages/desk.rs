//! `landlord messages`: the command-line desk where agencies read and answer their messages.

use crate::operator_words::{say, words};
use std::{
    fmt, fs, io,
    path::{Path, PathBuf},
};

use contract::{AgencyMessage, MessageId, MessageState, MessageSubject, MessageText, MessageTextFlaw};
use jiff::Timestamp;

use super::{rules as agency_message, store::MessageOnDesk};
use crate::{clock::local_day, context::Context, refusal::Refusal};

/// A command of the desk failed.
#[derive(Debug, thiserror::Error)]
pub enum DeskError {
    /// There is no such message.
    #[error("{}", say("desk-unknown", [("value", .0.to_string())]))]
    Unknown(String),
    /// The answer is empty or too long.
    #[error("{}", say("desk-answer", [("reason", .0.to_string())]))]
    Answer(#[from] MessageTextFlaw),
    /// A file that came with the message cannot be written.
    #[error("{}", say("desk-file", [("path", path.display().to_string()), ("source", source.to_string())]))]
    File {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The database failed.
    #[error("{}", say("desk-service", [("reason", .0.to_string())]))]
    Service(Refusal),
}

/// A message as the desk prints it.
pub struct DeskMessage(MessageOnDesk);

/// Where the agencies read and answer messages.
pub struct MessageDesk<'a>(pub(crate) &'a Context);

impl MessageDesk<'_> {
    /// The messages without an answer, oldest first; with `answered_too`, all.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn messages_on_desk(&self, answered_too: bool) -> Result<Vec<DeskMessage>, DeskError> {
        let messages = agency_message::on_desk(self.0, answered_too).await;
        let messages = messages.map_err(DeskError::Service)?;
        Ok(messages.into_iter().map(DeskMessage).collect())
    }

    /// Opens a message: its tenant sees that it was read. Writes its attachments into a folder, when one is given.
    ///
    /// # Errors
    /// When there is no such message, an attachment cannot be written, or the database fails.
    pub async fn open_message(&self, id: &str, folder: Option<&Path>) -> Result<DeskMessage, DeskError> {
        let opened = agency_message::open(self.0, &MessageId(id.to_owned())).await;
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
                written.map_err(|source| DeskError::File { path, source })?;
            }
        }
        Ok(DeskMessage(message))
    }

    /// Answers a message, or replaces its answer.
    ///
    /// # Errors
    /// When the text is empty or too long, there is no such message, or the database fails.
    pub async fn answer_message(&self, id: &str, text: &str) -> Result<(), DeskError> {
        let text = MessageText::parse(text)?;
        let answered = agency_message::answer(self.0, &MessageId(id.to_owned()), &text).await;
        answered.map_err(|refusal| unknown(refusal, id))
    }
}

fn unknown(refusal: Refusal, id: &str) -> DeskError {
    match refusal {
        Refusal::NotFound => DeskError::Unknown(id.to_owned()),
        other => DeskError::Service(other),
    }
}

impl DeskMessage {
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
            count => say("desk-files", [("count", count.to_string())]),
        };
        let state = match state {
            MessageState::Sent | MessageState::Unknown => "desk-sent",
            MessageState::Read => "desk-read",
            MessageState::Answered => "desk-answered",
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

impl fmt::Display for DeskMessage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let MessageOnDesk {
            message,
            tenant_code,
            name,
            agency,
        } = &self.0;
        let (id, sent) = (message.id.0.clone(), day(message.sent_at));
        let from = [("name", name.clone()), ("code", tenant_code.grouped())];
        writeln!(f, "{}", say("desk-title", [("id", id), ("day", sent)]))?;
        writeln!(f, "{}", say("desk-from", from))?;
        writeln!(f, "{}", say("desk-to", [("agency", agency.clone())]))?;
        writeln!(
            f,
            "{}",
            say("desk-subject", [("subject", about(message.subject))])
        )?;
        writeln!(f, "\n{}", message.text)?;
        if let Some(answer) = &message.answer {
            let of = say("desk-answer-of", [("day", day(answer.at))]);
            writeln!(f, "\n{of}\n{}", answer.text)?;
        }
        Ok(())
    }
}

fn about(subject: MessageSubject) -> String {
    let id = match subject {
        MessageSubject::PaymentPlan => "desk-subject-payment-plan",
        MessageSubject::Rent => "desk-subject-rent",
        MessageSubject::Repair => "desk-subject-repair",
        MessageSubject::Other | MessageSubject::Unknown => "desk-subject-other",
    };
    say(id, [])
}

fn day(moment: Timestamp) -> String {
    words().date(local_day(moment))
}
