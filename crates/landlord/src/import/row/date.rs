//! A date, as rent systems write it.

use jiff::civil::Date;

/// `31/07/2026` or `2026-07-31`.
pub(super) fn parse_date(text: &str) -> Option<Date> {
    let mut parts = text.split(['/', '-']);
    let (first, month, last) = (parts.next()?, parts.next()?, parts.next()?);
    let (year, day) = if text.contains('/') {
        (last, first)
    } else {
        (first, last)
    };
    let digits = |part: &str, most: usize| {
        (1..=most).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    let plain = parts.next().is_none() && year.len() == 4 && digits(year, 4);
    if !plain || !digits(month, 2) || !digits(day, 2) || (text.contains('/') && text.contains('-')) {
        return None;
    }
    let year: i16 = year.parse().ok()?;
    if !(1900..=2999).contains(&year) {
        return None;
    }
    Date::new(year, month.parse().ok()?, day.parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn dates_are_read_in_french_and_in_iso_order() {
        for text in ["31/07/2026", "2026-07-31"] {
            assert_eq!(parse_date(text), Some(date(2026, 7, 31)), "{text}");
        }
        assert_eq!(parse_date("1/8/2026"), Some(date(2026, 8, 1)));
        for text in [
            "31/06/2026",
            "31/07/26",
            "2026-07-31T10:00",
            "31-07/2026",
            "31-07-2026",
            "07/2026",
            "1899-01-01",
            "",
            "+1/+7/2026",
        ] {
            assert_eq!(parse_date(text), None, "{text}");
        }
    }
}
