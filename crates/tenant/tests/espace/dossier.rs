//! *Mon dossier*: one file of the landlord's documents, made without a network.

use std::collections::BTreeSet;

use contract::{Cents, DocumentId, DocumentKind, Language, Term, attestation_codes_in};
use lopdf::{Dictionary, Document, Object};
use paper::{
    Words,
    pseudo::{french_words, without_isolates},
};
use tenant::{DocumentSummary, FailureCode, FileWanted, GeneratedFile, GeneratedFormat};

use crate::at_home::{Home, tenant};

/// A home whose list is up to date, and all its documents.
async fn settled() -> (Home, Vec<DocumentSummary>) {
    let home = Home::new().await;
    home.sign_up().await;
    let list = home.espace.synchronise().await.expect("synchronised");
    let years = list.years.iter().map(|year| year.year).collect();
    let documents = home.espace.rent_documents_of(years).await.expect("the years");
    (home, documents.concat())
}

async fn make(home: &Home, wanted: FileWanted) -> GeneratedFile {
    home.espace.make_file(wanted, Language::Fr).await.expect("made")
}

fn selection(documents: &[&DocumentSummary]) -> FileWanted {
    FileWanted::Selection {
        ids: documents.iter().map(|document| document.id.clone()).collect(),
    }
}

/// Each page's text.
fn texts(pdf: &[u8]) -> Vec<String> {
    let pages = pdf_extract::extract_text_from_mem_by_pages(pdf).expect("text");
    // A line break counts as a space, several spaces as one.
    let plain = |page: &String| page.split_whitespace().collect::<Vec<_>>().join(" ");
    pages.iter().map(plain).collect()
}

/// The addresses of a PDF's links.
fn links(pdf: &[u8]) -> Vec<String> {
    let document = Document::load_mem(pdf).expect("a PDF");
    let annotations = |page| document.get_page_annotations(page).expect("annotations");
    let pages = document.page_iter().collect::<Vec<_>>();
    let links = pages.into_iter().flat_map(annotations).filter_map(|annotation| {
        let action = document.get_dict_in_dict(annotation, b"A").ok()?;
        let link = action.get(b"URI").and_then(Object::as_str).ok()?;
        Some(String::from_utf8_lossy(link).into_owned())
    });
    links.collect()
}

#[tokio::test]
async fn the_last_three_quittances_become_one_pdf_without_a_network() {
    let (mut home, documents) = settled().await;
    let newest: Vec<&DocumentSummary> = documents
        .iter()
        .filter(|document| document.kind == DocumentKind::Quittance)
        .take(3)
        .collect();
    let mut own_links = Vec::new();
    let mut own_pages = Vec::new();
    for quittance in newest.iter().rev() {
        let pdf = home.espace.rent_document_pdf(quittance.id.0.clone()).await;
        let pdf = pdf.expect("a PDF");
        own_links.extend(links(&pdf));
        own_pages.extend(texts(&pdf));
    }
    assert_eq!(own_links.len(), 3);
    home.cut_network().await;
    home.restart().await;

    let made = make(&home, FileWanted::Dossier).await;
    assert_eq!((made.documents, made.format), (3, GeneratedFormat::Pdf));
    assert!(made.name.starts_with("dossier-3-mois-20"), "{}", made.name);
    let proved: Vec<Term> = newest.iter().rev().map(|quittance| quittance.term).collect();
    assert_eq!(made.months, proved);
    let pages = texts(&made.bytes);
    assert_eq!(pages.len(), 4);
    assert_eq!(pages[1..], own_pages, "page for page what the landlord issued");
    assert_eq!(links(&made.bytes), own_links);
    let receipt = home.espace.rent_document(newest[0].id.0.clone()).await;
    let receipt = receipt.expect("kept");
    let cover = &pages[0];
    for said in [
        "Justificatifs de loyer",
        "3 quittances de loyer",
        &receipt.tenants[0],
        &receipt.dwelling[0],
        &receipt.landlord.name,
        "Elle n’est pas un document du bailleur.",
        "Les pages qui suivent sont celles du bailleur",
    ] {
        assert!(cover.contains(said), "{said}: {cover}");
    }
    assert!(!cover.contains("ne se suivent pas"), "{cover}");
    keep_for_a_look("dossier", &made);
}

#[tokio::test]
async fn a_joined_pdf_keeps_reading_order_and_outlines_each_document() {
    let (home, _) = settled().await;
    let made = make(&home, FileWanted::Dossier).await;
    let document = Document::load_mem(&made.bytes).expect("a PDF");
    let catalog = document.catalog().expect("a catalog");
    assert_eq!(
        catalog.get(b"Lang").and_then(Object::as_str).ok(),
        Some(&b"fr-FR"[..])
    );
    let root = document
        .get_dict_in_dict(catalog, b"StructTreeRoot")
        .expect("tags");
    let tops = root.get(b"K").and_then(Object::as_array).expect("a list");
    assert_eq!(tops.len(), 4, "the cover and three documents");
    let numbers = document.get_dict_in_dict(root, b"ParentTree").expect("numbers");
    let numbers = numbers.get(b"Nums").and_then(Object::as_array).expect("a list");
    let numbers: BTreeSet<i64> = numbers
        .iter()
        .step_by(2)
        .map(|n| n.as_i64().expect("a number"))
        .collect();
    // Each page and each link finds its tags, and no two find the same.
    let mut found = BTreeSet::new();
    let mut number_of = |dictionary: &Dictionary, key: &[u8]| {
        let number = dictionary.get(key).and_then(Object::as_i64).expect("a number");
        assert!(numbers.contains(&number), "{number}");
        assert!(found.insert(number), "{number} twice");
    };
    for page in document.page_iter().collect::<Vec<_>>() {
        number_of(document.get_dictionary(page).expect("a page"), b"StructParents");
        for link in document.get_page_annotations(page).expect("annotations") {
            number_of(link, b"StructParent");
        }
    }
    // No reference leads out of the file.
    let dangling: Vec<_> = document
        .objects
        .values()
        .flat_map(references)
        .filter(|id| !document.has_object(*id))
        .collect();
    assert_eq!(dangling, []);
    let outline = document
        .get_dict_in_dict(catalog, b"Outlines")
        .expect("an outline");
    assert_eq!(outline.get(b"Count").and_then(Object::as_i64).ok(), Some(3));
    let metadata = catalog
        .get(b"Metadata")
        .and_then(Object::as_reference)
        .expect("metadata");
    let metadata = document
        .get_object(metadata)
        .and_then(Object::as_stream)
        .expect("a stream");
    let metadata = metadata.get_plain_content().expect("plain");
    assert!(String::from_utf8_lossy(&metadata).contains("pdfuaid:part"));
}

fn references(object: &Object) -> Vec<lopdf::ObjectId> {
    let of_dictionary = |dictionary: &Dictionary| {
        dictionary
            .iter()
            .flat_map(|(_, inner)| references(inner))
            .collect()
    };
    match object {
        Object::Reference(id) => vec![*id],
        Object::Array(items) => items.iter().flat_map(references).collect(),
        Object::Dictionary(dictionary) => of_dictionary(dictionary),
        Object::Stream(stream) => of_dictionary(&stream.dict),
        _ => Vec::new(),
    }
}

#[tokio::test]
async fn the_code_of_each_document_can_still_be_checked() {
    let (home, _) = settled().await;
    let made = make(&home, FileWanted::Dossier).await;
    let codes: BTreeSet<String> = attestation_codes_in(&made.bytes).into_iter().collect();
    assert_eq!(codes.len(), 3);
}

#[tokio::test]
async fn a_pdf_that_is_missing_offline_is_named_and_no_file_is_made() {
    let (mut home, documents) = settled().await;
    let quittances = documents.iter().filter(|one| one.kind == DocumentKind::Quittance);
    let newest: Vec<&DocumentSummary> = quittances.take(3).collect();
    for quittance in [newest[0], newest[2]] {
        let pdf = home.espace.rent_document_pdf(quittance.id.0.clone()).await;
        pdf.expect("a PDF");
    }
    home.cut_network().await;
    home.restart().await;
    let failure = home.espace.make_file(FileWanted::Dossier, Language::Fr).await;
    let failure = failure.expect_err("a month lacks its PDF");
    assert_eq!(failure.code, FailureCode::PdfMissingOffline);
    assert_eq!(failure.term, Some(newest[1].term));
}

#[tokio::test]
async fn any_selection_is_joined_in_the_order_of_its_months() {
    let (home, documents) = settled().await;
    let chosen: Vec<&DocumentSummary> = documents.iter().step_by(40).collect();
    let made = make(&home, selection(&chosen)).await;
    assert_eq!(made.documents as usize, chosen.len());
    assert!(
        made.name
            .starts_with(&format!("{}-documents-de-loyer-", chosen.len()))
    );
    let pages = texts(&made.bytes);
    assert_eq!(pages.len(), chosen.len() + 1);
    for (document, page) in chosen.iter().rev().zip(&pages[1..]) {
        let year = document.term.year().to_string();
        assert!(page.contains(&year), "{year}: {page}");
    }
    keep_for_a_look("selection", &made);
}

#[tokio::test]
async fn an_empty_or_unknown_selection_and_an_empty_year_are_refused() {
    let (home, documents) = settled().await;
    let all: Vec<&DocumentSummary> = documents.iter().collect();
    let refused = async |wanted| {
        let made = home.espace.make_file(wanted, Language::Fr).await;
        made.expect_err("refused").code
    };
    assert_eq!(refused(selection(&[])).await, FailureCode::NothingChosen);
    let unknown = FileWanted::Selection {
        ids: vec![all[0].id.clone(), DocumentId("unknown".into())],
    };
    assert_eq!(refused(unknown).await, FailureCode::NotFound);
    assert_eq!(
        refused(FileWanted::YearStatement { year: 1950 }).await,
        FailureCode::NothingOfYear
    );
}

#[tokio::test]
async fn twenty_years_of_documents_become_one_pdf() {
    let (home, documents) = settled().await;
    assert_eq!(documents.len(), 240);
    let all: Vec<&DocumentSummary> = documents.iter().collect();
    let made = make(&home, selection(&all)).await;
    let document = Document::load_mem(&made.bytes).expect("a PDF");
    let pages = document.get_pages().len();
    let cover = texts(&made.bytes[..]);
    let first_of_the_landlord = cover.iter().position(|page| page.contains("Code locataire"));
    let own = first_of_the_landlord.expect("a document");
    assert_eq!(pages, own + 240);
    assert!(own > 1, "the list takes several pages");
    // The list gives the page on which each document begins.
    assert!(cover[0].contains(&format!("€ {} ", own + 1)), "{}", cover[0]);
    keep_for_a_look("everything", &made);
}

#[tokio::test]
async fn the_statement_of_a_year_sums_up_its_documents_offline() {
    let (mut home, documents) = settled().await;
    let year = documents[0].term.year() - 1;
    let mut called = Cents(0);
    for quittance in &documents {
        if quittance.term.year() == year && quittance.kind == DocumentKind::Quittance {
            called = called + quittance.amount;
        }
    }
    home.cut_network().await;
    home.restart().await;
    let made = make(&home, FileWanted::YearStatement { year }).await;
    assert_eq!(made.name, format!("releve-{year}.pdf"));
    let text = texts(&made.bytes).concat();
    let total = Words::without_sentences(Language::Fr)
        .amount(called)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    for said in [
        &format!("Relevé de l’année {year}"),
        "Ce relevé n’est pas une quittance.",
        &format!("Total {year}"),
        &total,
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
    keep_for_a_look("releve", &made);
}

#[tokio::test]
async fn the_table_of_amounts_adds_up_to_the_documents() {
    let (mut home, documents) = settled().await;
    home.cut_network().await;
    home.restart().await;
    let made = make(&home, FileWanted::Amounts).await;
    assert_eq!((made.documents, made.format), (240, GeneratedFormat::Csv));
    let table = String::from_utf8(made.bytes.clone()).expect("UTF-8");
    let table = table.strip_prefix('\u{feff}').expect("marked").to_owned();
    let mut rows = csv::ReaderBuilder::new()
        .delimiter(b';')
        .from_reader(table.as_bytes());
    let (mut lines, mut totals) = (Cents(0), Cents(0));
    for row in rows.records() {
        let row = row.expect("a row");
        let amount = |column: usize| Cents::parse(&row[column]).unwrap_or_default();
        lines = lines + amount(9);
        totals = totals + amount(10);
    }
    let listed: Cents = documents.iter().map(|document| document.amount).sum();
    assert_eq!((lines, totals), (listed, listed));
    keep_for_a_look("montants", &made);
}

#[tokio::test]
async fn papers_in_another_language_have_no_french_left() {
    let (home, documents) = settled().await;
    let data = [
        tenant().name,
        "2 rue du Grand-Tilleul, Bâtiment A, appartement 1, Lens",
        "Habitat Hauts-de-France, 1 place de la Démonstration",
        "Espace Locataire",
        // Lines of the documents, as the landlord words them.
        "Loyer principal, Provision pour charges",
        "Charges réelles de l’année, Provisions versées en, Régularisation des charges",
    ];
    let year = documents[0].term.year() - 1;
    for wanted in [
        FileWanted::Dossier,
        FileWanted::YearStatement { year },
        FileWanted::Amounts,
    ] {
        let made = home.espace.make_file(wanted.clone(), Language::Pseudo).await;
        let made = made.expect("made");
        assert_eq!(made.name, without_isolates(&made.name));
        let text = match made.format {
            // The cover; then come the landlord's own pages.
            GeneratedFormat::Pdf => texts(&made.bytes).swap_remove(0),
            GeneratedFormat::Csv => String::from_utf8(made.bytes).expect("UTF-8"),
        };
        let left: BTreeSet<&str> = french_words(&text, &data).into_iter().collect();
        assert!(left.is_empty(), "{wanted:?}: {left:?} in {text}");
    }
}

#[tokio::test]
async fn no_papers_are_made_while_signed_out() {
    let (home, _) = settled().await;
    home.espace.sign_out().await;
    let failure = home.espace.make_file(FileWanted::Dossier, Language::Fr).await;
    assert_eq!(failure.expect_err("signed out").code, FailureCode::SessionEnded);
}

/// Saves a file for inspection when `PAPERS_FOLDER` is set.
fn keep_for_a_look(name: &str, made: &GeneratedFile) {
    let Some(folder) = std::env::var_os("PAPERS_FOLDER") else {
        return;
    };
    let ending = match made.format {
        GeneratedFormat::Pdf => "pdf",
        GeneratedFormat::Csv => "csv",
    };
    let path = std::path::Path::new(&folder).join(format!("{name}.{ending}"));
    std::fs::write(path, &made.bytes).expect("written");
}
