//! *Mes messages*, and *Écrire un message*.

use contract::MessageSubject;

use super::Espace;
use crate::{
    core::failure::Failure,
    navigator::{Place, Stand, step::Step},
};

impl Espace {
    /// *Mes messages*.
    ///
    /// # Errors
    /// When nobody is signed in, or the archive cannot be read.
    pub async fn open_messages(&self) -> Result<Step, Failure> {
        self.open_messages_from(self.navigator.here()).await
    }

    async fn open_messages_from(&self, here: Stand) -> Result<Step, Failure> {
        let step = self.open_page_from(here, Place::Messages).await?;
        self.messages.note_seen().await?;
        Ok(step)
    }

    /// *Écrire un message*, about something.
    ///
    /// # Errors
    /// When nobody is signed in.
    pub async fn open_new_message(&self, subject: MessageSubject) -> Result<Step, Failure> {
        let here = self.navigator.here();
        self.messages.begin(subject).await?;
        let from_account = here.place() == Place::RentAccount;
        self.go_from(here, Place::NewMessage { from_account }).await
    }

    /// Adds a file to the message that is being written.
    ///
    /// # Errors
    /// The field's: what is no JPEG, PNG or PDF, too large or one too many. The message is as before.
    pub async fn attach(&self, bytes: Vec<u8>) -> Result<Step, Failure> {
        self.messages.attach(bytes).await.map(Step::from)
    }

    /// Takes a file away again, by its place from 0.
    ///
    /// # Errors
    /// When nobody is signed in.
    pub async fn detach(&self, place: usize) -> Result<Step, Failure> {
        self.messages.detach(place).await.map(Step::from)
    }

    /// *Envoyer*: the message is kept on this computer, and sent as soon as the landlord can be asked.
    ///
    /// # Errors
    /// The field's, or when the archive cannot be written.
    pub async fn submit_message(&self, subject: MessageSubject, text: &str) -> Result<Step, Failure> {
        let here = self.navigator.here();
        self.messages.submit(subject, text).await?;
        self.open_messages_from(here).await
    }

    /// *Ne pas envoyer*: takes a message off this computer. One whose sending was cut may have arrived.
    ///
    /// # Errors
    /// When nobody is signed in, or the archive cannot be written.
    pub async fn withdraw_message(&self, key: &str) -> Result<Step, Failure> {
        let here = self.navigator.here();
        self.messages.withdraw(key).await?;
        self.open_messages_from(here).await
    }
}
