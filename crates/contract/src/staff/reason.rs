//! Why a tenant is received at the counter of another agency than their own (S21).

use serde::{Deserialize, Serialize};

/// Why a tenant of another agency comes to this counter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum VisitReason {
    /// They live or work nearer to this agency.
    Nearer,
    /// Their agency is closed.
    AgencyClosed,
    /// Their agency sent them here.
    SentHere,
    /// They are about to move to a home of this agency.
    Moving,
    /// Another reason, which the note says.
    Other,
    /// A reason that this version does not know; never sent by the application.
    #[serde(other)]
    #[cfg_attr(feature = "typescript", ts(skip))]
    Unknown,
}

/// More about a reason: a line of 1 to [`VisitNote::MAX_CHARACTERS`] characters. It stands in the journal, and names
/// nobody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(try_from = "String", into = "String")]
#[schema(value_type = String, min_length = 1, max_length = 80)]
pub struct VisitNote(String);

/// Why a text is not a note.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum VisitNoteFlaw {
    /// Nothing was typed.
    #[error("the note is empty")]
    Empty,
    /// It is too long.
    #[error("{extra} characters too many")]
    TooLong {
        /// Number of surplus characters.
        extra: usize,
    },
}

impl VisitNote {
    /// Maximum length, in characters.
    pub const MAX_CHARACTERS: usize = 80;

    /// Reads what was typed as one line, without surrounding white space and without control characters.
    ///
    /// # Errors
    /// When the text is empty or too long.
    pub fn parse(text: &str) -> Result<Self, VisitNoteFlaw> {
        let words: Vec<String> = text
            .split_whitespace()
            .map(|word| word.chars().filter(|character| !character.is_control()).collect())
            .filter(|word: &String| !word.is_empty())
            .collect();
        let line = words.join(" ");
        match line.chars().count() {
            0 => Err(VisitNoteFlaw::Empty),
            count if count > Self::MAX_CHARACTERS => Err(VisitNoteFlaw::TooLong {
                extra: count - Self::MAX_CHARACTERS,
            }),
            _ => Ok(Self(line)),
        }
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for VisitNote {
    type Error = VisitNoteFlaw;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl From<VisitNote> for String {
    fn from(note: VisitNote) -> Self {
        note.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_is_one_short_line_without_control_characters() {
        let read = |text: &str| VisitNote::parse(text).map(String::from);
        assert_eq!(
            read(" Dégât\u{7} des\neaux \u{1b} ").as_deref(),
            Ok("Dégât des eaux")
        );
        assert_eq!(read(" \u{7} "), Err(VisitNoteFlaw::Empty));
        let longest = "é".repeat(VisitNote::MAX_CHARACTERS);
        assert_eq!(read(&longest), Ok(longest.clone()));
        assert_eq!(
            read(&format!("{longest}éé")),
            Err(VisitNoteFlaw::TooLong { extra: 2 })
        );
    }

    #[test]
    fn tolerates_a_reason_of_a_later_version() {
        let reason: VisitReason = serde_json::from_str(r#""ofTomorrow""#).expect("tolerated");
        assert_eq!(reason, VisitReason::Unknown);
    }
}
