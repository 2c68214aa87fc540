//! What is said of a text that is still being typed, by the page that is shown.

use contract::{FieldName, Password, PasswordReading};

use super::Espace;
use crate::{core::failure::FieldFailure, navigator::Place};

impl Espace {
    /// Live feedback below the password field: where a password is chosen, with what its check knows of the person (S6).
    pub async fn read_password(&self, text: &str) -> PasswordReading {
        match self.navigator.place() {
            Place::Enrolment => self.sign_up.read_password(text).await,
            Place::Profile => self.profile.read_password(text).await,
            _ => Password::read(text, None),
        }
    }

    /// Whether the message at a field can go: what is typed now has the form that the field asks for.
    pub async fn is_mended(&self, field: FieldName, text: &str) -> bool {
        if field == FieldName::Password {
            return self.read_password(text).await.is_accepted();
        }
        FieldFailure::is_mended(field, text)
    }
}
