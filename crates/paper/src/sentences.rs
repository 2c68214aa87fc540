//! Sentences from Fluent files.

use std::{collections::BTreeMap, sync::OnceLock};

use contract::Language;
use fluent_bundle::{FluentArgs, FluentResource, concurrent::FluentBundle};
use fluent_syntax::ast::Entry;

use crate::Words;

/// The sentences of one crate in one language.
pub struct Sentences {
    bundle: FluentBundle<FluentResource>,
    /// Ids of the messages that have a text of their own, not only attributes.
    ids: Vec<String>,
    source: String,
}

impl Sentences {
    /// Reads Fluent files. Mistakes are logged, and the rest of the file is read. The tests of each crate read its
    /// files strictly.
    #[must_use]
    pub fn new(language: Language, files: &[&str]) -> Self {
        let locale = language.locale().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![locale]);
        // From right to left, a value keeps its own order only between marks. In French they would spoil copied codes,
        // and no SMS in the GSM alphabet has them.
        bundle.set_use_isolating(language.is_right_to_left());
        let mut ids = Vec::new();
        for file in files {
            let resource = FluentResource::try_new((*file).to_owned());
            let resource = resource.unwrap_or_else(|(readable, errors)| {
                tracing::error!(?errors, "a Fluent file has a mistake");
                readable
            });
            ids.extend(resource.entries().filter_map(|entry| match entry {
                Entry::Message(message) if message.value.is_some() => Some(message.id.name.to_owned()),
                _ => None,
            }));
            if let Err(errors) = bundle.add_resource(resource) {
                tracing::error!(?errors, "a sentence stands twice");
            }
        }
        Self {
            bundle,
            ids,
            source: files.concat(),
        }
    }

    /// The files, concatenated.
    pub(crate) fn source(&self) -> String {
        self.source.clone()
    }

    /// Every sentence that needs no other arguments than these, by id.
    #[must_use]
    pub fn all(&self, args: &FluentArgs<'_>) -> BTreeMap<&str, String> {
        let sentences = self.ids.iter().filter_map(|id| {
            let pattern = self.bundle.get_message(id)?.value()?;
            let mut errors = Vec::new();
            let text = self.bundle.format_pattern(pattern, Some(args), &mut errors);
            errors.is_empty().then(|| (id.as_str(), text.into_owned()))
        });
        sentences.collect()
    }

    /// A sentence by its id, or `id.attribute`. A missing one is logged, and its id returned.
    #[must_use]
    pub fn text(&self, id: &str, args: &FluentArgs<'_>) -> String {
        let (message, attribute) = match id.split_once('.') {
            Some((message, attribute)) => (message, Some(attribute)),
            None => (id, None),
        };
        let message = self.bundle.get_message(message);
        let pattern = message.and_then(|message| match attribute {
            Some(name) => message.get_attribute(name).map(|attribute| attribute.value()),
            None => message.value(),
        });
        let Some(pattern) = pattern else {
            tracing::error!(id, "a sentence is missing");
            return id.to_owned();
        };
        let mut errors = Vec::new();
        let text = self
            .bundle
            .format_pattern(pattern, Some(args), &mut errors)
            .into_owned();
        if !errors.is_empty() {
            tracing::error!(id, ?errors, "a sentence lacks an argument");
        }
        text
    }
}

/// A set of sentences, read once in each language.
pub struct WordSet {
    french: &'static [&'static str],
    read: [OnceLock<Sentences>; Language::ALL.len()],
}

impl WordSet {
    /// The set of these Fluent files.
    #[must_use]
    pub const fn new(french: &'static [&'static str]) -> Self {
        Self {
            french,
            read: [const { OnceLock::new() }; Language::ALL.len()],
        }
    }

    /// Its words in a language.
    #[must_use]
    pub fn words(&'static self, language: Language) -> Words {
        let read = || match language {
            Language::Fr => Sentences::new(language, self.french),
            #[cfg(feature = "pseudo-language")]
            Language::Pseudo => {
                let files: Vec<String> = self.french.iter().map(|file| crate::pseudo::file(file)).collect();
                let files: Vec<&str> = files.iter().map(String::as_str).collect();
                Sentences::new(language, &files)
            }
        };
        // One place for each variant, in their order.
        Words::new(language, self.read[language as usize].get_or_init(read))
    }
}

/// Declares the sets of sentences of a crate: for each set, a function from a language to its words. `in` is the
/// folder of the languages, relative to the file that declares them.
#[macro_export]
macro_rules! word_sets {
    (in $folder:literal; $($(#[doc = $doc:literal])+ $visibility:vis $name:ident: [$($file:literal),+ $(,)?])+) => {$(
        $(#[doc = $doc])+
        $visibility fn $name(language: $crate::Language) -> $crate::Words {
            static SET: $crate::WordSet =
                $crate::WordSet::new(&[$(include_str!(concat!($folder, "/fr/", $file))),+]);
            SET.words(language)
        }
    )+};
}
