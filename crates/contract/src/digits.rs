//! Digits as people type and paste them.

/// The ASCII digit for a decimal digit of any supported script or width (ASCII, Arabic-Indic, Persian, full
/// width).
pub(crate) fn ascii_digit(c: char) -> Option<char> {
    let base = match c {
        '0'..='9' => return Some(c),
        '\u{0660}'..='\u{0669}' => 0x0660,
        '\u{06F0}'..='\u{06F9}' => 0x06F0,
        '\u{FF10}'..='\u{FF19}' => 0xFF10,
        _ => return None,
    };
    char::from_digit(u32::from(c) - base, 10)
}

/// Whether people put this character between groups of digits: any white space (including no-break), dots, commas,
/// dashes, slashes, underscores, and the invisible marks that come with a paste.
pub(crate) fn is_separator(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '.' | ','
                | '-'
                | '/'
                | '_'
                | '·'
                | '\u{2010}'..='\u{2015}'
                | '\u{2212}'
                | '\u{200B}'..='\u{200F}'
                | '\u{202A}'..='\u{202E}'
                | '\u{2060}'..='\u{2069}'
                | '\u{FEFF}'
                | '\u{00AD}'
        )
}

/// The unshifted digit row of a French AZERTY keyboard, in the order of the digits 1…9, 0.
pub(crate) const AZERTY_ROW: [char; 10] = ['&', 'é', '"', '\'', '(', '-', 'è', '_', 'ç', 'à'];

/// Whether the text consists only of digits typed on an AZERTY keyboard without shift.
pub(crate) fn is_azerty_row(text: &str) -> bool {
    let only_azerty_row = text
        .chars()
        .all(|c| c.is_whitespace() || AZERTY_ROW.contains(&c) || c == '\u{2019}');
    // Dashes alone are separators typed before a first digit, not the digit 6.
    only_azerty_row && text.chars().any(|c| c != '-' && !c.is_whitespace())
}

/// The digit of a key of the AZERTY row.
pub(crate) fn azerty_digit(c: char) -> Option<char> {
    // Word processors turn the straight apostrophe into a curly one.
    let c = if c == '\u{2019}' { '\'' } else { c };
    let position = AZERTY_ROW.iter().position(|row| *row == c)?;
    char::from_digit((position as u32 + 1) % 10, 10)
}
