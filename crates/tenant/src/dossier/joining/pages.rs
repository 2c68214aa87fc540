//! Copies pages as they look, with their links to the web and nothing else that acts.

use lopdf::{Dictionary, Object, ObjectId, dictionary};

use super::{JoinError, copying::Copier, dictionary_of};

/// Keys of a page that are copied: what determines how it looks and is read.
const OF_PAGES: [&[u8]; 8] = [
    b"Contents",
    b"Group",
    b"BleedBox",
    b"TrimBox",
    b"ArtBox",
    b"UserUnit",
    b"Tabs",
    b"Annots",
];
/// Keys that a page may inherit from the page tree.
const INHERITED: [&[u8]; 4] = [b"Resources", b"MediaBox", b"CropBox", b"Rotate"];
/// Maximum depth to which the page tree is followed.
const DEEPEST: usize = 64;

const OF_ANNOTATIONS: [&[u8]; 15] = [
    b"Subtype",
    b"Rect",
    b"Contents",
    b"F",
    b"AP",
    b"AS",
    b"Border",
    b"BS",
    b"C",
    b"IC",
    b"CA",
    b"QuadPoints",
    b"NM",
    b"H",
    b"Lang",
];
/// Kinds of annotations that are dropped: they carry or play a file, or (`Popup`) belong to another annotation.
const CARRYING: [&[u8]; 7] = [
    b"FileAttachment",
    b"Sound",
    b"Movie",
    b"Screen",
    b"RichMedia",
    b"3D",
    b"Popup",
];
const LINKS: [&[u8]; 4] = [b"https://", b"http://", b"mailto:", b"tel:"];

/// Copies pages, and returns the ids of the copies.
pub(super) fn copy(
    copier: &mut Copier<'_>,
    pages: &[ObjectId],
    page_tree: ObjectId,
) -> Result<Vec<ObjectId>, JoinError> {
    let source = copier.source;
    let copies: Vec<ObjectId> = pages.iter().map(|_| copier.target.new_object_id()).collect();
    for (old, new) in pages.iter().zip(&copies) {
        copier.becomes(*old, *new);
    }
    for (old, new) in pages.iter().zip(&copies) {
        let page = source.get_dictionary(*old)?;
        let mut copy = dictionary! { "Type" => "Page", "Parent" => page_tree };
        for key in OF_PAGES {
            let Ok(value) = page.get(key) else { continue };
            let value = if key == b"Annots" {
                annotations(copier, value, *new).into()
            } else {
                copier.copy(value)
            };
            copy.set(key, value);
        }
        for key in INHERITED {
            if let Some(value) = inherited(copier, page, key) {
                copy.set(key, value);
            }
        }
        if let Some(number) = page
            .get(b"StructParents")
            .ok()
            .and_then(|number| copier.number(number))
        {
            copy.set("StructParents", number);
        }
        copier.target.set_object(*new, copy);
    }
    Ok(copies)
}

fn inherited(copier: &mut Copier<'_>, page: &Dictionary, key: &[u8]) -> Option<Object> {
    let source = copier.source;
    let mut node = page;
    for _ in 0..DEEPEST {
        if let Ok(value) = node.get(key) {
            return Some(copier.copy(value));
        }
        node = dictionary_of(source, node.get(b"Parent").ok()?)?;
    }
    None
}

fn annotations(copier: &mut Copier<'_>, listed: &Object, page: ObjectId) -> Vec<Object> {
    let source = copier.source;
    let listed = source.dereference(listed).ok();
    let Some(Object::Array(listed)) = listed.map(|(_, listed)| listed) else {
        return Vec::new();
    };
    let mut kept = Vec::new();
    for entry in listed {
        let annotation = dictionary_of(source, entry);
        let Some(copy) = annotation.and_then(|annotation| annotation_of(copier, annotation, page)) else {
            continue;
        };
        let new = copier.target.add_object(copy);
        if let Object::Reference(old) = entry {
            copier.becomes(*old, new);
        }
        kept.push(Object::Reference(new));
    }
    kept
}

fn annotation_of(copier: &mut Copier<'_>, annotation: &Dictionary, page: ObjectId) -> Option<Dictionary> {
    let kind = annotation.get(b"Subtype").and_then(Object::as_name).ok()?;
    if CARRYING.contains(&kind) {
        return None;
    }
    let mut copy = dictionary! { "Type" => "Annot", "P" => page };
    for key in OF_ANNOTATIONS {
        if let Ok(value) = annotation.get(key) {
            let value = copier.copy(value);
            copy.set(key, value);
        }
    }
    let number = annotation.get(b"StructParent").ok();
    if let Some(number) = number.and_then(|number| copier.number(number)) {
        copy.set("StructParent", number);
    }
    if let Some(link) = link_of(copier, annotation) {
        copy.set(
            "A",
            dictionary! { "Type" => "Action", "S" => "URI", "URI" => link },
        );
    }
    Some(copy)
}

/// The target of a link to the web, a mail address or a telephone; none for any other action.
fn link_of(copier: &Copier<'_>, annotation: &Dictionary) -> Option<Object> {
    let action = dictionary_of(copier.source, annotation.get(b"A").ok()?)?;
    if action.get(b"S").and_then(Object::as_name).ok()? != b"URI" {
        return None;
    }
    let (_, link) = copier.source.dereference(action.get(b"URI").ok()?).ok()?;
    let address = link.as_str().ok()?.to_ascii_lowercase();
    LINKS
        .iter()
        .any(|start| address.starts_with(start))
        .then(|| link.clone())
}
