//! Golden archives: one of each version, as that version wrote it, with records of every kind. Every later version has
//! to read them.

use std::{
    fs,
    path::{Path, PathBuf},
};

use contract::{
    AgencyMessages, AttestationKey, ChangeMark, DocumentId, LandlordProfile, NewMessage, PaymentOpening,
    ProgramVersion, RentAccount, RentDocument, Tenancy, TenantCode, samples,
};
use jiff::{SignedDuration, Timestamp};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, json};

use crate::{
    core::{
        archive::{
            ANSWERS_SEEN, ARCHIVE_VERSION, ATTESTATION_KEYS, Archive, ArchiveDisk, ArchiveKey, CARD_PAYMENT,
            CARD_PAYMENT_OUTBOX, CLOCK_AHEAD, DOCUMENTS_MARK, DocumentValidity, LANDLORD, LAST_ANSWER,
            MESSAGE_OUTBOX, MESSAGES, MESSAGES_MARK, PIN_OFFERED, PROFILE, RENT_ACCOUNT, RENT_ACCOUNT_MARK,
            SYNC_MARK, SYNCED_AT, TENANCY, TENANCY_MARK, VERSION_DISMISSED, end_listing,
        },
        outbox::OutboxEntry,
        pdf::PartialPdf,
    },
    payment::card_payment::SavedPayment,
    profile::ProfileOverview,
};

const KEY: &str = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
const PDF: &[u8] = b"%PDF-1.7 golden %%EOF";
/// As the golden archives have it. Its check digit is wrong, and their content does not change.
const SIRET: &str = "62082030500017";

/// Notes that the golden archives lack: they are younger than the archive of their version.
const YOUNGER: [&str; 1] = [VERSION_DISMISSED];

/// A note of the golden archives.
struct GoldenNote {
    name: &'static str,
    content: Value,
    write: fn(&Archive, &str, &Value),
    read: fn(&Archive, &str) -> Option<Value>,
}

impl GoldenNote {
    fn new<T: Serialize + DeserializeOwned>(name: &'static str, content: Value) -> Self {
        Self {
            name,
            content,
            write: write::<T>,
            read: read::<T>,
        }
    }
}

/// Writes a note as the application does, from its own type.
fn write<T: Serialize + DeserializeOwned>(archive: &Archive, name: &str, content: &Value) {
    let content: T = serde_json::from_value(content.clone()).unwrap_or_else(|flaw| panic!("{name}: {flaw}"));
    archive.put_note(name, &content).expect("kept");
}

fn read<T: Serialize + DeserializeOwned>(archive: &Archive, name: &str) -> Option<Value> {
    let content: Option<T> = archive.note(name).expect("read");
    content.map(|content| serde_json::to_value(content).expect("JSON"))
}

/// Every note that the application names. A version that converts one says here what it makes of it.
fn notes() -> Vec<GoldenNote> {
    vec![
        GoldenNote::new::<String>(SYNC_MARK, json!("sync-mark-7")),
        GoldenNote::new::<ChangeMark>(DOCUMENTS_MARK, json!("d7")),
        GoldenNote::new::<ChangeMark>(TENANCY_MARK, json!("t7")),
        GoldenNote::new::<ChangeMark>(RENT_ACCOUNT_MARK, json!("r7")),
        GoldenNote::new::<ChangeMark>(MESSAGES_MARK, json!("m7")),
        GoldenNote::new::<Timestamp>(SYNCED_AT, json!("2026-02-01T08:00:00Z")),
        GoldenNote::new::<SignedDuration>(CLOCK_AHEAD, json!("PT1H")),
        GoldenNote::new::<bool>(PIN_OFFERED, json!(true)),
        GoldenNote::new::<ProgramVersion>(VERSION_DISMISSED, json!("0.2.0")),
        GoldenNote::new::<Timestamp>(LAST_ANSWER, json!("2026-01-20T09:00:00Z")),
        GoldenNote::new::<Option<Timestamp>>(ANSWERS_SEEN, json!("2026-01-19T09:00:00Z")),
        GoldenNote::new::<Vec<AttestationKey>>(
            ATTESTATION_KEYS,
            json!(["3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"]),
        ),
        GoldenNote::new::<Tenancy>(TENANCY, tenancy()),
        GoldenNote::new::<LandlordProfile>(LANDLORD, landlord()),
        GoldenNote::new::<RentAccount>(RENT_ACCOUNT, rent_account()),
        GoldenNote::new::<AgencyMessages>(MESSAGES, messages()),
        GoldenNote::new::<Vec<OutboxEntry<NewMessage>>>(MESSAGE_OUTBOX, message_outbox()),
        GoldenNote::new::<Vec<OutboxEntry<PaymentOpening>>>(CARD_PAYMENT_OUTBOX, payment_outbox()),
        GoldenNote::new::<SavedPayment>(CARD_PAYMENT, payment()),
        GoldenNote::new::<ProfileOverview>(PROFILE, profile()),
    ]
}

fn tenancy() -> Value {
    json!({
        "tenants": ["Mme Jeanne DURAND"],
        "dwelling": ["12 rue des Lilas", "62300 Lens"],
        "agency": {
            "name": "Agence de Lens",
            "address": ["1 place de la Gare", "62300 Lens"],
            "telephone": "03 21 00 00 01",
            "email": "lens@habitat.example",
            "openingHours": ["Lundi : 9 h - 12 h"],
        },
        "lease": { "startsOn": "2019-04-01", "deposit": 40_000, "occupants": ["L\u{e9}o DURAND"] },
        "news": [{ "title": "Travaux", "text": ["L’ascenseur remarche."], "from": "2026-01-01", "until": "2026-03-01" }],
    })
}

fn landlord() -> Value {
    json!({
        "name": "Habitat Test",
        "productName": "Espace Locataire",
        "telephone": "03 21 00 00 00",
        "email": "contact@habitat.example",
        "website": "https://habitat.example/",
        "address": ["1 place de la Gare", "62300 Lens"],
        "siret": SIRET,
        "primaryColour": null,
        "termsUrl": "https://habitat.example/cgu",
        "paymentHosts": ["paiement.example"],
    })
}

fn rent_account() -> Value {
    json!({
        "balance": 41_237,
        "open": [{
            "document": "avis-2026-01",
            "kind": "avis",
            "term": "2026-01",
            "dueOn": "2026-02-05",
            "left": 41_237,
        }],
        "openingBalance": 0,
        "entries": [{
            "kind": "term",
            "on": "2026-01-25",
            "term": "2026-01",
            "document": "avis-2026-01",
            "method": null,
            "amount": 41_237,
            "balance": 41_237,
        }],
    })
}

fn messages() -> Value {
    json!({
        "messages": [{
            "id": "m-1",
            "subject": "repair",
            "text": "Le robinet fuit.",
            "attachments": [{ "kind": "jpeg", "bytes": 1_234 }],
            "sentAt": "2026-01-18T09:00:00Z",
            "state": "answered",
            "answer": { "text": "Un plombier passe mardi.", "at": "2026-01-20T09:00:00Z" },
        }],
    })
}

fn message_outbox() -> Value {
    json!([{
        "key": "67e55044-10b1-426f-9247-bb680e5fe0c8",
        "keptAt": "2026-01-31T18:00:00Z",
        "state": "waiting",
        // « %PDF-1.7 golden %%EOF »
        "content": { "subject": "rent", "text": "Ma quittance ?", "attachments": ["JVBERi0xLjcgZ29sZGVuICUlRU9G"] },
    }])
}

fn payment_outbox() -> Value {
    json!([{
        "key": "16fd2706-8baf-433b-82eb-8c7fada847da",
        "keptAt": "2026-01-31T18:01:00Z",
        "state": "waiting",
        "content": { "amount": 41_237, "returnState": "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8" },
    }])
}

fn payment() -> Value {
    json!({
        "amount": 20_000,
        "begunAt": "2026-01-30T18:00:00Z",
        "standing": "waiting",
        "id": "p-1",
        "own": { "returnState": "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8", "returned": false },
    })
}

fn profile() -> Value {
    json!({
        "email": "jeanne.durand@example.fr",
        "landline": "03 21 00 00 02",
        "mobile": { "display": "06*****61", "firstDigits": "06", "lastDigits": "61" },
        "mails": { "given": true, "since": "2026-01-01T10:00:00Z" },
        "electronicReceipts": { "given": false, "since": "2026-01-01T10:00:00Z" },
        "termsAcceptedAt": "2026-01-01T10:00:00Z",
        "devices": [{
            "id": "d-1",
            "name": "portable",
            "firstSeenAt": "2026-01-01T10:00:00Z",
            "lastSeenAt": "2026-01-31T10:00:00Z",
            "current": true,
        }],
        "helped": [{
            "at": "2026-01-01T09:00:00Z",
            "action": "signedUp",
            "staff": "Claire MARTIN",
            "agency": "Agence de Lens",
        }],
        "asOf": "2026-01-31T10:00:00Z",
    })
}

/// One that the landlord no longer lists, then two that it does.
fn documents() -> [RentDocument; 3] {
    let mut documents = [
        samples::quittance("quittance-2025-12", 2025, 12),
        samples::avis("avis-2026-01", 2026, 1),
        samples::quittance("quittance-2026-01", 2026, 1),
    ];
    for document in &mut documents {
        SIRET.clone_into(&mut document.landlord.siret);
    }
    documents
}

fn partial_pdf() -> PartialPdf {
    PartialPdf {
        etag: "\"golden\"".to_owned(),
        bytes: PDF[..9].to_vec(),
    }
}

fn open(folder: &Path) -> Archive {
    let key = ArchiveKey::from_secret(&KEY.into()).expect("a key");
    let tenant = TenantCode::parse("204518730961245").expect("fifteen digits");
    Archive::open(folder, key, tenant).expect("opens")
}

fn golden(version: u8) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/core/archive/golden");
    folder.join(format!("v{version}.sqlite"))
}

/// Writes the archive of this version. It never replaces one: a version that is out does not change.
#[test]
#[ignore = "makes the golden archive of a new version, once"]
fn makes_the_golden_archive_of_this_version() {
    let golden = golden(ARCHIVE_VERSION);
    assert!(!golden.exists(), "{} is there", golden.display());
    let folder = tempfile::tempdir().expect("a folder");
    let archive = open(folder.path());
    archive.put_documents(&documents(), Some("first")).expect("kept");
    archive.begin_listing_anew().expect("begun");
    archive
        .put_documents(&documents()[1..], Some("second"))
        .expect("kept");
    archive.together(end_listing).expect("ended");
    // Leaves all of them awaited.
    archive.begin_listing_anew().expect("begun");
    assert_eq!(archive.years().expect("listed"), [(2026, 2), (2025, 1)]);
    let id = |number: usize| documents()[number].id.clone();
    archive.put_pdf(&id(2), 1, PDF).expect("kept");
    archive.put_partial_pdf(&id(1), &partial_pdf()).expect("kept");
    for note in notes() {
        (note.write)(&archive, note.name, &note.content);
    }
    let name = String::from(archive.file_name());
    drop(archive);
    fs::create_dir_all(golden.parent().expect("a folder")).expect("made");
    fs::copy(folder.path().join(name), golden).expect("copied");
}

/// Whether everything that was written is found, whatever a later version adds.
fn holds(found: &Value, written: &Value) -> bool {
    match (found, written) {
        (Value::Object(found), Value::Object(written)) => written
            .iter()
            .all(|(name, value)| found.get(name).is_some_and(|found| holds(found, value))),
        (Value::Array(found), Value::Array(written)) => {
            found.len() == written.len()
                && found
                    .iter()
                    .zip(written)
                    .all(|(found, written)| holds(found, written))
        }
        _ => found == written,
    }
}

#[test]
fn the_archive_of_every_version_is_read_whole() {
    for version in 1..=ARCHIVE_VERSION {
        let golden = golden(version);
        assert!(
            golden.exists(),
            "{} is missing: cargo test -p tenant --lib makes_the_golden_archive -- --ignored",
            golden.display()
        );
        let folder = tempfile::tempdir().expect("a folder");
        let empty = open(folder.path());
        let path = folder.path().join(String::from(empty.file_name()));
        drop(empty);
        fs::copy(golden, &path).expect("copied");

        let archive = open(folder.path());
        assert_eq!(archive.disk(), ArchiveDisk::Works);
        assert!(
            !path.with_extension("sqlite.damaged-1").exists(),
            "it is not mended"
        );
        assert_eq!(archive.set_aside().expect("read"), [], "v{version}");
        let validities = [
            DocumentValidity::Missing,
            DocumentValidity::Current,
            DocumentValidity::Current,
        ];
        for (document, validity) in documents().iter().zip(validities) {
            let kept = archive.document(&document.id).expect("read");
            assert_eq!(kept.as_ref(), Some(document), "v{version}");
            assert_eq!(archive.validity(document).expect("read"), validity, "v{version}");
        }
        check_list_and_pdfs(&archive);
        for note in notes().iter().filter(|note| !YOUNGER.contains(&note.name)) {
            let found = (note.read)(&archive, note.name);
            let found = found.unwrap_or_else(|| panic!("v{version}: no {}", note.name));
            assert!(holds(&found, &note.content), "v{version}: {found:#}");
        }
        archive.together(end_listing).expect("ended");
        let last = &documents()[2];
        let validity = archive.validity(last).expect("read");
        assert_eq!(validity, DocumentValidity::Missing, "v{version}: it was awaited");
    }
}

fn check_list_and_pdfs(archive: &Archive) {
    assert_eq!(archive.years().expect("read"), [(2026, 2), (2025, 1)]);
    let of_2026 = archive.documents_of(2026).expect("read").into_iter();
    let ids: Vec<DocumentId> = of_2026.map(|entry| entry.id).collect();
    assert_eq!(ids, [1, 2].map(|number: usize| documents()[number].id.clone()));
    let [_, avis, quittance] = documents();
    let pdf = archive.pdf(&quittance.id).expect("read");
    assert_eq!(pdf, Some((1, PDF.to_vec())));
    let partial = archive.partial_pdf(&avis.id).expect("read");
    assert_eq!(partial, Some(partial_pdf()));
}

/// The names in `note_names.rs`, each of which has a note above.
#[test]
fn every_named_note_is_in_the_golden_archive() {
    let names = include_str!("../core/archive/note_names.rs");
    let mut named: Vec<&str> = names
        .lines()
        .filter_map(|line| line.strip_prefix("pub(crate) const ")?.split('"').nth(1))
        .collect();
    let golden = notes();
    let mut written: Vec<&str> = golden.iter().map(|note| note.name).collect();
    named.sort_unstable();
    written.sort_unstable();
    assert_eq!(written, named);
}
