//! A person's birth date, as people write it.

use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::digits::ascii_digit;

/// A birth date; on the wire `YYYY-MM-DD` (RFC 3339).
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(transparent)]
#[schema(value_type = String, format = Date)]
pub struct BirthDate(pub Date);

/// Why a text is not a birth date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BirthDateFlaw {
    /// Nothing was typed.
    #[error("the birth date is empty")]
    Empty,
    /// Not a calendar day with a four-digit year.
    #[error("the birth date is no day of a calendar")]
    NoDay,
}

impl BirthDate {
    /// Reads a day, a month and a four-digit year, with any separators, or eight digits in a row.
    ///
    /// # Errors
    /// When the text is empty, not a calendar day, or has a year that does not begin with 1 or 2.
    pub fn parse(text: &str) -> Result<Self, BirthDateFlaw> {
        let mut parts: Vec<String> = vec![String::new()];
        for c in text.chars() {
            match (ascii_digit(c), parts.last_mut()) {
                (Some(digit), Some(part)) => part.push(digit),
                (None, Some(part)) if !part.is_empty() => parts.push(String::new()),
                _ => {}
            }
        }
        parts.retain(|part| !part.is_empty());
        if text.trim().is_empty() {
            return Err(BirthDateFlaw::Empty);
        }
        let (day, month, year) = match parts.as_slice() {
            [day, month, year] => (day.as_str(), month.as_str(), year.as_str()),
            [all] if all.len() == 8 => (&all[..2], &all[2..4], &all[4..]),
            _ => return Err(BirthDateFlaw::NoDay),
        };
        if year.len() != 4 || !year.starts_with(['1', '2']) {
            return Err(BirthDateFlaw::NoDay);
        }
        let day = (year.parse().ok())
            .zip(month.parse().ok())
            .zip(day.parse().ok())
            .and_then(|((year, month), day)| Date::new(year, month, day).ok());
        day.map(Self).ok_or(BirthDateFlaw::NoDay)
    }
}

/// A birth date identifies a person, so it stays out of logs (S20).
impl fmt::Debug for BirthDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("BirthDate(…)")
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn reads_a_day_as_people_write_it() {
        for text in [
            "12/03/1958",
            "12 03 1958",
            "12.3.1958",
            " 12-03-1958 ",
            "12031958",
            "١٢/٠٣/١٩٥٨",
        ] {
            assert_eq!(
                BirthDate::parse(text),
                Ok(BirthDate(date(1958, 3, 12))),
                "{text:?}"
            );
        }
    }

    #[test]
    fn refuses_what_is_not_a_calendar_day() {
        assert_eq!(BirthDate::parse("  "), Err(BirthDateFlaw::Empty));
        for text in [
            "31/02/1958",
            "12/03/58",
            "1958",
            "mars 1958",
            "12/03/0058",
            "1958-03-12",
        ] {
            assert_eq!(BirthDate::parse(text), Err(BirthDateFlaw::NoDay), "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_the_parser_panic(text in any::<String>()) {
            let _ = BirthDate::parse(&text);
        }
    }
}
