//! A launch of the application, and how one that finds a window open hands over what it was started with.

use std::env;

use contract::MAX_LINK_BYTES;

/// Maximum length of a token. Desktops make shorter ones.
const MAX_TOKEN_BYTES: usize = 256;
/// Maximum length of a launch's message.
pub(super) const MAX_MESSAGE_BYTES: usize = MAX_TOKEN_BYTES + 1 + MAX_LINK_BYTES;

/// A launch of the application.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Launch {
    /// The link that a browser started it with.
    pub(crate) link: Option<String>,
    /// The desktop's permission to take the focus: Wayland gives it to no window that asks without.
    pub(crate) token: Option<String>,
}

impl Launch {
    /// This launch, with its link.
    pub(crate) fn of_this_process(link: Option<String>) -> Self {
        // Where Wayland's is missing, that of X11 (Startup Notification Specification).
        let tokens = ["XDG_ACTIVATION_TOKEN", "DESKTOP_STARTUP_ID"];
        let token = tokens.into_iter().find_map(|name| env::var(name).ok());
        Self { link, token }
    }

    /// As it goes through the socket: the token, a new line, the link.
    pub(super) fn to_message(&self) -> String {
        let token = self.token.as_deref().filter(|token| is_token(token));
        let link = self.link.as_deref().unwrap_or_default();
        format!("{}\n{link}", token.unwrap_or_default())
    }

    pub(super) fn of_message(message: &str) -> Self {
        let (token, link) = message.split_once('\n').unwrap_or_default();
        let given = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        let link: String = link.chars().take(MAX_LINK_BYTES).collect();
        Self {
            link: given(&link),
            token: given(token).filter(|token| is_token(token)),
        }
    }
}

/// Whether a text may be a token: what desktops make is short and printable.
pub(crate) fn is_token(text: &str) -> bool {
    text.len() <= MAX_TOKEN_BYTES && text.bytes().all(|byte| byte.is_ascii_graphic())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s15_a_token_that_no_desktop_makes_is_dropped() {
        for token in [
            "two lines\nx",
            "with space",
            "é",
            &"a".repeat(MAX_TOKEN_BYTES + 1),
        ] {
            let launch = Launch {
                link: Some("espace-locataire://paiement/x".to_owned()),
                token: Some(token.to_owned()),
            };
            let received = Launch::of_message(&launch.to_message());
            assert_eq!(received.token, None, "{token}");
            assert_eq!(received.link, launch.link);
        }
        assert_eq!(Launch::of_message(""), Launch::default());
    }
}
