//! Why no window opens. A person sees it in a message of the system's own, and the process ends with 1.

use std::{
    io,
    path::{Path, PathBuf},
};

use paper::Words;
use tenant::ConfigError;

use crate::{native_message::NativeMessage, sole_instance::ClaimError};

/// Why no window opens.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Stopped {
    /// The machine may be a counter: without its policy it opens nothing.
    #[error("the machine policy cannot be read: {0}")]
    Policy(#[source] ConfigError),
    /// The session gives the counter no folder of its own.
    #[error("the folder of the counter cannot be made: {0}")]
    CounterFolder(#[source] io::Error),
    /// The place of the only instance cannot be claimed.
    #[error("{source} ({})", folder.display())]
    Place {
        /// The folder of the application's data.
        folder: PathBuf,
        /// Why.
        source: ClaimError,
    },
    /// The toolkit has nowhere to draw.
    #[error("there is no display")]
    NoDisplay,
    /// The toolkit, or the engine.
    #[error("the window cannot be opened: {0}")]
    Window(#[from] tauri::Error),
}

impl Stopped {
    /// What a person is told.
    pub(crate) fn message(&self, words: Words) -> NativeMessage {
        let of_folder = |id: &str, folder: &Path| {
            let folder = folder.display().to_string();
            words.text_with(id, [("folder", folder.into())])
        };
        let text = match self {
            Self::Policy(error) => words.text_with("stopped-policy", [("detail", error.to_string().into())]),
            Self::CounterFolder(_) => words.text("stopped-counter-folder"),
            Self::Place { folder, source } => match source {
                ClaimError::Folder(_) => of_folder("stopped-folder", folder),
                ClaimError::Lock(_) => of_folder("stopped-lock", folder),
                ClaimError::NoAnswer => words.text("stopped-no-answer"),
            },
            Self::NoDisplay => words.text("stopped-no-display"),
            Self::Window(_) => words.text("stopped-window"),
        };
        let heading = match self {
            Self::Place {
                source: ClaimError::NoAnswer,
                ..
            } => "stopped-no-answer-heading",
            _ => "stopped-heading",
        };
        NativeMessage::new(words, heading, text)
    }
}

#[cfg(test)]
mod tests {
    use contract::Language;

    use super::*;
    use crate::wording::words;

    #[test]
    fn a_folder_that_cannot_be_used_is_named() {
        let told = |source| {
            let folder = PathBuf::from("/net/home/data");
            let message = Stopped::Place { folder, source }.message(words(Language::Fr));
            message.text().to_owned()
        };
        let refused = || io::Error::from(io::ErrorKind::PermissionDenied);
        let (folder, lock) = (
            told(ClaimError::Folder(refused())),
            told(ClaimError::Lock(refused())),
        );
        assert!(folder.contains("/net/home/data") && lock.contains("/net/home/data"));
        assert_ne!(folder, lock);
    }
}
