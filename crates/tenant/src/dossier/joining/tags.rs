//! Joins the tags of all parts under one root, for screen readers.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId, StringFormat, dictionary};

use super::{copying::Copier, dictionary_of};

/// Maximum depth to which a number tree is read.
const DEEPEST: usize = 32;

/// The tags of a part.
pub(super) struct Tags<'a> {
    root: ObjectId,
    roots: Vec<&'a Object>,
    /// The parent tree: the tags of the content of a page or annotation, by number.
    numbers: Vec<(i64, &'a Object)>,
    roles: Vec<(&'a Vec<u8>, &'a Object)>,
    namespaces: Vec<&'a Object>,
}

/// The tags of all parts so far.
#[derive(Default)]
pub(super) struct JoinedTags {
    roots: Vec<Object>,
    numbers: BTreeMap<i64, Object>,
    roles: BTreeMap<Vec<u8>, Object>,
    namespaces: Vec<Object>,
    names: BTreeMap<Vec<u8>, ObjectId>,
    next: i64,
}

impl<'a> Tags<'a> {
    /// The tags of a part; none when it has none, maps a role otherwise than an earlier part, or has a class map.
    pub(super) fn of(document: &'a Document, joined: &JoinedTags) -> Option<Self> {
        let catalog = document.catalog().ok()?;
        let root = catalog
            .get(b"StructTreeRoot")
            .and_then(Object::as_reference)
            .ok()?;
        let dictionary = document.get_dictionary(root).ok()?;
        let mut numbers = Vec::new();
        if let Some(tree) = dictionary_of(document, dictionary.get(b"ParentTree").ok()?) {
            collect_numbers(document, tree, DEEPEST, &mut numbers);
        }
        let roles = dictionary.get(b"RoleMap").ok();
        let roles = roles.and_then(|roles| dictionary_of(document, roles));
        let roles: Vec<_> = roles.into_iter().flat_map(Dictionary::iter).collect();
        let otherwise =
            |(name, role): &(&Vec<u8>, &Object)| joined.roles.get(*name).is_some_and(|other| other != *role);
        if roles.iter().any(otherwise) || dictionary.has(b"ClassMap") {
            return None;
        }
        Some(Self {
            root,
            roots: listed(document, dictionary.get(b"K").ok()?),
            numbers,
            roles,
            namespaces: dictionary
                .get(b"Namespaces")
                .map(|namespaces| listed(document, namespaces))
                .unwrap_or_default(),
        })
    }
}

impl JoinedTags {
    /// The first free number.
    pub(super) fn next(&self) -> i64 {
        self.next
    }

    /// Takes over the tags of a part.
    pub(super) fn take(&mut self, copier: &mut Copier<'_>, tags: Tags<'_>, root: ObjectId) {
        copier.becomes(tags.root, root);
        for top in tags.roots {
            // A tag written directly into the root gets an object of its own.
            let top = match copier.copy(top) {
                reference @ Object::Reference(_) => reference,
                written => copier.target.add_object(written).into(),
            };
            self.roots.push(top);
        }
        let first = self.next;
        for (number, content) in tags.numbers {
            if let Some(number) = first.checked_add(number).filter(|number| *number >= first) {
                let content = copier.copy(content);
                self.numbers.insert(number, content);
                self.next = self.next.max(number.saturating_add(1));
            }
        }
        for (name, role) in tags.roles {
            self.roles.insert(name.clone(), role.clone());
        }
        for namespace in tags.namespaces {
            let namespace = copier.copy(namespace);
            self.namespaces.push(namespace);
        }
        copier.follow();
        self.names.extend(copier.names.drain(..));
    }

    /// Writes the root of all tags.
    pub(super) fn write(self, document: &mut Document, root: ObjectId) {
        let numbers = self.numbers.into_iter();
        let numbers: Vec<Object> = numbers
            .flat_map(|(number, content)| [Object::Integer(number), content])
            .collect();
        let tree = document.add_object(dictionary! { "Nums" => numbers });
        let mut dictionary = dictionary! {
            "Type" => "StructTreeRoot",
            "K" => self.roots,
            "ParentTree" => tree,
            "ParentTreeNextKey" => self.next,
        };
        if !self.roles.is_empty() {
            let roles: Dictionary = self.roles.into_iter().collect();
            dictionary.set("RoleMap", roles);
        }
        if !self.namespaces.is_empty() {
            dictionary.set("Namespaces", self.namespaces);
        }
        if !self.names.is_empty() {
            let names = self.names.into_iter();
            let names: Vec<Object> = names
                .flat_map(|(name, tag)| {
                    let name = Object::String(name, StringFormat::Hexadecimal);
                    [name, Object::Reference(tag)]
                })
                .collect();
            let names = document.add_object(dictionary! { "Names" => names });
            dictionary.set("IDTree", names);
        }
        document.set_object(root, dictionary);
    }
}

/// The items of an array, or the object itself.
fn listed<'a>(document: &'a Document, object: &'a Object) -> Vec<&'a Object> {
    match document.dereference(object) {
        Ok((_, Object::Array(items))) => items.iter().collect(),
        _ => vec![object],
    }
}

fn collect_numbers<'a>(
    document: &'a Document,
    tree: &'a Dictionary,
    depth: usize,
    found: &mut Vec<(i64, &'a Object)>,
) {
    let Some(depth) = depth.checked_sub(1) else { return };
    if let Ok(numbers) = tree.get(b"Nums") {
        for pair in listed(document, numbers).chunks_exact(2) {
            if let [number, content] = pair
                && let Ok(number) = number.as_i64()
            {
                found.push((number, content));
            }
        }
    }
    if let Ok(kids) = tree.get(b"Kids") {
        for kid in listed(document, kids) {
            if let Some(kid) = dictionary_of(document, kid) {
                collect_numbers(document, kid, depth, found);
            }
        }
    }
}
