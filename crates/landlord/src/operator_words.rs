//! What operators read in a terminal and in the log: errors, and what a command prints. They are the landlord's own IT people, so
//! it is French.

use contract::Language;
use paper::Words;

paper::word_sets! {
    in "../locales";
    /// Errors, what commands and the import print, and the help of the command line.
    sentences: ["operators.ftl", "import.ftl", "command-line.ftl"]
}

/// The words for operators.
pub(crate) fn words() -> Words {
    sentences(Language::Fr)
}

/// A sentence for operators, with its arguments.
#[must_use]
pub fn say<const N: usize>(id: &str, args: [(&'static str, String); N]) -> String {
    words().text_with(id, args.map(|(name, value)| (name, value.into())))
}
