//! Hostile PDFs (S18).

use std::io::Write;

use contract::Language;
use flate2::{Compression, write::ZlibEncoder};
use lopdf::{Dictionary, Document, Object, Stream, dictionary};

use super::{JoinError, Part, join};

/// A PDF of one page with these annotations. Its catalog and page act wherever a PDF can.
fn acting(annotations: Vec<Dictionary>) -> Vec<u8> {
    let script = dictionary! { "S" => "JavaScript", "JS" => Object::string_literal("app.alert(1)") };
    let mut document = Document::with_version("1.7");
    let annotations: Vec<Object> = annotations
        .into_iter()
        .map(|annotation| document.add_object(annotation).into())
        .collect();
    let form = document.add_object(Stream::new(
        dictionary! {
            "Type" => "XObject", "Subtype" => "Form", "BBox" => vec![0.into(), 0.into(), 9.into(), 9.into()],
            "Ref" => dictionary! { "F" => Object::string_literal("file:///etc/passwd") },
            "F" => Object::string_literal("/etc/passwd"),
        },
        b"0 0 9 9 re f".to_vec(),
    ));
    let content = document.add_object(Stream::new(dictionary! {}, b"/X Do".to_vec()));
    let tree = document.new_object_id();
    let page = document.add_object(dictionary! {
        "Type" => "Page", "Parent" => tree, "Contents" => content, "Annots" => annotations,
        "AA" => dictionary! { "O" => script.clone() },
    });
    document.set_object(
        tree,
        dictionary! {
            "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1,
            "MediaBox" => vec![0.into(), 0.into(), 200.into(), 100.into()], "Rotate" => 90,
            "Resources" => dictionary! { "XObject" => dictionary! { "X" => form } },
        },
    );
    let attached = document.add_object(Stream::new(
        dictionary! { "Type" => "EmbeddedFile" },
        b"MZ".to_vec(),
    ));
    let root = document.add_object(dictionary! {
        "Type" => "Catalog", "Pages" => tree, "OpenAction" => script.clone(),
        "Names" => dictionary! {
            "EmbeddedFiles" => dictionary! { "Names" => vec![
                Object::string_literal("a.exe"),
                dictionary! { "Type" => "Filespec", "EF" => dictionary! { "F" => attached } }.into(),
            ] },
        },
        "AcroForm" => dictionary! { "XFA" => attached },
    });
    document.trailer.set("Root", root);
    written(&mut document)
}

fn written(document: &mut Document) -> Vec<u8> {
    let mut file = Vec::new();
    document.save_to(&mut file).expect("written");
    file
}

fn annotation(kind: &str, action: Dictionary) -> Dictionary {
    dictionary! {
        "Type" => "Annot", "Subtype" => kind, "A" => action, "AA" => dictionary! { "E" => "x" },
        "Rect" => vec![0.into(), 0.into(), 9.into(), 9.into()],
    }
}

fn link(address: &str) -> Dictionary {
    let address = Object::string_literal(address);
    annotation("Link", dictionary! { "S" => "URI", "URI" => address })
}

fn joined(pdf: &[u8]) -> Document {
    let part = Part::read(pdf).expect("readable");
    let cover = Part::read(&acting(vec![])).expect("readable");
    let file = join(Language::Fr, &cover, &[("Octobre".to_owned(), part)]).expect("joined");
    Document::load_mem(&file).expect("a PDF")
}

fn everywhere(object: &Object, told: &mut impl FnMut(&Dictionary)) {
    match object {
        Object::Array(items) => items.iter().for_each(|item| everywhere(item, told)),
        Object::Dictionary(dictionary) => {
            told(dictionary);
            dictionary.iter().for_each(|(_, inner)| everywhere(inner, told));
        }
        Object::Stream(stream) => everywhere(&Object::Dictionary(stream.dict.clone()), told),
        _ => {}
    }
}

#[test]
fn drops_scripts_attached_files_forms_and_external_files() {
    let annotations = vec![
        annotation(
            "Link",
            dictionary! { "S" => "Launch", "F" => Object::string_literal("cmd.exe") },
        ),
        annotation(
            "Link",
            dictionary! { "S" => "JavaScript", "JS" => Object::string_literal("1") },
        ),
        annotation(
            "Widget",
            dictionary! { "S" => "SubmitForm", "F" => Object::string_literal("http://x") },
        ),
        annotation("FileAttachment", dictionary! {}),
        annotation("RichMedia", dictionary! {}),
    ];
    let document = joined(&acting(annotations));
    let mut keys = Vec::new();
    for object in document.objects.values() {
        everywhere(object, &mut |dictionary| {
            keys.extend(
                dictionary
                    .iter()
                    .map(|(key, _)| String::from_utf8_lossy(key).into_owned()),
            );
            assert!(!dictionary.has_type(b"EmbeddedFile") && !dictionary.has_type(b"Filespec"));
            let action = dictionary.get(b"S").and_then(Object::as_name).unwrap_or_default();
            let acts = [&b"JavaScript"[..], b"Launch", b"SubmitForm"];
            assert!(!acts.contains(&action), "{dictionary:?}");
        });
    }
    for barred in [
        "AA",
        "JS",
        "OpenAction",
        "EF",
        "EmbeddedFiles",
        "AcroForm",
        "XFA",
        "Ref",
        "Names",
    ] {
        assert!(!keys.iter().any(|key| key == barred), "{barred}");
    }
    let streams = document
        .objects
        .values()
        .filter_map(|object| object.as_stream().ok());
    assert!(streams.into_iter().all(|stream| !stream.dict.has(b"F")));
}

#[test]
fn keeps_web_links_and_strips_the_targets_of_others() {
    let addresses = [
        "https://a.example/verifier#CODE",
        "javascript:alert(1)",
        "file:///etc/passwd",
    ];
    let document = joined(&acting(addresses.map(link).to_vec()));
    let page = document.page_iter().nth(1).expect("the second page");
    let annotations = document.get_page_annotations(page).expect("annotations");
    let led: Vec<Option<&[u8]>> = annotations
        .iter()
        .map(|annotation| {
            let action = annotation.get(b"A").and_then(Object::as_dict).ok()?;
            action.get(b"URI").and_then(Object::as_str).ok()
        })
        .collect();
    assert_eq!(led, [Some(addresses[0].as_bytes()), None, None]);
}

#[test]
fn a_page_keeps_what_it_inherits_from_the_page_tree() {
    let document = joined(&acting(vec![]));
    let page = document.page_iter().nth(1).expect("the second page");
    let page = document.get_dictionary(page).expect("a page");
    assert_eq!(page.get(b"Rotate").and_then(Object::as_i64).ok(), Some(90));
    assert!(page.has(b"MediaBox") && page.has(b"Resources"));
}

/// A PDF with this many streams, each of which unpacks to as many MiB.
fn packed(streams: usize, mebibytes: usize) -> Vec<u8> {
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::best());
    let zeros = vec![0_u8; 1024 * 1024];
    for _ in 0..mebibytes {
        packed.write_all(&zeros).expect("packed");
    }
    let packed = packed.finish().expect("packed");
    assert!(packed.len() < 100_000);
    let mut document = Document::load_mem(&acting(vec![])).expect("a PDF");
    for _ in 0..streams {
        let stream = Stream::new(dictionary! { "Filter" => "FlateDecode" }, packed.clone());
        document.add_object(stream);
    }
    written(&mut document)
}

#[test]
fn a_decompression_bomb_is_refused_before_it_is_unpacked() {
    let refused = Part::read(&packed(1, 80));
    assert!(matches!(refused, Err(JoinError::TooLarge)));
}

#[test]
fn s18_many_streams_that_unpack_to_too_much_together_are_refused() {
    let refused = Part::read(&packed(9, 60));
    assert!(matches!(refused, Err(JoinError::TooLarge)));
    Part::read(&packed(2, 60)).expect("as much as a document may");
}

#[test]
fn rejects_a_non_pdf_a_cut_pdf_and_a_loop_of_pages() {
    let whole = acting(vec![]);
    let mut looped = Document::load_mem(&whole).expect("a PDF");
    let tree = looped
        .catalog()
        .and_then(|root| root.get(b"Pages"))
        .and_then(Object::as_reference);
    let tree = tree.expect("a tree");
    let kids = vec![Object::Reference(tree)];
    looped.get_dictionary_mut(tree).expect("a tree").set("Kids", kids);
    for pdf in [
        &b""[..],
        b"%PDF-1.7",
        &whole[..whole.len() / 2],
        &written(&mut looped),
    ] {
        assert!(Part::read(pdf).is_err());
    }
}

#[test]
fn rejects_a_pdf_with_layers() {
    let mut document = Document::load_mem(&acting(vec![])).expect("a PDF");
    document
        .catalog_mut()
        .expect("a catalog")
        .set("OCProperties", dictionary! {});
    let refused = Part::read(&written(&mut document));
    assert!(matches!(refused, Err(JoinError::Layers)));
}

#[test]
fn no_truncation_and_no_flipped_byte_makes_the_reader_panic() {
    let whole = acting(vec![link("https://a.example")]);
    let cover = Part::read(&whole).expect("readable");
    for place in 0..whole.len() {
        let mut flipped = whole.clone();
        flipped[place] ^= 0x55;
        for pdf in [&whole[..place], &flipped] {
            if let Ok(part) = Part::read(pdf) {
                let _ = join(Language::Fr, &cover, &[("Octobre".to_owned(), part)]);
            }
        }
    }
}
