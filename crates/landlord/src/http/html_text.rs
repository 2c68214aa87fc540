//! Text inside the pages of this service.

use paper::FluentArgs;
use paper::Words;

/// As it stands in HTML, between tags and in attributes. Braces too: they are the pages' own places.
pub(crate) fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('{', "&#123;")
}

/// A page in the language of its words: `{say ID}` is a sentence, in which « <b> » is bold. Sentences that lack an argument stand
/// in no page.
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
