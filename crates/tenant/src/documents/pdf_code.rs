//! Checks whether the PDF of a receipt carries the landlord's code. The archive holds all that this needs, so it
//! works offline.

use contract::{AttestationCode, AttestationFlaw, AttestationKey, RentDocument, attestation_codes_in};
use serde::Serialize;

use crate::core::archive::{ATTESTATION_KEYS, Archive, ArchiveError};

/// What the code of a receipt's PDF proves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum PdfCode {
    /// The PDF or the landlord's keys are not here yet, or the code has a later version or an unknown key.
    NotChecked,
    /// The PDF has no code.
    Missing,
    /// The landlord signed what this receipt says.
    Genuine,
    /// The code is malformed, not signed by the landlord, or signed for other facts.
    NotGenuine,
}

/// Checks the PDF of a document in the archive. An earlier revision will do: the facts that are compared never
/// change once issued.
pub(crate) fn check(archive: &Archive, document: &RentDocument) -> Result<PdfCode, ArchiveError> {
    let keys: Option<Vec<AttestationKey>> = archive.note(ATTESTATION_KEYS)?;
    let pdf = archive.pdf(&document.id)?;
    Ok(match (pdf, keys) {
        (Some((_, pdf)), Some(keys)) => check_pdf(&pdf, document, &keys),
        _ => PdfCode::NotChecked,
    })
}

fn check_pdf(pdf: &[u8], document: &RentDocument, keys: &[AttestationKey]) -> PdfCode {
    let codes = attestation_codes_in(pdf);
    if codes.is_empty() {
        return PdfCode::Missing;
    }
    let mut outcome = PdfCode::Genuine;
    for code in codes {
        match AttestationCode::parse(&code) {
            Err(AttestationFlaw::NotACode) => return PdfCode::NotGenuine,
            Err(AttestationFlaw::LaterVersion) => outcome = PdfCode::NotChecked,
            // The landlord may have renewed its key since the keys were fetched.
            Ok(code) if !code.names_one_of(keys) => outcome = PdfCode::NotChecked,
            Ok(code) => match code.signed_facts(keys) {
                Ok(facts) if facts.is_of(document) => {}
                _ => return PdfCode::NotGenuine,
            },
        }
    }
    outcome
}

#[cfg(test)]
mod tests {
    use contract::{Cents, TenantCode, samples};
    use landlord::AttestationKeys;

    use super::*;
    use crate::core::archive::ArchiveKey;

    fn quittance(id: &str) -> RentDocument {
        samples::quittance(id, 2026, 7)
    }

    /// New keys of a landlord.
    fn landlord() -> AttestationKeys {
        let folder = tempfile::tempdir().expect("a folder");
        AttestationKeys::load_or_make(folder.path()).expect("keys")
    }

    /// A file with the link of a document's code.
    fn pdf(keys: &AttestationKeys, document: &RentDocument) -> Vec<u8> {
        let code = keys.attest(document).expect("a code");
        format!("%PDF-1.7 /URI({})", code.link("https://habitat.example")).into_bytes()
    }

    #[test]
    fn only_a_code_signed_for_this_document_is_genuine() {
        let (own, other) = (landlord(), landlord());
        let document = quittance("one");
        let published = own.published();
        let checked = |pdf: &[u8]| check_pdf(pdf, &document, &published);
        assert_eq!(checked(&pdf(&own, &document)), PdfCode::Genuine);
        assert_eq!(checked(b"%PDF-1.7"), PdfCode::Missing);

        let changed = RentDocument {
            amount: Cents(1),
            ..document.clone()
        };
        for foreign in [quittance("two"), changed] {
            assert_eq!(checked(&pdf(&own, &foreign)), PdfCode::NotGenuine, "{foreign:?}");
        }
        let both = [pdf(&own, &document), pdf(&own, &quittance("two"))].concat();
        assert_eq!(checked(&both), PdfCode::NotGenuine, "one code too many");
        assert_eq!(
            checked(b"%PDF-1.7 /URI(https://x/verifier#ABC)"),
            PdfCode::NotGenuine
        );
        assert_eq!(
            checked(&pdf(&other, &document)),
            PdfCode::NotChecked,
            "a key that is not known may be a new one"
        );
    }

    #[test]
    fn without_the_pdf_or_the_keys_it_is_not_checked() {
        let key = ArchiveKey::make().expect("random");
        let tenant = TenantCode::parse("204518730961245").expect("a tenant code");
        let archive = Archive::in_memory(key, tenant).expect("an archive");
        let (keys, document) = (landlord(), quittance("one"));
        let check = || check(&archive, &document).expect("read");
        assert_eq!(check(), PdfCode::NotChecked);
        let file = pdf(&keys, &document);
        archive.put_pdf(&document.id, 1, &file).expect("kept");
        assert_eq!(check(), PdfCode::NotChecked);
        archive
            .put_note(ATTESTATION_KEYS, &keys.published())
            .expect("kept");
        assert_eq!(check(), PdfCode::Genuine);
    }
}
