//! Text in the HTML pages of this service.

use paper::FluentArgs;
use paper::Words;

/// Escapes a text for HTML content and attributes, and `{`, which begins the placeholders of the pages.
pub(crate) fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('{', "&#123;")
}

/// A telephone number that stays on one line.
pub(crate) fn unbroken(telephone: &str) -> String {
    telephone.replace(' ', "\u{a0}")
}

/// Fills in the sentences of a page, and its language: `{say ID}` becomes a sentence, in which « <b> » is bold.
/// `args` has to suffice for every sentence of the page: others are not filled in.
pub(crate) fn worded(page: &str, words: Words, args: &FluentArgs<'_>) -> String {
    let language = words.language();
    let mut page = page
        .replace("{lang}", language.subtag())
        .replace("{dir}", language.direction());
    for (id, sentence) in words.all(args) {
        let sentence = escape(&sentence)
            .replace("&lt;b&gt;", "<strong>")
            .replace("&lt;/b&gt;", "</strong>");
        page = page.replace(&format!("{{say {id}}}"), &sentence);
    }
    page
}
