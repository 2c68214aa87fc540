//! Text inside the pages of this service.

/// As it stands in HTML, between tags and in attributes. Braces too: they are the pages' own places.
pub(crate) fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('{', "&#123;")
}
