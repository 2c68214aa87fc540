//! Messages to the agency: written online or offline, sent once, answered.

mod departure;
pub(crate) mod message;

use std::{collections::HashSet, sync::Arc};

use contract::{
    AgencyMessage, AgencyMessages, Attachment, AttachmentFacts, Attachments, MessageSubject, MessageText,
    NewMessage,
};
use jiff::Timestamp;
use tokio::sync::{Mutex, MutexGuard};
use uuid::Uuid;

use self::{
    departure::Departures,
    message::{MessageView, views},
};
use crate::core::{
    Core,
    archive::{
        ANSWERS_SEEN, Archive, ArchiveError, Batch, LAST_ANSWER, MESSAGE_OUTBOX, MESSAGES, with_archive,
    },
    failure::{Failure, FailureCode},
    freshness::Freshness,
    outbox::{Outbox, OutboxEntry, SendOutcome, Sending},
};

/// The messages of this computer that are pending, or that the landlord's service refused for good.
const OUTBOX: Outbox<NewMessage> = Outbox::in_note(MESSAGE_OUTBOX);

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

/// A message being written.
#[derive(Debug, Clone)]
struct Draft {
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

    /// Whether something of it is lost with it.
    fn is_begun(&self) -> bool {
        !self.text.is_empty() || self.attachments.iter().next().is_some()
    }

    fn view(&self) -> NewMessageView {
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

/// The messages of this person.
pub(crate) struct Messages {
    core: Arc<Core>,
    /// The message being written.
    draft: Mutex<Draft>,
    /// One task at a time sends or withdraws messages.
    gate: Mutex<()>,
    departures: Departures,
}

impl Messages {
    pub(crate) fn new(core: Arc<Core>) -> Self {
        Self {
            core,
            draft: Mutex::new(Draft::default()),
            gate: Mutex::new(()),
            departures: Departures::default(),
        }
    }

    /// *Mes messages*.
    ///
    /// # Errors
    /// When nobody is signed in, or the archive cannot be read.
    pub(crate) async fn view(&self) -> Result<MessagesView, Failure> {
        let leaving = self.departures.leaving();
        let read = self.core.read_archived(move |archive, _, freshness| {
            Ok(MessagesView {
                messages: messages(archive, leaving)?,
                freshness,
            })
        });
        read.await
    }

    /// Records that the answers that are here were seen. A disk that takes nothing keeps nobody from them (R4).
    pub(crate) async fn record_seen(&self) {
        let Some(archive) = self.core.archive().await else {
            return;
        };
        let recorded = with_archive(&archive, |archive| {
            if has_unseen_answer(archive)? {
                let last: Option<Timestamp> = archive.note(LAST_ANSWER)?;
                archive.put_note(ANSWERS_SEEN, &last)?;
            }
            Ok(())
        });
        if let Err(failure) = recorded.await {
            tracing::warn!(code = ?failure.code, "answers are shown as new once more");
        }
    }

    /// The message being written.
    pub(crate) async fn draft(&self) -> NewMessageView {
        self.draft.lock().await.view()
    }

    /// Whether a message with a file, or one that was refused, is being written.
    pub(crate) async fn is_begun(&self) -> bool {
        self.draft.lock().await.is_begun()
    }

    /// Sets the subject of the message being written.
    ///
    /// # Errors
    /// When nobody is signed in.
    pub(crate) async fn begin(&self, subject: MessageSubject) -> Result<(), Failure> {
        self.signed_in_draft().await?.subject = subject;
        Ok(())
    }

    /// Drops the message being written, with its files.
    pub(crate) async fn drop_draft(&self) {
        *self.draft.lock().await = Draft::default();
    }

    /// The message being written, while somebody is signed in. That is checked once the draft is locked: nothing is
    /// added to one that was dropped meanwhile.
    async fn signed_in_draft(&self) -> Result<MutexGuard<'_, Draft>, Failure> {
        let draft = self.draft.lock().await;
        self.core.signed_in_archive().await?;
        Ok(draft)
    }

    /// Adds a file to the message being written.
    ///
    /// # Errors
    /// A field error: not a JPEG, PNG or PDF, too large, or one file too many. The message is unchanged. When
    /// nobody is signed in.
    pub(crate) async fn attach(&self, bytes: Vec<u8>) -> Result<NewMessageView, Failure> {
        let mut draft = self.signed_in_draft().await?;
        draft.attachments.add(Attachment::of(bytes)?)?;
        Ok(draft.view())
    }

    /// Removes a file from the message, by its index from 0.
    ///
    /// # Errors
    /// When nobody is signed in.
    pub(crate) async fn detach(&self, place: usize) -> Result<NewMessageView, Failure> {
        let mut draft = self.signed_in_draft().await?;
        draft.attachments.remove(place);
        Ok(draft.view())
    }

    /// Stores the message on this computer. It is sent as soon as the landlord's service can be reached.
    ///
    /// # Errors
    /// A field error. When nobody is signed in, or the archive cannot be written.
    pub(crate) async fn submit(&self, subject: MessageSubject, text: &str) -> Result<(), Failure> {
        let mut draft = self.draft.lock().await;
        let archive = self.core.signed_in_archive().await?;
        draft.subject = subject;
        text.clone_into(&mut draft.text);
        let message = NewMessage {
            subject,
            text: MessageText::parse(text)?,
            attachments: draft.attachments.clone(),
        };
        let entry = OutboxEntry::new(message, self.core.clock().now())?;
        let written = with_archive(&archive, move |archive| {
            archive.commit(|batch| OUTBOX.push(batch, entry))
        });
        written.await?;
        *draft = Draft::default();
        drop(draft);
        self.core.ask_again().await;
        Ok(())
    }

    /// Deletes a message from the outbox, and stops its sending. If that was cut, it may have arrived.
    ///
    /// # Errors
    /// When nobody is signed in, or the archive cannot be written.
    pub(crate) async fn withdraw(&self, key: &str) -> Result<(), Failure> {
        self.stop_sending();
        let _one = self.gate.lock().await;
        let archive = self.core.signed_in_archive().await?;
        let Ok(key) = key.parse() else {
            return Ok(());
        };
        with_archive(&archive, move |archive| {
            archive.commit(|batch| OUTBOX.remove(batch, key))
        })
        .await
    }

    /// How many messages wait to leave this computer.
    ///
    /// # Errors
    /// When nobody is signed in, or the archive cannot be read.
    pub(crate) async fn pending(&self) -> Result<usize, Failure> {
        let archive = self.core.signed_in_archive().await?;
        let entries = with_archive(&archive, |archive| OUTBOX.entries(archive)).await?;
        Ok(entries.iter().filter(|entry| entry.is_pending()).count())
    }

    /// Sends the pending messages, oldest first, with those that are written meanwhile. Their keys make the service
    /// store each of them once. One that cannot leave stays pending, and keeps the others back only when nothing can
    /// leave.
    ///
    /// # Errors
    /// When nobody is signed in, or the archive fails.
    async fn send_all(&self) -> Result<Sending, Failure> {
        let _one = self.gate.lock().await;
        let archive = self.core.signed_in_archive().await?;
        let mut sending = Sending::Done;
        let mut tried = HashSet::new();
        while let Some(entry) = next_to_leave(&archive, &tried).await? {
            tried.insert(entry.key);
            let _mark = self.departures.mark(entry.key);
            let sent = entry.send(&self.core.session, &[], async |token| {
                let client = &self.core.client;
                client.send_message(&token, entry.key, &entry.content).await
            });
            let answer = match sent.await {
                Ok(answer) => answer,
                Err(failure) => {
                    tracing::info!(code = ?failure.code, "a message stays on this computer for now");
                    sending = Sending::Unsent;
                    // A lighter message may leave over a slow line.
                    if failure.code != FailureCode::Slow && failure.holds_everything_back() {
                        break;
                    }
                    continue;
                }
            };
            let key = entry.key;
            let kept = with_archive(&archive, move |archive| {
                archive.commit(|batch| match answer {
                    SendOutcome::Accepted(message) => {
                        show(batch, message)?;
                        OUTBOX.remove(batch, key)
                    }
                    SendOutcome::Refused(error) => OUTBOX.refuse(batch, key, &error),
                })
            });
            kept.await?;
        }
        Ok(sending)
    }
}

/// The oldest pending message that was not tried yet.
async fn next_to_leave(
    archive: &Arc<Archive>,
    tried: &HashSet<Uuid>,
) -> Result<Option<OutboxEntry<NewMessage>>, Failure> {
    let entries = with_archive(archive, |archive| OUTBOX.entries(archive)).await?;
    let mut entries = entries.into_iter();
    Ok(entries.find(|entry| entry.is_pending() && !tried.contains(&entry.key)))
}

/// Adds a message to those that the agency has.
fn show(batch: &Batch<'_>, sent: AgencyMessage) -> Result<(), ArchiveError> {
    let mut messages: AgencyMessages = batch.note(MESSAGES)?.unwrap_or_default();
    messages.messages.retain(|message| message.id != sent.id);
    messages.messages.insert(0, sent);
    batch.put_note(MESSAGES, &messages)
}

/// All messages, newest first. `leaving`: the key of the one that is being sent.
fn messages(archive: &Archive, leaving: Option<Uuid>) -> Result<Vec<MessageView>, ArchiveError> {
    let sent: AgencyMessages = archive.note(MESSAGES)?.unwrap_or_default();
    Ok(views(&OUTBOX.entries(archive)?, leaving, sent))
}

/// The last request to pay in instalments.
pub(crate) fn plan_asked_for(archive: &Archive) -> Result<Option<MessageView>, ArchiveError> {
    let mut messages = messages(archive, None)?.into_iter();
    Ok(messages.find(|message| message.subject == MessageSubject::PaymentPlan))
}

/// Whether the agency sent an answer that was not seen yet.
pub(crate) fn has_unseen_answer(archive: &Archive) -> Result<bool, ArchiveError> {
    let last: Option<Timestamp> = archive.note(LAST_ANSWER)?;
    let seen: Option<Timestamp> = archive.note(ANSWERS_SEEN)?;
    Ok(last > seen)
}
