//! The language of the person, who may change it while the application runs.

use contract::Language;
use tokio::sync::watch;

/// The language in force. Clones share it.
#[derive(Debug, Clone, Default)]
pub struct CurrentLanguage(watch::Sender<Language>);

impl CurrentLanguage {
    /// Begins with this language.
    #[must_use]
    pub fn new(language: Language) -> Self {
        Self(watch::Sender::new(language))
    }

    /// Puts another language in force.
    pub fn set(&self, language: Language) {
        self.0.send_replace(language);
    }

    pub(crate) fn get(&self) -> Language {
        *self.0.borrow()
    }
}
