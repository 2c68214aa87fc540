//! Copies what is reached in one PDF into another.

use std::collections::HashMap;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream};

/// Keys that are never copied, wherever they are: what acts, and what is attached.
const BARRED: [&[u8]; 9] = [
    b"AA",
    b"JS",
    b"OpenAction",
    b"AF",
    b"EF",
    b"EmbeddedFiles",
    b"OPI",
    b"RichMediaContent",
    b"XFA",
];
/// Keys that name an external file in place of a stream's content.
const BARRED_IN_STREAMS: [&[u8]; 4] = [b"F", b"FFilter", b"FDecodeParms", b"Ref"];

/// Copies objects from one document to another, each once.
pub(super) struct Copier<'a> {
    pub(super) source: &'a Document,
    pub(super) target: &'a mut Document,
    copied: HashMap<ObjectId, ObjectId>,
    waiting: Vec<(ObjectId, ObjectId)>,
    /// Offset added to the numbers by which content finds its tags.
    first_number: i64,
    tagged: bool,
    /// The names of tags, by which other tags refer to them.
    pub(super) names: Vec<(Vec<u8>, ObjectId)>,
}

impl<'a> Copier<'a> {
    pub(super) fn new(
        source: &'a Document,
        target: &'a mut Document,
        first_number: i64,
        tagged: bool,
    ) -> Self {
        Self {
            source,
            target,
            copied: HashMap::new(),
            waiting: Vec::new(),
            first_number,
            tagged,
            names: Vec::new(),
        }
    }

    /// Maps an object to its replacement, so that it is not copied as it is.
    pub(super) fn becomes(&mut self, old: ObjectId, new: ObjectId) {
        self.copied.insert(old, new);
    }

    /// Copies an object. What it refers to is copied by [`Self::finish`].
    pub(super) fn copy(&mut self, object: &Object) -> Object {
        match object {
            Object::Reference(id) => Object::Reference(self.reference(*id)),
            Object::Array(items) => items
                .iter()
                .map(|item| self.copy(item))
                .collect::<Vec<_>>()
                .into(),
            Object::Dictionary(dictionary) => self.copy_dictionary(dictionary),
            Object::Stream(stream) => {
                let Object::Dictionary(mut dict) = self.copy_dictionary(&stream.dict) else {
                    return Object::Null;
                };
                for key in BARRED_IN_STREAMS {
                    dict.remove(key);
                }
                Object::Stream(Stream {
                    dict,
                    ..stream.clone()
                })
            }
            other => other.clone(),
        }
    }

    fn reference(&mut self, id: ObjectId) -> ObjectId {
        if let Some(new) = self.copied.get(&id) {
            return *new;
        }
        let new = self.target.new_object_id();
        self.copied.insert(id, new);
        self.waiting.push((id, new));
        new
    }

    fn copy_dictionary(&mut self, dictionary: &Dictionary) -> Object {
        // `pages` copies pages and annotations. One that is reached otherwise is dropped.
        let page = [&b"Page"[..], b"Pages", b"Catalog", b"Annot"];
        if page.iter().any(|kind| dictionary.has_type(kind))
            || (dictionary.has(b"Rect") && dictionary.has(b"Subtype"))
        {
            return Object::Null;
        }
        let mut copy = Dictionary::new();
        for (key, value) in dictionary {
            if BARRED.contains(&key.as_slice()) {
                continue;
            }
            match (key.as_slice(), value) {
                (b"StructParents" | b"StructParent", number) => {
                    if let Some(number) = self.number(number) {
                        copy.set(key.clone(), number);
                    }
                }
                (b"ID", Object::String(name, format)) if dictionary.has(b"S") => {
                    copy.set(key.clone(), Object::String(self.own_name(name), *format));
                }
                (b"Headers", Object::Array(names)) => {
                    let names = names.iter().map(|name| match name {
                        Object::String(name, format) => Object::String(self.own_name(name), *format),
                        other => other.clone(),
                    });
                    let names: Vec<Object> = names.collect();
                    copy.set(key.clone(), names);
                }
                (_, value) => {
                    let value = self.copy(value);
                    copy.set(key.clone(), value);
                }
            }
        }
        Object::Dictionary(copy)
    }

    /// The number by which content finds its tags in the joined file; none without tags.
    pub(super) fn number(&self, number: &Object) -> Option<Object> {
        let number = number.as_i64().ok().filter(|_| self.tagged)?;
        number.checked_add(self.first_number).map(Object::Integer)
    }

    /// A name made unique: two parts may name their tags alike.
    fn own_name(&self, name: &[u8]) -> Vec<u8> {
        [format!("{}-", self.first_number).as_bytes(), name].concat()
    }

    /// Copies all that the copies refer to.
    pub(super) fn finish(mut self) {
        self.follow();
    }

    /// Like [`Self::finish`], and the copier stays usable.
    pub(super) fn follow(&mut self) {
        while let Some((old, new)) = self.waiting.pop() {
            let source = self.source;
            let copy = source
                .get_object(old)
                .map_or(Object::Null, |object| self.copy(object));
            if let Object::Dictionary(dictionary) = &copy
                && dictionary.has(b"S")
                && let Ok(Object::String(name, _)) = dictionary.get(b"ID")
            {
                self.names.push((name.clone(), new));
            }
            self.target.set_object(new, copy);
        }
    }
}
