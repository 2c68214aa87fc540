//! Wording and drawing shared by both ends: sentences, how a language writes dates, amounts and names, the
//! typeface and QR codes.

mod direction;
pub mod fonts;
#[cfg(feature = "pseudo-language")]
pub mod pseudo;
pub mod qr_code;
mod sentences;
mod words;

pub use contract::Language;
pub use fluent_bundle::{FluentArgs, FluentValue};

pub use self::{
    sentences::{Sentences, WordSet},
    words::{Words, args_of, capitalised, siret},
};
