//! The export as a PDF: its content, and its accessibility.
#![allow(clippy::expect_used, reason = "a test fails by panicking")]

use contract::{
    AccountExport, AccountProfile, Agency, AgencyMessage, Cents, Consent, ConsentEntry, ConsentKind,
    Consents, DwellingDetails, Email, Language, MessageAnswer, MessageId, MessageState, MessageSubject,
    MobilePhone, OnlinePayment, PaymentId, PaymentState, RentAccount, RentAccountEntry, RentAccountEntryKind,
    RentDocument, SignedInDevice, StaffAction, StaffActionTaken, Tenancy, TenantCode, Term, samples,
};
use jiff::{Timestamp, civil::date};
use landlord::{
    config::Config,
    export_pdf::render,
    figures::{DRAWN_ENTRIES, DRAWN_MESSAGE_LINES, DRAWN_ROWS},
};
use proptest::prelude::*;

fn moment(text: &str) -> Timestamp {
    text.parse().expect("a moment")
}

/// A document of a month, issued on its 28th.
fn document(month: i8) -> RentDocument {
    RentDocument {
        issued_on: date(2026, month, 28),
        ..samples::quittance(&format!("document-{month}"), 2026, month)
    }
}

fn export() -> AccountExport {
    let mobile = MobilePhone::parse("06 39 98 00 61").expect("a mobile");
    let signed_up = moment("2026-07-31T22:30:00Z");
    AccountExport {
        exported_at: moment("2026-11-23T08:00:00Z"),
        tenant_code: TenantCode::parse("204518730961245").expect("a tenant code"),
        account: AccountProfile {
            email: Email::parse("jeanne.durand@exemple.fr").expect("an address"),
            email_confirmed: true,
            pending_email: None,
            pending_mobile: None,
            landline: None,
            mobile: Some(mobile.mask()),
            consents: Consents {
                mails: Consent {
                    given: false,
                    since: signed_up,
                },
                electronic_receipts: Consent {
                    given: true,
                    since: moment("2026-09-12T10:00:00Z"),
                },
            },
            terms_accepted_at: signed_up,
            created_at: signed_up,
            language: Language::Fr,
        },
        consent_history: vec![
            ConsentEntry {
                consent: ConsentKind::ElectronicReceipts,
                given: false,
                at: signed_up,
            },
            ConsentEntry {
                consent: ConsentKind::ElectronicReceipts,
                given: true,
                at: moment("2026-09-12T10:00:00Z"),
            },
        ],
        mobile: Some(mobile),
        tenancy: Tenancy {
            tenants: vec!["Mme Jeanne DURAND".to_owned(), "M. Karim DURAND".to_owned()],
            holder: Some("Mme Jeanne DURAND".to_owned()),
            dwelling: vec!["12 rue des Lilas".to_owned(), "62300 Lens".to_owned()],
            agency: Agency {
                name: "Agence de Lens".to_owned(),
                address: Vec::new(),
                telephone: "03 53 01 00 01".to_owned(),
                email: "lens@exemple.fr".to_owned(),
                opening_hours: Vec::new(),
            },
            details: DwellingDetails::default(),
            lease: None,
            news: Vec::new(),
        },
        devices: vec![SignedInDevice {
            id: "1".to_owned(),
            name: Some("linux".to_owned()),
            first_seen_at: signed_up,
            last_seen_at: moment("2026-11-22T10:00:00Z"),
            current: true,
        }],
        rent_documents: vec![document(6), document(7)],
        rent_account: RentAccount {
            balance: Cents(0),
            open: Vec::new(),
            opening_balance: Cents(0),
            entries: vec![RentAccountEntry {
                kind: RentAccountEntryKind::Payment,
                on: date(2026, 7, 6),
                term: Some(Term::new(2026, 7).expect("a month")),
                document: None,
                method: Some("virement".to_owned()),
                amount: Cents(-41_237),
                balance: Cents(0),
            }],
        },
        payments: vec![OnlinePayment {
            id: PaymentId("p".to_owned()),
            amount: Cents(2_000),
            state: PaymentState::Refused,
            begun_at: moment("2026-11-02T10:00:00Z"),
            page: None,
        }],
        messages: vec![AgencyMessage {
            id: MessageId("m".to_owned()),
            subject: MessageSubject::Repair,
            text: "Bonjour,\nle robinet fuit.".to_owned(),
            attachments: Vec::new(),
            sent_at: moment("2026-11-03T10:00:00Z"),
            state: MessageState::Answered,
            answer: Some(MessageAnswer {
                text: "Un plombier passe mardi.".to_owned(),
                at: moment("2026-11-04T10:00:00Z"),
            }),
        }],
        staff_actions: vec![StaffActionTaken {
            at: moment("2026-11-05T10:00:00Z"),
            action: StaffAction::NewNumberConfirmed,
            staff: "Claire MARTIN".to_owned(),
            agency: "Agence de Lens".to_owned(),
        }],
    }
}

fn drawn(export: &AccountExport) -> Vec<u8> {
    render(
        &Config::demonstration("data".into()).landlord,
        export,
        Language::Fr,
    )
    .expect("drawn")
}

/// The text without white space, since PDF readers separate words differently.
fn text(pdf: &[u8]) -> String {
    compact(&pdf_extract::extract_text_from_mem(pdf).expect("text"))
}

fn compact(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

#[test]
fn it_shows_in_words_everything_that_is_stored() {
    let text = text(&drawn(&export()));
    for words in [
        "Mme Jeanne DURAND et M. Karim DURAND",
        "204 518 730 961 245",
        "12 rue des Lilas, 62300 Lens",
        "jeanne.durand@exemple.fr",
        "06 39 98 00 61",
        "non renseigné",
        "acceptées le 1er août 2026",
        "non, depuis le 1er août 2026",
        "oui, depuis le 12 septembre 2026",
        "Le 1er août 2026 Quittances par voie électronique, non",
        "Le 12 septembre 2026 Quittances par voie électronique, oui",
        "Ordinateur sous Linux",
        "utilisé la dernière fois le 22 novembre 2026",
        "Aujourd’hui Rien à payer",
        "Le 2 novembre 2026 20,00 €, refusé par la banque",
        "Le 3 novembre 2026 Réparation",
        "le robinet fuit.",
        "Réponse du 4 novembre 2026 : Un plombier passe mardi.",
        "Le 5 novembre 2026 Claire MARTIN (Agence de Lens) a enregistré votre nouveau numéro",
        "juillet 2026",
        "412,37 €",
    ] {
        assert!(text.contains(&compact(words)), "{words}: {text}");
    }
}

#[test]
fn what_is_owed_is_told_without_a_sign() {
    for (balance, words) in [
        (3_520, "Aujourd’hui 35,20 € à payer"),
        (-3_520, "Aujourd’hui Votre bailleur vous doit 35,20 €"),
        (0, "Aujourd’hui Rien à payer"),
    ] {
        let mut export = export();
        export.rent_account.balance = Cents(balance);
        let text = text(&drawn(&export));
        assert!(text.contains(&compact(words)), "{words}: {text}");
        assert!(!text.contains('−'), "{balance}: {text}");
    }
}

#[test]
fn the_latest_document_comes_first() {
    let text = text(&drawn(&export()));
    let position = |words: &str| text.find(&compact(words)).expect("listed");
    assert!(position("juillet 2026") < position("juin 2026"));
}

#[test]
fn it_is_a_tagged_pdf_for_archiving() {
    let pdf = drawn(&export());
    let holds = |words: &str| pdf.windows(words.len()).any(|part| part == words.as_bytes());
    assert!(holds("/StructTreeRoot") && holds("<pdfuaid:part>1<") && holds("<pdfaid:conformance>A<"));
}

#[test]
fn a_list_too_long_to_draw_is_cut_and_says_how_many_the_json_has() {
    let mut export = export();
    export.payments = vec![export.payments[0].clone(); DRAWN_ENTRIES + 3];
    export.rent_documents = vec![document(6); DRAWN_ROWS + 2];
    let text = text(&drawn(&export));
    for words in ["3 autres éléments se lisent", "2 autres éléments se lisent"] {
        assert!(text.contains(&compact(words)), "{words}");
    }
    assert!(
        !text.contains(&compact("Un autre élément")),
        "the other lists are whole"
    );
}

#[test]
fn messages_of_line_breaks_are_drawn_up_to_a_number_of_lines() {
    let mut export = export();
    let long = AgencyMessage {
        text: "x\n".repeat(DRAWN_MESSAGE_LINES / 2 - 10),
        ..export.messages[0].clone()
    };
    export.messages = vec![long; 50];
    let text = text(&drawn(&export));
    assert!(text.contains(&compact("48 autres éléments se lisent")));
}

#[test]
fn the_oldest_consents_are_left_out_first() {
    let mut export = export();
    let first = export.consent_history[0];
    let at = moment("2026-07-30T10:00:00Z");
    let earlier = std::iter::repeat_n(ConsentEntry { at, ..first }, DRAWN_ENTRIES);
    export.consent_history = earlier.chain(export.consent_history).collect();
    let text = text(&drawn(&export));
    let place = |words: &str| text.find(&compact(words)).expect("drawn");
    assert!(place("2 autres éléments se lisent") < place("Le 30 juillet 2026"));
    assert!(place("Le 30 juillet 2026") < place("Le 12 septembre 2026 Quittances"));
}

#[test]
fn an_otherwise_empty_account_is_drawn() {
    let bare = AccountExport {
        devices: Vec::new(),
        rent_documents: Vec::new(),
        payments: Vec::new(),
        messages: Vec::new(),
        staff_actions: Vec::new(),
        mobile: None,
        ..export()
    };
    assert!(text(&drawn(&bare)).contains("Aucun."));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn any_device_name_and_address_is_drawn(name in any::<String>(), line in any::<String>()) {
        let mut export = export();
        export.devices[0].name = Some(name);
        export.tenancy.dwelling = vec![line];
        drawn(&export);
    }
}
