//! Reads a PDF that may have been made to break its reader (S18). Streams that unpack to more than any document
//! needs are rejected before they are unpacked into memory.

use std::io::{Read, copy, sink};

use flate2::read::ZlibDecoder;
use lopdf::{Document, LoadOptions, Object, ObjectId};

use super::JoinError;
use crate::figures::{MIB, UNPACKED_STREAM_MIB, UNPACKED_STREAMS_MIB};

const MAX_STREAM_BYTES: u64 = UNPACKED_STREAM_MIB * MIB as u64;
/// Limit for all of them, in bytes. A file has as many starts of a stream as it likes, also within each other.
const MAX_STREAMS_BYTES: u64 = UNPACKED_STREAMS_MIB * MIB as u64;
/// Limit for an object stream, in bytes: those of the largest document take a hundredth.
const MAX_OBJECT_BYTES: u64 = 8 * 1024 * 1024;

pub(super) fn load(pdf: &[u8]) -> Result<Document, JoinError> {
    let mut left = MAX_STREAMS_BYTES;
    for size in unpacked_streams(pdf) {
        if size > MAX_STREAM_BYTES {
            return Err(JoinError::TooLarge);
        }
        left = left.checked_sub(size).ok_or(JoinError::TooLarge)?;
    }
    let options = LoadOptions {
        filter: Some(keep),
        ..LoadOptions::default()
    };
    Ok(Document::load_mem_with_options(pdf, options)?)
}

/// Unpacked size of each stream in bytes, counted only until it exceeds the limit.
fn unpacked_streams(pdf: &[u8]) -> impl Iterator<Item = u64> {
    let word = b"stream";
    let found = (0..pdf.len()).filter(move |start| pdf[*start..].starts_with(word));
    found.map(move |start| {
        let content = &pdf[start + word.len()..];
        let content = content.strip_prefix(b"\r").unwrap_or(content);
        let content = content.strip_prefix(b"\n").unwrap_or(content);
        unpacked(content, MAX_STREAM_BYTES)
    })
}

/// Unpacked size in bytes, at most `most + 1`. Counts what unpacks before an error: 0 for content that is not
/// zlib.
fn unpacked(content: &[u8], most: u64) -> u64 {
    let mut reader = ZlibDecoder::new(content).take(most + 1);
    let read = copy(&mut reader, &mut sink());
    read.unwrap_or_else(|_| most + 1 - reader.limit())
}

/// Filter that the reader calls before it unpacks an object stream. Drops one that is too large or packed
/// otherwise.
fn keep(id: ObjectId, object: &mut Object) -> Option<(ObjectId, Object)> {
    if let Object::Stream(stream) = object
        && stream.dict.has_type(b"ObjStm")
    {
        let plain = !stream.dict.has(b"Filter");
        let packed_once = stream.filters().is_ok_and(|filters| filters == [b"FlateDecode"]);
        let small = || unpacked(&stream.content, MAX_OBJECT_BYTES) <= MAX_OBJECT_BYTES;
        if !(plain || (packed_once && small())) {
            return None;
        }
    }
    Some((id, object.clone()))
}
