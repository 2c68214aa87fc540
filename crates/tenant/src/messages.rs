//! Messages to the agency: written without a network as with one, sent once, answered.

pub(crate) mod message;

use contract::{
    AgencyMessages, Attachment, AttachmentFacts, Attachments, MessageSubject, MessageText, NewMessage,
    ProblemKind,
};
use jiff::Timestamp;

use crate::{
    core::{
        archive::{ANSWERS_SEEN, Archive, ArchiveError, LAST_ANSWER, MESSAGES, OUTBOX, with_archive},
        client::ClientError,
        failure::Failure,
        freshness::Freshness,
    },
    espace::Espace,
    messages::message::{KeptMessage, MessageView, views},
    navigator::{place::Place, step::Step},
};

/// *Mes messages*.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct MessagesView {
    pub(crate) messages: Vec<MessageView>,
    pub(crate) freshness: Freshness,
}

/// *Écrire un message*.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NewMessageView {
    pub(crate) subject: MessageSubject,
    pub(crate) typed: String,
    pub(crate) attachments: Vec<AttachmentFacts>,
}

/// A message that is being written.
#[derive(Debug, Clone)]
pub(crate) struct Draft {
    subject: MessageSubject,
    text: String,
    attachments: Attachments,
}

impl Draft {
    fn about(subject: MessageSubject) -> Self {
        Self {
            subject,
            text: String::new(),
            attachments: Attachments::default(),
        }
    }

    pub(crate) fn view(&self) -> NewMessageView {
        NewMessageView {
            subject: self.subject,
            typed: self.text.clone(),
            attachments: self.attachments.iter().map(AttachmentFacts::from).collect(),
        }
    }
}

impl Default for Draft {
    fn default() -> Self {
        Self::about(MessageSubject::Other)
    }
}

impl Espace {
    /// *Mes messages*.
    ///
    /// # Errors
    /// When nobody is signed in, or the archive cannot be read.
    pub async fn open_messages(&self) -> Result<Step, Failure> {
        let step = self.visit(Place::Messages).await?;
        let archive = self.signed_in_archive().await?;
        let seen = with_archive(&archive, |archive| {
            if has_unseen_answer(archive)? {
                let last: Option<Timestamp> = archive.note(LAST_ANSWER)?;
                archive.put_note(ANSWERS_SEEN, &last)?;
            }
            Ok(())
        });
        seen.await?;
        Ok(step)
    }

    /// *Écrire un message*, about something.
    ///
    /// # Errors
    /// When nobody is signed in.
    pub async fn open_new_message(&self, subject: MessageSubject) -> Result<Step, Failure> {
        let from_account = *self.place.lock().await == Place::RentAccount;
        self.signed_in_archive().await?;
        let mut draft = self.draft.lock().await;
        *draft = Draft {
            subject,
            ..draft.clone()
        };
        drop(draft);
        Ok(self.go(Place::NewMessage { from_account }).await)
    }

    /// Adds a file to the message that is being written.
    ///
    /// # Errors
    /// The field's: what is no JPEG, PNG or PDF, too large or one too many. The message is as before.
    pub async fn attach(&self, bytes: Vec<u8>) -> Result<Step, Failure> {
        self.signed_in_archive().await?;
        let mut draft = self.draft.lock().await;
        draft.attachments.add(Attachment::of(bytes)?)?;
        Ok(draft.view().into())
    }

    /// Takes a file away again, by its place from 0.
    ///
    /// # Errors
    /// When nobody is signed in.
    pub async fn detach(&self, place: usize) -> Result<Step, Failure> {
        self.signed_in_archive().await?;
        let mut draft = self.draft.lock().await;
        draft.attachments.remove(place);
        Ok(draft.view().into())
    }

    /// *Envoyer*: the message is kept on this computer, and sent as soon as the landlord can be asked.
    ///
    /// # Errors
    /// The field's, or when the archive cannot be written.
    pub async fn submit_message(&self, subject: MessageSubject, text: &str) -> Result<Step, Failure> {
        let archive = self.signed_in_archive().await?;
        let mut draft = self.draft.lock().await;
        *draft = Draft {
            subject,
            text: text.to_owned(),
            ..draft.clone()
        };
        let message = NewMessage {
            subject,
            text: MessageText::parse(text)?,
            attachments: draft.attachments.clone(),
        };
        let kept = KeptMessage::write(message, self.client.clock().now())?;
        let written = with_archive(&archive, move |archive| {
            archive.change_list(OUTBOX, |outbox| outbox.push(kept))
        });
        written.await?;
        *draft = Draft::default();
        drop(draft);
        self.ask_again().await;
        self.open_messages().await
    }

    /// *Ne pas envoyer*: takes a message off this computer. One whose sending was cut may have arrived.
    ///
    /// # Errors
    /// When nobody is signed in, or the archive cannot be written.
    pub async fn withdraw_message(&self, key: &str) -> Result<Step, Failure> {
        let _one = self.sending.lock().await;
        self.take_off(key).await?;
        self.open_messages().await
    }

    /// Sends what waits, the oldest first, each once: what was taken has its key.
    pub(crate) async fn send_waiting(&self) -> Result<(), Failure> {
        let _one = self.sending.lock().await;
        let archive = self.signed_in_archive().await?;
        let waiting = with_archive(&archive, outbox).await?;
        for kept in waiting.into_iter().filter(|kept| !kept.refused) {
            let asked = self.session.authorised(async |token| {
                match self.client.send_message(&token, kept.key, &kept.message).await {
                    Err(error) if is_final(&error) => Ok(None),
                    sent => sent.map(Some),
                }
            });
            let Some(sent) = asked.await? else {
                let key = kept.key;
                let refused = with_archive(&archive, move |archive| {
                    archive.change_list(OUTBOX, |outbox: &mut Vec<KeptMessage>| {
                        for kept in outbox.iter_mut().filter(|kept| kept.key == key) {
                            kept.refused = true;
                        }
                    })
                });
                refused.await?;
                continue;
            };
            let shown = with_archive(&archive, move |archive| {
                let mut messages: AgencyMessages = archive.note(MESSAGES)?.unwrap_or_default();
                messages.messages.retain(|message| message.id != sent.id);
                messages.messages.insert(0, sent);
                archive.put_note(MESSAGES, &messages)
            });
            shown.await?;
            self.take_off(&kept.key.to_string()).await?;
        }
        Ok(())
    }

    async fn take_off(&self, key: &str) -> Result<(), Failure> {
        let archive = self.signed_in_archive().await?;
        let key = key.to_owned();
        with_archive(&archive, move |archive| {
            archive.change_list(OUTBOX, |outbox: &mut Vec<KeptMessage>| {
                outbox.retain(|kept| kept.key.to_string() != key);
            })
        })
        .await
    }
}

/// The landlord will not take it the next time either.
fn is_final(error: &ClientError) -> bool {
    [ProblemKind::InvalidRequest, ProblemKind::IdempotencyKeyReused]
        .into_iter()
        .any(|kind| error.is(kind))
}

fn outbox(archive: &Archive) -> Result<Vec<KeptMessage>, ArchiveError> {
    Ok(archive.note(OUTBOX)?.unwrap_or_default())
}

/// All messages, newest first.
pub(crate) fn messages(archive: &Archive) -> Result<Vec<MessageView>, ArchiveError> {
    let sent: AgencyMessages = archive.note(MESSAGES)?.unwrap_or_default();
    Ok(views(&outbox(archive)?, sent))
}

/// The last request to pay in parts.
pub(crate) fn plan_asked_for(archive: &Archive) -> Result<Option<MessageView>, ArchiveError> {
    let mut messages = messages(archive)?.into_iter();
    Ok(messages.find(|message| message.subject == MessageSubject::PaymentPlan))
}

/// Whether the agency has answered something that was not seen yet.
pub(crate) fn has_unseen_answer(archive: &Archive) -> Result<bool, ArchiveError> {
    let last: Option<Timestamp> = archive.note(LAST_ANSWER)?;
    let seen: Option<Timestamp> = archive.note(ANSWERS_SEEN)?;
    Ok(last > seen)
}
