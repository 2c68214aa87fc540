//! What both ends share of what they say and put on paper: sentences, how a language writes days, amounts and names, and
//! the typeface and codes that a page is drawn with.

pub mod letters;
pub mod qr_code;
mod sentences;
mod words;

pub use contract::Language;
pub use fluent_bundle::{FluentArgs, FluentValue};

pub use self::{
    sentences::Sentences,
    words::{Words, args_of, capitalised, siret},
};
