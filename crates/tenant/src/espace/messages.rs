//! *Mes messages*, and *Écrire un message*.

use contract::MessageSubject;

use super::Espace;
use crate::{
    core::failure::Failure,
    navigator::{Location, Opener, Place, step::Step},
};

impl Espace {
    /// *Mes messages*.
    ///
    /// # Errors
    /// When nobody is signed in, or the archive cannot be read.
    pub async fn open_messages(&self) -> Result<Step, Failure> {
        self.open_messages_from(self.navigator.here()).await
    }

    async fn open_messages_from(&self, here: Location) -> Result<Step, Failure> {
        let opener = Opener::of(here.place());
        let step = self.open_place_from(here, Place::Messages { opener }).await?;
        self.messages.record_seen().await;
        Ok(step)
    }

    /// *Écrire un message*, about a subject.
    ///
    /// # Errors
    /// When nobody is signed in.
    pub async fn open_new_message(&self, subject: MessageSubject) -> Result<Step, Failure> {
        let here = self.navigator.here();
        self.messages.begin(subject).await?;
        let place = Place::NewMessage {
            from_messages: matches!(here.place(), Place::Messages { .. }),
            opener: Opener::of(here.place()),
        };
        self.go_from(here, place).await
    }

    /// Whether a message was begun that the lock drops (S12): one with files, or one that was refused. What is only typed
    /// is the page's.
    pub async fn has_begun_message(&self) -> bool {
        self.messages.is_begun().await
    }

    /// Adds a file to the message that is being written.
    ///
    /// # Errors
    /// A field error: not a JPEG, PNG or PDF, too large, or one file too many. The message is unchanged.
    pub async fn attach(&self, bytes: Vec<u8>) -> Result<Step, Failure> {
        self.messages.attach(bytes).await.map(Step::from)
    }

    /// Removes a file from the message, by its index from 0.
    ///
    /// # Errors
    /// When nobody is signed in.
    pub async fn detach(&self, place: usize) -> Result<Step, Failure> {
        self.messages.detach(place).await.map(Step::from)
    }

    /// *Envoyer*: stores the message on this computer. It is sent once the landlord's service can be reached.
    ///
    /// # Errors
    /// A field error, or when the archive cannot be written.
    pub async fn submit_message(&self, subject: MessageSubject, text: &str) -> Result<Step, Failure> {
        let here = self.navigator.here();
        self.messages.submit(subject, text).await?;
        self.open_messages_from(here).await
    }

    /// *Ne pas envoyer*: deletes a pending message. If its sending was cut, it may have arrived.
    ///
    /// # Errors
    /// When nobody is signed in, or the archive cannot be written.
    pub async fn withdraw_message(&self, key: &str) -> Result<Step, Failure> {
        let here = self.navigator.here();
        self.messages.withdraw(key).await?;
        self.open_messages_from(here).await
    }
}
