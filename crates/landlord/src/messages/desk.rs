//! `landlord messages`: the command-line desk where agencies read and answer their messages.

use std::{
    fmt, fs, io,
    path::{Path, PathBuf},
};

use contract::{
    AgencyMessage, Language, MessageId, MessageState, MessageSubject, MessageText, MessageTextFlaw,
};
use jiff::Timestamp;
use paper::Words;

use super::{rules as agency_message, store::MessageOnDesk};
use crate::{clock::local_day, context::Context, refusal::Refusal};

/// A command of the desk failed.
#[derive(Debug, thiserror::Error)]
pub enum DeskError {
    /// There is no such message.
    #[error("aucun message ne s’appelle « {0} » : « landlord messages » les liste")]
    Unknown(String),
    /// The answer is empty or too long.
    #[error("la réponse ne peut pas être envoyée : {0}")]
    Answer(#[from] MessageTextFlaw),
    /// A file that came with the message cannot be written.
    #[error("le fichier {} ne peut pas être écrit : {source}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The database failed.
    #[error("les messages ne peuvent pas être lus : {0}")]
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
            count => format!(", {count} pièce(s)"),
        };
        let state = match state {
            MessageState::Sent | MessageState::Unknown => "nouveau",
            MessageState::Read => "lu",
            MessageState::Answered => "répondu",
        };
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
        writeln!(f, "Message {} du {}", message.id.0, day(message.sent_at))?;
        writeln!(f, "De : {name}, code locataire {}", tenant_code.grouped())?;
        writeln!(f, "À : {agency}")?;
        writeln!(f, "Objet : {}", about(message.subject))?;
        writeln!(f, "\n{}", message.text)?;
        if let Some(answer) = &message.answer {
            writeln!(f, "\nRéponse du {} :\n{}", day(answer.at), answer.text)?;
        }
        Ok(())
    }
}

fn about(subject: MessageSubject) -> &'static str {
    match subject {
        MessageSubject::PaymentPlan => "payer en plusieurs fois",
        MessageSubject::Rent => "loyer, charges, documents",
        MessageSubject::Repair => "réparation",
        MessageSubject::Other | MessageSubject::Unknown => "autre demande",
    }
}

fn day(moment: Timestamp) -> String {
    Words::without_sentences(Language::Fr).date(local_day(moment))
}
