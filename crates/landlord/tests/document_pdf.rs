//! Rent documents as PDF files: their content, and that no content can break the rendering.
#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use contract::{
    Cents, DocumentId, DocumentKind, IssuingLandlord, Language, LineKind, Money, Proof, RentDocument,
    TenantCode,
    samples::{line, quittance},
};
use jiff::civil::date;
use landlord::{
    document_pdf::{render, render_with},
    typesetting::{Template, TypesettingError},
};
use paper::{
    Words, capitalised,
    pseudo::{french_words, rejoined, without_isolates},
};
use proptest::prelude::*;

/// Every kind, and the unknown kind of a later version.
fn kinds() -> impl Iterator<Item = DocumentKind> {
    DocumentKind::ALL.iter().copied().chain([DocumentKind::Unknown])
}

fn document(kind: DocumentKind) -> RentDocument {
    let lines = match kind {
        DocumentKind::Recu => vec![line(LineKind::Payment, "Paiement du 8 août", 123_456)],
        _ => vec![
            line(LineKind::Rent, "Loyer principal", 110_056),
            line(LineKind::Charges, "Provision pour charges", 23_400),
            line(LineKind::Apl, "APL versée par la CAF", -10_000),
        ],
    };
    let paid = matches!(kind, DocumentKind::Quittance | DocumentKind::Recu);
    RentDocument {
        kind,
        issued_on: date(2026, 8, 12),
        due_on: (!paid).then_some(date(2026, 9, 1)),
        amount: Cents(123_456),
        paid: if paid { Cents(123_456) } else { Cents(0) },
        paid_on: paid.then_some(date(2026, 8, 8)),
        tenants: vec!["Mme Jeanne DURAND".to_owned(), "M. Karim DURAND".to_owned()],
        dwelling: vec!["12 rue des Exemples".to_owned(), "62300 Lens".to_owned()],
        lines,
        ..quittance("Zm9vYmFy", 2026, 7)
    }
}

/// The link that verifies the document.
const LINK: Option<&str> = Some("https://espace.habitat.example/verifier#GEZDGNBVGY3TQOJQ");

fn code() -> TenantCode {
    TenantCode::parse("204518730961245").expect("a tenant code")
}

/// The text of a PDF without white space, since PDF readers separate words differently.
fn text(pdf: &[u8]) -> String {
    let text = pdf_extract::extract_text_from_mem(pdf).expect("text");
    compact(&text)
}

fn compact(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn drawn(document: &RentDocument) -> String {
    text(&render(document, Some(&code()), LINK, Language::Fr).expect("drawn"))
}

fn says(document: &RentDocument, words: &str) -> bool {
    drawn(document).contains(&compact(words))
}

#[test]
fn every_kind_is_an_accessible_pdf_in_french_for_archiving() {
    for kind in kinds() {
        let pdf = render(&document(kind), Some(&code()), LINK, Language::Fr).expect("drawn");
        assert!(pdf.starts_with(b"%PDF-1.7"), "{kind:?}");
        for mark in [
            "/MarkInfo",
            "/StructTreeRoot",
            "<pdfuaid:part>1<",
            "<pdfaid:part>2<",
            "<pdfaid:conformance>A<",
            "/GTS_PDFA1",
            "/Lang(fr-FR)",
            "/DisplayDocTitle",
        ] {
            let found = pdf.windows(mark.len()).any(|window| window == mark.as_bytes());
            assert!(found, "{mark} in {kind:?}");
        }
    }
}

#[test]
fn every_kind_shows_who_pays_for_what_and_how_much() {
    for kind in kinds() {
        let document = document(kind);
        let text = drawn(&document);
        let mut expected = vec![
            capitalised(&Words::without_sentences(Language::Fr).document_kind(kind)),
            "Code locataire 204 518 730 961 245".to_owned(),
            "Habitat Test".to_owned(),
            "SIRET 620 820 305 00014".to_owned(),
            "Mme Jeanne DURAND".to_owned(),
            "M. Karim DURAND".to_owned(),
            "12 rue des Exemples, 62300 Lens".to_owned(),
            "Juillet 2026".to_owned(),
            "12 août 2026".to_owned(),
            "1 234,56 €".to_owned(),
        ];
        expected.extend(document.lines.iter().map(|line| line.label.clone()));
        expected.extend(
            document
                .lines
                .iter()
                .map(|line| Words::without_sentences(Language::Fr).amount(line.amount)),
        );
        for words in expected {
            assert!(text.contains(&compact(&words)), "{words} in {kind:?}: {text}");
        }
    }
}

#[test]
fn no_kind_in_another_language_has_french_left() {
    let data = [
        "Habitat Test",
        "1 place de la Gare",
        "Mme Jeanne DURAND, M. Karim DURAND",
        "12 rue des Exemples, Lens",
        "Loyer principal, Provision pour charges, APL versée par la CAF",
        "Paiement du 8 août",
        "https://espace.habitat.example/verifier",
    ];
    for kind in kinds() {
        for (superseded_by, withdrawn_on) in [
            (None, None),
            (Some(DocumentId("later".to_owned())), None),
            (None, Some(date(2026, 8, 1))),
        ] {
            let document = RentDocument {
                superseded_by,
                withdrawn_on,
                ..document(kind)
            };
            let pdf = render(&document, Some(&code()), LINK, Language::Pseudo).expect("drawn");
            let text = pdf_extract::extract_text_from_mem(&pdf).expect("text");
            let text = rejoined(&text, &data);
            let left = french_words(&text, &data);
            assert!(left.is_empty(), "{kind:?}: {left:?} in {text}");
        }
    }
}

#[test]
fn only_a_quittance_grants_quittance() {
    let quittance = document(DocumentKind::Quittance);
    assert!(says(
        &quittance,
        "reconnaît avoir reçu de Mme Jeanne DURAND et M. Karim DURAND la somme de 1 234,56 €"
    ));
    assert!(says(
        &quittance,
        "leur en donne quittance, sous réserve de tous droits"
    ));
    assert!(says(
        &quittance,
        "article 21 de la loi n° 89-462 du 6 juillet 1989"
    ));
    let recu = document(DocumentKind::Recu);
    assert!(says(&recu, "à titre de paiement partiel pour juillet 2026"));
    assert!(says(&recu, "Ce reçu ne vaut pas quittance."));
    assert!(!says(&recu, "charges"), "a reçu does not tell rent from charges");
    for kind in kinds().filter(|kind| kind.proof() == Proof::Nothing) {
        assert!(
            says(&document(kind), "Ce document n’est pas une quittance."),
            "{kind:?}"
        );
    }
    for kind in kinds().filter(|kind| *kind != DocumentKind::Quittance) {
        assert!(!says(&document(kind), "en donne quittance"), "{kind:?}");
    }
}

#[test]
fn only_a_kind_that_asks_for_money_shows_what_is_left_to_pay() {
    for kind in kinds().filter(|kind| kind.proof() == Proof::Nothing) {
        let asks = kind.money() != Money::Neither;
        assert_eq!(says(&document(kind), "À payer au plus tard le"), asks, "{kind:?}");
        assert_eq!(says(&document(kind), "Reste à payer"), asks, "{kind:?}");
    }
}

#[test]
fn only_a_quittance_is_titled_quittance() {
    for kind in kinds() {
        let pdf = render(&document(kind), Some(&code()), LINK, Language::Fr).expect("drawn");
        // The title in the file's metadata, which viewers show, and the heading.
        let of_the_file = "Quittance de loyer".as_bytes();
        let titled = pdf.windows(of_the_file.len()).any(|window| window == of_the_file);
        let headed = text(&pdf).contains("Quittancedeloyer");
        let quittance = kind == DocumentKind::Quittance;
        assert_eq!((titled, headed), (quittance, quittance), "{kind:?}");
    }
}

#[test]
fn a_quittance_paid_by_deductions_names_no_sum_received() {
    for amount in [0, -500] {
        let quittance = RentDocument {
            amount: Cents(amount),
            paid: Cents(0),
            paid_on: None,
            ..document(DocumentKind::Quittance)
        };
        assert!(says(
            &quittance,
            "sont payés en entier par les sommes déduites ci-dessus"
        ));
        assert!(says(
            &quittance,
            "en donne quittance à Mme Jeanne DURAND et M. Karim DURAND"
        ));
        assert!(!says(&quittance, "reconnaît avoir reçu") && !says(&quittance, "Somme reçue"));
    }
}

#[test]
fn a_document_explains_how_to_verify_it_with_a_link() {
    for kind in kinds() {
        let pdf = render(&document(kind), Some(&code()), LINK, Language::Fr).expect("drawn");
        let words = text(&pdf);
        assert!(words.contains(&compact("Pour vérifier ce document :")), "{words}");
        assert!(words.contains("espace.habitat.example/verifier"), "{words}");
        assert_eq!(
            contract::attestation_codes_in(&pdf),
            ["GEZDGNBVGY3TQOJQ"],
            "{kind:?}"
        );
    }
    let without = render(&document(DocumentKind::Avis), Some(&code()), None, Language::Fr).expect("drawn");
    assert!(!text(&without).contains("vérifier"));
}

#[test]
fn an_avis_shows_what_is_left_to_pay() {
    let mut avis = document(DocumentKind::Avis);
    assert!(says(&avis, "Reste à payer 1 234,56 €"));
    assert!(says(&avis, "À payer au plus tard le 1er septembre 2026"));
    avis.paid = Cents(100_000);
    avis.paid_on = Some(date(2026, 8, 1));
    assert!(says(&avis, "Déjà reçu (dernier paiement le 1er août 2026)"));
    assert!(says(&avis, "Reste à payer 234,56 €"));
    avis.paid = Cents(130_000);
    assert!(says(&avis, "Le bailleur vous doit 65,44 €"));
}

#[test]
fn a_corrected_document_says_so_and_asks_for_no_money() {
    let mut avis = document(DocumentKind::Avis);
    avis.superseded_by = Some(DocumentId("later".to_owned()));
    assert!(says(&avis, "Ce document n’est plus valable."));
    assert!(!says(&avis, "à payer"));
    avis.superseded_by = None;
    avis.supersedes = Some(DocumentId("earlier".to_owned()));
    assert!(says(&avis, "Ce document corrige un document émis auparavant"));
}

#[test]
fn a_withdrawn_document_says_so_and_asks_for_no_money() {
    for kind in [DocumentKind::Avis, DocumentKind::Quittance] {
        let mut withdrawn = document(kind);
        withdrawn.withdrawn_on = Some(date(2026, 8, 1));
        assert!(
            says(&withdrawn, "Ce document a été annulé le 1er août 2026."),
            "{kind:?}"
        );
        assert!(says(&withdrawn, "Il ne prouve plus rien."), "{kind:?}");
        assert!(!says(&withdrawn, "à payer"), "{kind:?}");
    }
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let document = document(DocumentKind::Quittance);
    let first = render(&document, Some(&code()), LINK, Language::Fr).expect("drawn");
    let _ = render(&self::document(DocumentKind::Avis), None, LINK, Language::Fr).expect("drawn");
    assert_eq!(
        render(&document, Some(&code()), LINK, Language::Fr).expect("drawn"),
        first
    );
}

#[test]
fn without_a_tenant_code_there_is_no_box_for_it() {
    let pdf = render(&document(DocumentKind::Avis), None, None, Language::Fr).expect("drawn");
    assert!(!text(&pdf).contains("Codelocataire"));
}

#[test]
fn hostile_text_is_drawn_literally() {
    let hostile = [
        "#panic(\"x\") #read(\"/etc/hosts\")",
        "*gras* _penché_ `code` $x^2$ \\ <label> @ref",
        "= Titre // reste",
        "\"; } ] ) #{ [ (",
        "https://exemple.fr/?a=b&c=d",
        "--- -- ... '' \"\"",
    ];
    let mut document = document(DocumentKind::Avis);
    document.lines = hostile
        .iter()
        .map(|label| line(LineKind::Other, label, 1))
        .collect();
    document.tenants = vec![hostile[0].to_owned()];
    document.dwelling = vec![hostile[1].to_owned()];
    document.landlord.name = hostile[2].to_owned();
    let text = drawn(&document);
    for words in hostile {
        assert!(text.contains(&compact(words)), "{words} in {text}");
    }
}

#[test]
fn characters_missing_from_the_font_do_not_prevent_the_receipt() {
    let mut document = document(DocumentKind::Quittance);
    document.tenants = vec!["Mme 🏠 محمد Łukasz NGUYỄN 王\u{0}\u{fffd}\u{e000}\r\n\u{202e}".to_owned()];
    document.lines[0].label =
        "Loyer\u{202f}: été\u{a0}2026, e\u{301}te\u{301}, Ŵ, non\u{2011}payé".to_owned();
    let text = drawn(&document);
    assert!(text.contains("Łukasz"), "{text}");
    assert!(text.contains("Mme?????Łukasz"), "{text}");
    assert!(text.contains("Loyer:été2026,été,Ŵ,non-payé"), "{text}");
}

#[test]
fn a_long_avis_continues_on_numbered_pages() {
    let mut document = document(DocumentKind::Avis);
    document.lines = (0..60)
        .map(|number| line(LineKind::Other, &format!("Ligne {number}"), 100))
        .collect();
    let text = drawn(&document);
    assert!(text.contains("Page1sur3") || text.contains("Page1sur2"), "{text}");
    assert!(text.contains("Ligne59"));
}

#[test]
fn a_paper_is_set_in_the_direction_of_its_language() {
    let own = "#import \"common.typ\": *\n#set document(title: \"A\", date: datetime(year: 2026, month: 8, day: 12))\n#show: lettered\n= A\n#context repr(text.dir) #isolated(\"12 rue\")";
    for (language, direction) in [(Language::Fr, "ltr"), (Language::Pseudo, "rtl")] {
        let own = Template::new(own);
        let pdf = render_with(&own, &document(DocumentKind::Avis), None, None, language).expect("drawn");
        let text = without_isolates(&text(&pdf));
        assert!(text.contains(&format!("{direction}12rue")), "{text}");
    }
}

#[test]
fn a_custom_template_is_used_and_its_errors_are_located() {
    let own = "#let facts = json(\"document.json\")\n#set document(title: \"A\", date: datetime(year: 2026, month: 8, day: 12))\n= #facts.amount";
    let pdf = render_with(
        &Template::new(own),
        &document(DocumentKind::Avis),
        None,
        None,
        Language::Fr,
    )
    .expect("drawn");
    assert!(text(&pdf).contains("1234,56€"));
    for (template, place) in [
        ("#set document(title: \"A\")\n#nothing", "ligne 2"),
        ("= Sans titre", "le modèle de document"),
        (
            "#set document(title: \"A\")\n= Sans date",
            "missing document date",
        ),
        ("#set document(title: \"A\")\n#read(\"/etc/hosts\")", "ligne 2"),
        ("#import \"@preview/example:0.1.0\": *", "ligne 1"),
    ] {
        let own = Template::new(template);
        let error =
            render_with(&own, &document(DocumentKind::Avis), None, None, Language::Fr).expect_err(template);
        assert!(matches!(error, TypesettingError::Template { .. }));
        assert!(error.to_string().contains(place), "{error}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_document_is_drawn(
        kind in proptest::sample::select(kinds().collect::<Vec<_>>()),
        words in proptest::collection::vec(any::<String>(), 5),
        amounts in (any::<i64>(), any::<i64>()),
        days in (0_i32..3_000_000, 0_i32..3_000_000),
    ) {
        let day = |offset: i32| date(1, 1, 1).saturating_add(jiff::Span::new().days(offset));
        let mut document = document(kind);
        document.lines[0] = line(LineKind::Other, &words[0], amounts.0);
        document.tenants = vec![words[1].clone()];
        document.dwelling = vec![words[2].clone(), String::new()];
        document.landlord = IssuingLandlord {
            name: words[3].clone(),
            address: vec![],
            siret: words[4].clone(),
        };
        (document.amount, document.paid) = (Cents(amounts.0), Cents(amounts.1));
        (document.issued_on, document.paid_on) = (day(days.0), Some(day(days.1)));
        if let Err(error) = render(&document, None, LINK, Language::Fr) {
            return Err(TestCaseError::fail(error.to_string()));
        }
    }
}
