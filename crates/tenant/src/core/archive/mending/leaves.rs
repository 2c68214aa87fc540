//! Reads records from the leaves of a database's tree when the tree above them is broken
//! (<https://www.sqlite.org/fileformat2.html>, sections 1.6 and 2). Any number in the file may be wrong: what does
//! not fit is skipped. The seal decides whether a record is genuine.

use std::{
    fs::File,
    io::{self, Read, Seek, SeekFrom},
    ops::Range,
    path::Path,
};

use super::{super::KINDS, PAGE};

/// Offset of a leaf's cell pointers. The header before them may be wrong.
const PLACES: usize = 8;
/// Longest payload stored whole in its leaf, and shortest part stored there of a longer one.
const MAX_LOCAL: usize = PAGE - 35;
const MIN_LOCAL: usize = (PAGE - 12) * 32 / 255 - 23;
/// Payload bytes of an overflow page, after the number of the next one.
const OVERFLOW: usize = PAGE - 4;

/// A row of `records`.
pub(super) struct RawRecord {
    pub(super) kind: String,
    pub(super) id: String,
    pub(super) revision: i64,
    pub(super) sealed: Vec<u8>,
}

/// Calls `take` for every row in a leaf. Nothing in other pages reads as a row of ours.
pub(super) fn for_each_row<E: From<io::Error>>(
    path: &Path,
    mut take: impl FnMut(RawRecord) -> Result<(), E>,
) -> Result<(), E> {
    let mut file = File::open(path)?;
    let pages = file.metadata()?.len() / PAGE as u64;
    // Page 1 is never a leaf of this table.
    for number in 2..=pages {
        let page = read_page(&mut file, number)?;
        let places = page[PLACES..]
            .chunks_exact(2)
            .map(|place| usize::from(u16::from_be_bytes([place[0], place[1]])));
        for place in places.take_while(|place| *place >= PLACES) {
            if let Some(row) = page.get(place..).and_then(|cell| row_of(&mut file, cell)) {
                take(row)?;
            }
        }
    }
    Ok(())
}

/// A page by its number, from 1.
fn read_page(file: &mut File, number: u64) -> io::Result<Vec<u8>> {
    let mut page = vec![0; PAGE];
    file.seek(SeekFrom::Start((number - 1) * PAGE as u64))?;
    file.read_exact(&mut page)?;
    Ok(page)
}

/// The row of a cell, if it is one of ours.
fn row_of(file: &mut File, mut cell: &[u8]) -> Option<RawRecord> {
    let length = usize::try_from(take_number(&mut cell)?).ok()?;
    let _rowid = take_number(&mut cell)?;
    let local = local_part(length);
    let mut payload = cell.get(..local)?.to_vec();
    // A cell that is no record of ours may claim any length, and a loop of overflow pages would fill the memory.
    // So the columns have to fill the record, and no record is longer than its file.
    let columns = Columns::of(&payload).filter(|columns| columns.end == length)?;
    if length as u64 > file.metadata().ok()?.len() {
        return None;
    }
    if !KINDS.contains(&columns.kind(&payload)?.as_str()) {
        return None;
    }
    let mut next = cell.get(local..local + 4).and_then(page_number);
    while payload.len() < length {
        let page = read_page(file, next?).ok()?;
        next = page_number(&page[..4]);
        payload.extend_from_slice(&page[4..4 + OVERFLOW.min(length - payload.len())]);
    }
    columns.read(&payload)
}

fn page_number(bytes: &[u8]) -> Option<u64> {
    let number = u32::from_be_bytes(bytes.try_into().ok()?);
    (number > 1).then_some(number.into())
}

/// How much of a payload is stored in its leaf.
fn local_part(length: usize) -> usize {
    if length <= MAX_LOCAL {
        return length;
    }
    match MIN_LOCAL + (length - MIN_LOCAL) % OVERFLOW {
        fits if fits <= MAX_LOCAL => fits,
        _ => MIN_LOCAL,
    }
}

/// Where the four columns of a row are in its payload, with their serial types.
struct Columns {
    places: [(u64, Range<usize>); 4],
    end: usize,
}

impl Columns {
    /// Reads the header at the start of the payload.
    fn of(start: &[u8]) -> Option<Self> {
        let mut header = start;
        let mut end = usize::try_from(take_number(&mut header)?).ok()?;
        let mut types = start.get(start.len() - header.len()..end)?;
        let mut column = || {
            let kind = take_number(&mut types)?;
            let begin = end;
            end = begin.checked_add(length_of(kind)?)?;
            Some((kind, begin..end))
        };
        Some(Self {
            places: [column()?, column()?, column()?, column()?],
            end,
        })
    }

    fn kind(&self, payload: &[u8]) -> Option<String> {
        text(&self.places[0], payload)
    }

    fn read(&self, payload: &[u8]) -> Option<RawRecord> {
        let [kind, id, (revision, at), (sealed, place)] = &self.places;
        let is_blob = *sealed >= 12 && sealed % 2 == 0;
        Some(RawRecord {
            kind: text(kind, payload)?,
            id: text(id, payload)?,
            revision: integer(*revision, payload.get(at.clone())?)?,
            sealed: is_blob.then(|| payload.get(place.clone()))??.to_vec(),
        })
    }
}

fn text((kind, place): &(u64, Range<usize>), payload: &[u8]) -> Option<String> {
    let is_text = *kind >= 13 && kind % 2 == 1;
    let bytes = is_text.then(|| payload.get(place.clone()))??;
    String::from_utf8(bytes.to_vec()).ok()
}

/// Size in bytes of a value of a serial type.
fn length_of(kind: u64) -> Option<usize> {
    match kind {
        0 | 8 | 9 => Some(0),
        1..=4 => usize::try_from(kind).ok(),
        5 => Some(6),
        6 | 7 => Some(8),
        12.. => usize::try_from((kind - 12) / 2).ok(),
        _ => None,
    }
}

fn integer(kind: u64, value: &[u8]) -> Option<i64> {
    match kind {
        8 => Some(0),
        9 => Some(1),
        1..=6 => {
            let negative = value.first()? & 0x80 != 0;
            let start = if negative { -1_i64 } else { 0 };
            Some(
                value
                    .iter()
                    .fold(start, |sum, byte| (sum << 8) | i64::from(*byte)),
            )
        }
        _ => None,
    }
}

/// Takes a varint of one to nine bytes: the first bit of all but the ninth says whether another byte follows.
fn take_number(bytes: &mut &[u8]) -> Option<u64> {
    let mut number = 0;
    for place in 0..9 {
        let (byte, rest) = bytes.split_first()?;
        *bytes = rest;
        if place == 8 {
            return Some((number << 8) | u64::from(*byte));
        }
        number = (number << 7) | u64::from(byte & 0x7f);
        if byte & 0x80 == 0 {
            break;
        }
    }
    Some(number)
}
