//! Folding of text, to compare it regardless of case and accents.

/// Lowercases a text and removes its accents. Each run of characters other than letters and digits becomes
/// one `filler`, or nothing at the ends.
pub(crate) fn folded(text: &str, filler: char) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        let plain = match c {
            'à' | 'â' | 'ä' => 'a',
            'ç' => 'c',
            'é' | 'è' | 'ê' | 'ë' => 'e',
            'î' | 'ï' => 'i',
            'ô' | 'ö' => 'o',
            'ù' | 'û' | 'ü' => 'u',
            'ÿ' => 'y',
            // Combining accents, which some systems write.
            '\u{300}'..='\u{36f}' => continue,
            other if other.is_alphanumeric() => other,
            _ if out.is_empty() || out.ends_with(filler) => continue,
            _ => filler,
        };
        out.push(plain);
    }
    out.truncate(out.trim_end_matches(filler).len());
    out
}
