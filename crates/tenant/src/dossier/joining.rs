//! Joins PDF files: their pages unchanged, their links to the web, and the tags that a screen reader needs.
//!
//! A PDF is hostile (S18). Pages and annotations keep only the keys named here, and what they lead to is copied
//! without what acts or is attached. No script, attached file, form or action other than a link reaches the
//! tenant's file.

mod copying;
mod guard;
mod pages;
mod tags;

use contract::Language;
use lopdf::{Dictionary, Document, Object, ObjectId, StringFormat, dictionary};

use self::{
    copying::Copier,
    tags::{JoinedTags, Tags},
};

/// Why a PDF cannot be joined to others.
#[derive(Debug, thiserror::Error)]
pub(super) enum JoinError {
    #[error("the PDF cannot be read: {0}")]
    Unreadable(#[from] lopdf::Error),
    #[error("the PDF unpacks to more than any document")]
    TooLarge,
    #[error("the PDF is encrypted")]
    Encrypted,
    #[error("what the PDF shows depends on its layers")]
    Layers,
    #[error("the PDF has no page")]
    NoPage,
    #[error("the PDF cannot be written: {0}")]
    Unwritable(#[from] std::io::Error),
}

/// A PDF that can be joined.
pub(super) struct Part {
    document: Document,
    /// In the order of the file.
    pages: Vec<ObjectId>,
}

impl Part {
    /// Reads a PDF. Rejects one that is encrypted, has layers or has no page.
    pub(super) fn read(pdf: &[u8]) -> Result<Self, JoinError> {
        let document = guard::load(pdf)?;
        if document.is_encrypted() || document.was_encrypted() {
            return Err(JoinError::Encrypted);
        }
        if document.catalog()?.has(b"OCProperties") {
            return Err(JoinError::Layers);
        }
        let pages: Vec<ObjectId> = document.get_pages().into_values().collect();
        if pages.is_empty() {
            return Err(JoinError::NoPage);
        }
        Ok(Self { document, pages })
    }

    pub(super) fn pages(&self) -> usize {
        self.pages.len()
    }

    /// Whether its metadata declares it accessible (PDF/UA).
    fn is_accessible(&self) -> bool {
        let metadata = self
            .document
            .catalog()
            .and_then(|catalog| catalog.get(b"Metadata"));
        let stream = metadata
            .and_then(|metadata| self.document.dereference(metadata))
            .and_then(|(_, metadata)| metadata.as_stream().cloned());
        let content = stream.map(|stream| stream.get_plain_content().unwrap_or_default());
        let name = b"pdfuaid:part";
        content.is_ok_and(|content| content.windows(name.len()).any(|window| window == name))
    }
}

/// Joins parts behind a cover, each under its name in the outline. Title, author and date come from the cover.
pub(super) fn join(language: Language, cover: &Part, parts: &[(String, Part)]) -> Result<Vec<u8>, JoinError> {
    let mut joined = Document::with_version("1.7");
    let catalog = joined.new_object_id();
    let page_tree = joined.new_object_id();
    let tag_root = joined.new_object_id();
    let mut kids = Vec::new();
    let mut marks = Vec::new();
    let mut tags = JoinedTags::default();
    let named = parts.iter().map(|(name, part)| (Some(name), part));
    for (name, part) in [(None, cover)].into_iter().chain(named) {
        let own_tags = Tags::of(&part.document, &tags);
        let mut copier = Copier::new(&part.document, &mut joined, tags.next(), own_tags.is_some());
        let pages = pages::copy(&mut copier, &part.pages, page_tree)?;
        if let Some(own_tags) = own_tags {
            tags.take(&mut copier, own_tags, tag_root);
        }
        copier.finish();
        if let (Some(name), Some(first)) = (name, pages.first()) {
            marks.push((name.as_str(), *first));
        }
        kids.extend(pages);
    }
    let count = i64::try_from(kids.len()).unwrap_or(i64::MAX);
    let kids: Vec<Object> = kids.into_iter().map(Object::Reference).collect();
    joined.set_object(
        page_tree,
        dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => count },
    );
    tags.write(&mut joined, tag_root);
    let mut root = dictionary! {
        "Type" => "Catalog",
        "Pages" => page_tree,
        "StructTreeRoot" => tag_root,
        "MarkInfo" => dictionary! { "Marked" => true },
        "Lang" => Object::string_literal(language.locale()),
        "ViewerPreferences" => dictionary! { "DisplayDocTitle" => true },
        "Outlines" => outline(&mut joined, &marks),
    };
    let mut copier = Copier::new(&cover.document, &mut joined, 0, false);
    if parts.iter().all(|(_, part)| part.is_accessible())
        && let Ok(metadata) = cover.document.catalog()?.get(b"Metadata")
    {
        root.set("Metadata", copier.copy(metadata));
    }
    let mut trailer = dictionary! { "Root" => catalog };
    for key in ["Info", "ID"] {
        if let Ok(kept) = cover.document.trailer.get(key.as_bytes()) {
            trailer.set(key, copier.copy(kept));
        }
    }
    copier.finish();
    joined.set_object(catalog, root);
    joined.trailer = trailer;
    let mut file = Vec::new();
    joined.save_to(&mut file)?;
    Ok(file)
}

/// The outline, with one entry for each part.
fn outline(joined: &mut Document, marks: &[(&str, ObjectId)]) -> Object {
    let root = joined.new_object_id();
    let lines: Vec<ObjectId> = marks.iter().map(|_| joined.new_object_id()).collect();
    for (position, ((name, page), line)) in marks.iter().zip(&lines).enumerate() {
        let mut entry = dictionary! {
            "Title" => text(name),
            "Parent" => root,
            "Dest" => vec![Object::Reference(*page), "Fit".into()],
        };
        let beside = |position: Option<usize>| position.and_then(|position| lines.get(position));
        if let Some(previous) = beside(position.checked_sub(1)) {
            entry.set("Prev", *previous);
        }
        if let Some(next) = beside(position.checked_add(1)) {
            entry.set("Next", *next);
        }
        joined.set_object(*line, entry);
    }
    let mut entry = dictionary! { "Type" => "Outlines" };
    if let (Some(first), Some(last)) = (lines.first(), lines.last()) {
        entry.set("First", *first);
        entry.set("Last", *last);
        entry.set("Count", i64::try_from(lines.len()).unwrap_or_default());
    }
    joined.set_object(root, entry);
    root.into()
}

/// A PDF text string, in UTF-16BE.
fn text(words: &str) -> Object {
    let mut bytes = vec![0xfe, 0xff];
    bytes.extend(words.encode_utf16().flat_map(u16::to_be_bytes));
    Object::String(bytes, StringFormat::Hexadecimal)
}

/// The dictionary that an object is, or refers to.
fn dictionary_of<'a>(document: &'a Document, object: &'a Object) -> Option<&'a Dictionary> {
    let (_, object) = document.dereference(object).ok()?;
    object.as_dict().ok()
}

#[cfg(test)]
mod tests;
