//! Text of other people where it is shown: a tenant's message, a name, what an export holds.

/// Whether a character is not seen, and may change how the text around it reads: it controls a terminal, breaks a line or
/// turns the direction of writing.
pub(crate) fn is_unseen(sign: char) -> bool {
    sign.is_control()
        || matches!(sign, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}')
        || matches!(sign, '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// A text for a terminal: its line breaks stay, and nothing else of it that is not seen.
#[must_use]
pub fn for_terminal(text: &str) -> String {
    let text = text.chars().map(|sign| if sign == '\t' { ' ' } else { sign });
    text.filter(|sign| *sign == '\n' || !is_unseen(*sign)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_terminal_gets_no_escape_sequence_and_no_direction() {
        assert_eq!(
            for_terminal("Lu\u{1b}[2J\u{202e}ici\u{2066}\r\n\u{9b}31mLà\tbas\u{7}"),
            "Lu[2Jici\n31mLà bas"
        );
        let french = "Réglé\u{a0}: 12\u{202f}345,00\u{a0}€ « n’est-ce pas\u{202f}? »\n";
        assert_eq!(for_terminal(french), french);
    }
}
