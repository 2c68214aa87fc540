//! The facts as bytes, and back. Each attestation has exactly one encoding; the decoder refuses all others.

use jiff::civil::Date;

use super::{
    Attestation, LineTotal, MAX_ADDRESS_CHARACTERS, MAX_ID_CHARACTERS, MAX_NAMES_CHARACTERS,
    MAX_SIRET_CHARACTERS,
    code::AttestationFlaw::{self, LaterVersion, NotACode},
    key::KEY_ID_BYTES,
};
use crate::{Cents, DocumentId, DocumentKind, LineKind, Term};

/// Version of the format, as written by this program.
const VERSION: u8 = 1;
/// The line kinds; the index of a kind is its number in the format.
pub(super) const LINE_KINDS: [LineKind; 9] = [
    LineKind::Rent,
    LineKind::Charges,
    LineKind::Regularisation,
    LineKind::Apl,
    LineKind::Rls,
    LineKind::Sls,
    LineKind::EarlierBalance,
    LineKind::Payment,
    LineKind::Other,
];
const SUPERSEDES: u8 = 1;
const PAID_ON: u8 = 2;
const CUT: char = '…';

/// Prepares a text for a code: removes control and other invisible characters, and cuts it to `most` bytes.
pub(super) fn plain(text: &str, most: usize) -> String {
    let mut plain: String = text.chars().filter(|c| !hides(*c)).collect();
    if plain.len() > most {
        plain.truncate(plain.floor_char_boundary(most - CUT.len_utf8()));
        plain.push(CUT);
    }
    plain
}

/// Whether [`plain`] would leave the text unchanged.
pub(super) fn is_plain(text: &str, most: usize) -> bool {
    text.len() <= most && !text.chars().any(hides)
}

/// Whether a character is invisible and can change how the others look.
fn hides(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// The bytes to sign, with the id of the signing key.
pub(super) fn encode(facts: &Attestation, key: [u8; KEY_ID_BYTES]) -> Vec<u8> {
    let mut bytes = vec![VERSION];
    bytes.extend(key);
    // A document of an unknown kind gets no code (`Attestation::of`); no kind has this number.
    bytes.push(facts.kind.number().unwrap_or(u8::MAX));
    let supersedes = if facts.supersedes { SUPERSEDES } else { 0 };
    let paid_on = if facts.paid_on.is_some() { PAID_ON } else { 0 };
    bytes.push(supersedes | paid_on);
    let months = u16::from_be_bytes(facts.term.year().to_be_bytes()) * 12;
    bytes.extend((months + u16::from(facts.term.month().unsigned_abs()) - 1).to_be_bytes());
    for day in [Some(facts.issued_on), facts.paid_on].into_iter().flatten() {
        bytes.extend(day.year().to_be_bytes());
        bytes.extend([day.month().unsigned_abs(), day.day().unsigned_abs()]);
    }
    push_amount(&mut bytes, facts.amount);
    push_amount(&mut bytes, facts.paid);
    bytes.push(facts.totals.len() as u8);
    for total in &facts.totals {
        bytes.push(place_of(total.kind, &LINE_KINDS));
        push_amount(&mut bytes, total.amount);
    }
    for text in [&facts.siret, &facts.document.0, &facts.tenants, &facts.dwelling] {
        bytes.push(text.len() as u8);
        bytes.extend(text.as_bytes());
    }
    bytes
}

/// Reads the facts and the id of the key. Never panics.
pub(super) fn decode(bytes: &[u8]) -> Result<(Attestation, [u8; KEY_ID_BYTES]), AttestationFlaw> {
    let mut reader = Reader(bytes);
    match reader.byte()? {
        VERSION => {}
        0 => return Err(NotACode),
        _ => return Err(LaterVersion),
    }
    let key = reader.array()?;
    // An unknown number may be a kind of a later version; the signature check refuses a forged one.
    let kind = DocumentKind::of_number(reader.byte()?).unwrap_or(DocumentKind::Unknown);
    let flags = reader.byte()?;
    if flags & !(SUPERSEDES | PAID_ON) != 0 {
        return Err(NotACode);
    }
    let term = reader.term()?;
    let issued_on = reader.day()?;
    let paid_on = (flags & PAID_ON != 0).then(|| reader.day()).transpose()?;
    let (amount, paid) = (reader.amount()?, reader.amount()?);
    let totals = reader.totals()?;
    let facts = Attestation {
        siret: reader.text(MAX_SIRET_CHARACTERS)?,
        document: DocumentId(reader.text(MAX_ID_CHARACTERS)?),
        kind,
        term,
        issued_on,
        paid_on,
        amount,
        paid,
        totals,
        tenants: reader.text(MAX_NAMES_CHARACTERS)?,
        dwelling: reader.text(MAX_ADDRESS_CHARACTERS)?,
        supersedes: flags & SUPERSEDES != 0,
    };
    if facts.document.0.is_empty() || !reader.0.is_empty() {
        return Err(NotACode);
    }
    Ok((facts, key))
}

fn place_of<T: PartialEq + Copy>(what: T, all: &[T]) -> u8 {
    // Every line kind is in the list.
    all.iter().position(|one| *one == what).unwrap_or(all.len()) as u8
}

/// Writes an amount with seven bits a byte, lowest first, so that small amounts of either sign take few bytes.
fn push_amount(bytes: &mut Vec<u8>, amount: Cents) {
    let mut rest = (amount.0.cast_unsigned() << 1) ^ (amount.0 >> 63).cast_unsigned();
    while rest > 0x7f {
        bytes.push(rest as u8 | 0x80);
        rest >>= 7;
    }
    bytes.push(rest as u8);
}

struct Reader<'a>(&'a [u8]);

impl Reader<'_> {
    fn byte(&mut self) -> Result<u8, AttestationFlaw> {
        self.array().map(|[byte]| byte)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], AttestationFlaw> {
        let (first, rest) = self.0.split_first_chunk().ok_or(NotACode)?;
        self.0 = rest;
        Ok(*first)
    }

    fn term(&mut self) -> Result<Term, AttestationFlaw> {
        let months = u16::from_be_bytes(self.array()?);
        let year = i16::try_from(months / 12).map_err(|_| NotACode)?;
        Term::new(year, (months % 12 + 1) as i8).map_err(|_| NotACode)
    }

    fn day(&mut self) -> Result<Date, AttestationFlaw> {
        let year = i16::from_be_bytes(self.array()?);
        let [month, day] = self.array()?.map(i8::try_from);
        match (month, day) {
            (Ok(month), Ok(day)) => Date::new(year, month, day).map_err(|_| NotACode),
            _ => Err(NotACode),
        }
    }

    fn amount(&mut self) -> Result<Cents, AttestationFlaw> {
        let mut value = 0_u64;
        for place in (0..64).step_by(7) {
            let byte = self.byte()?;
            let bits = u64::from(byte & 0x7f);
            if bits << place >> place != bits || (byte == 0 && place > 0) {
                return Err(NotACode);
            }
            value |= bits << place;
            if byte & 0x80 == 0 {
                return Ok(Cents((value >> 1).cast_signed() ^ -(value & 1).cast_signed()));
            }
        }
        Err(NotACode)
    }

    /// Reads the totals: each kind at most once, in the order of [`LINE_KINDS`].
    fn totals(&mut self) -> Result<Vec<LineTotal>, AttestationFlaw> {
        let mut totals = Vec::new();
        let mut next = 0;
        for _ in 0..self.byte()? {
            let place = usize::from(self.byte()?);
            let kind = *LINE_KINDS.get(place).filter(|_| place >= next).ok_or(NotACode)?;
            next = place + 1;
            let amount = self.amount()?;
            totals.push(LineTotal { kind, amount });
        }
        Ok(totals)
    }

    fn text(&mut self, most: usize) -> Result<String, AttestationFlaw> {
        let length = usize::from(self.byte()?);
        let (text, rest) = self.0.split_at_checked(length).ok_or(NotACode)?;
        self.0 = rest;
        let text = str::from_utf8(text).map_err(|_| NotACode)?;
        if is_plain(text, most) {
            Ok(text.to_owned())
        } else {
            Err(NotACode)
        }
    }
}
