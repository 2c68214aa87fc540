//! Malicious PDFs, made by hand.

use std::{fmt::Write as _, io::Write as _};

use flate2::{Compression, write::ZlibEncoder};

/// Builds a PDF of these objects, numbered from 1. The first is its catalogue.
fn pdf(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut file = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (number, object) in objects.iter().enumerate() {
        places.push(file.len());
        writeln!(file, "{} 0 obj", number + 1).expect("written");
        file.extend_from_slice(object);
        file.extend_from_slice(b"\nendobj\n");
    }
    let table = file.len();
    let mut end = format!("xref\n0 {}\n0000000000 65535 f \n", places.len() + 1);
    for place in places {
        writeln!(end, "{place:010} 00000 n ").expect("written");
    }
    write!(
        end,
        "trailer\n<</Size {}/Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n",
        objects.len() + 1
    )
    .expect("written");
    file.extend_from_slice(end.as_bytes());
    file
}

/// Builds a stream with these entries in its dictionary.
pub(super) fn stream(entries: &str, content: &[u8]) -> Vec<u8> {
    let mut object = format!("<<{entries}/Length {}>>\nstream\n", content.len()).into_bytes();
    object.extend_from_slice(content);
    object.extend_from_slice(b"\nendstream");
    object
}

/// Builds a PDF of one page with this size and content. The objects in `more` are numbered from 5.
pub(super) fn one_page(size: &str, content: Vec<u8>, resources: &str, more: &[Vec<u8>]) -> Vec<u8> {
    let mut objects = vec![
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>".to_vec(),
        format!("<</Type/Page/Parent 2 0 R/MediaBox[0 0 {size}]/Contents 4 0 R/Resources<<{resources}>>>>")
            .into_bytes(),
        content,
    ];
    objects.extend_from_slice(more);
    pdf(&objects)
}

/// A page of A4, in points.
pub(super) const A4: &str = "595 842";

/// Compresses a pattern repeated this many times.
pub(super) fn deflated(pattern: &[u8], times: usize) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
    for _ in 0..times {
        encoder.write_all(pattern).expect("packed");
    }
    encoder.finish().expect("packed")
}

/// Compresses 256 MiB of a pattern twice, to a few kilobytes.
fn packed_twice(pattern: &[u8]) -> Vec<u8> {
    let block = pattern.repeat(65_536 / pattern.len() + 1);
    deflated(&deflated(&block, 256 * 1024 * 1024 / 65_536), 1)
}

/// The dictionary entry of a stream that is compressed twice.
pub(super) const TWICE: &str = "/Filter[/FlateDecode/FlateDecode]";

/// The malicious PDFs, each with a description of its flaw.
pub(super) fn hostile() -> Vec<(&'static str, Vec<u8>)> {
    let plain = |content: &str| stream("", content.as_bytes());
    let deep =
        |open: &str, close: &str, times: usize| format!("{}{}", open.repeat(times), close.repeat(times));
    let form = |content: &str, next: usize| {
        stream(
            &format!("/Type/XObject/Subtype/Form/BBox[0 0 600 900]/Resources<</XObject<</F {next} 0 R>>>>"),
            content.as_bytes(),
        )
    };
    let layer = |next: usize| {
        stream(
            &format!(
                "/Type/XObject/Subtype/Form/BBox[0 0 60000 60000]/Group<</S/Transparency/I true>>/Resources<</XObject<</F {next} 0 R>>>>"
            ),
            b"/F Do",
        )
    };
    vec![
        (
            "orders, packed once, without end",
            one_page(
                A4,
                stream(
                    "/Filter/FlateDecode",
                    &deflated(&b"q Q 0 0 9 9 re f\n".repeat(4096), 8_000),
                ),
                "",
                &[],
            ),
        ),
        (
            "spaces without end",
            one_page(A4, stream(TWICE, &packed_twice(b"    ")), "", &[]),
        ),
        (
            "orders without end",
            one_page(A4, stream(TWICE, &packed_twice(b"q Q 0 0 9 9 re f ")), "", &[]),
        ),
        (
            "text without end",
            one_page(
                A4,
                stream(TWICE, &packed_twice(b"BT (abcdefghijklmnopqrstuv) Tj ET ")),
                "",
                &[],
            ),
        ),
        (
            "a picture packed to nothing",
            one_page(
                A4,
                plain("600 0 0 900 0 0 cm /I Do"),
                "/XObject<</I 5 0 R>>",
                &[stream(
                    &format!(
                        "/Type/XObject/Subtype/Image/Width 40000/Height 40000/BitsPerComponent 8/ColorSpace/DeviceRGB{TWICE}"
                    ),
                    &packed_twice(b"rgb "),
                )],
            ),
        ),
        (
            "brackets in brackets",
            one_page(A4, plain(&format!("{} Do", deep("[", "]", 500_000))), "", &[]),
        ),
        (
            "dictionaries in dictionaries",
            pdf(&[
                format!("<</Type/Catalog/Pages 2 0 R/A {}>>", deep("<</A ", ">>", 200_000)).into_bytes(),
                b"<</Type/Pages/Kids[]/Count 0>>".to_vec(),
            ]),
        ),
        (
            "pages that are their own parents",
            pdf(&[
                b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
                b"<</Type/Pages/Kids[2 0 R 3 0 R]/Count 2/Parent 3 0 R>>".to_vec(),
                b"<</Type/Pages/Kids[2 0 R]/Count 1/Parent 2 0 R>>".to_vec(),
            ]),
        ),
        (
            "a page of 65,000 points",
            one_page("65000 65000", plain("0 0 65000 65000 re f"), "", &[]),
        ),
        (
            "a page that is a thread",
            one_page("65000 0.01", plain("0 0 65000 1 re f"), "", &[]),
        ),
        (
            "a page of no size",
            one_page("0 0", plain("0 0 9 9 re f"), "", &[]),
        ),
        (
            "a page larger than numbers",
            one_page("1e300 1e300", plain("0 0 9 9 re f"), "", &[]),
        ),
        (
            "a form that calls itself",
            one_page(
                A4,
                plain("/F Do"),
                "/XObject<</F 5 0 R>>",
                &[form("/F Do /F Do", 5)],
            ),
        ),
        (
            "forms that multiply",
            one_page(
                A4,
                plain("/F Do"),
                "/XObject<</F 5 0 R>>",
                &(0..12)
                    .map(|depth| form(&"/F Do ".repeat(10), 6 + depth))
                    .chain([form("0 0 9 9 re f", 5)])
                    .collect::<Vec<_>>(),
            ),
        ),
        (
            "layers over layers",
            one_page(
                "6000 6000",
                plain("/F Do"),
                "/XObject<</F 5 0 R>>",
                &(0..300)
                    .map(|depth| layer(6 + depth))
                    .chain([form("0 0 9 9 re f", 5)])
                    .collect::<Vec<_>>(),
            ),
        ),
        (
            "a function in itself",
            one_page(
                A4,
                plain("/P sh"),
                "/Shading<</P<</ShadingType 2/ColorSpace/DeviceGray/Coords[0 0 600 900]/Function 5 0 R>>>>",
                &[
                    b"<</FunctionType 3/Domain[0 1]/Functions[5 0 R 5 0 R]/Bounds[0.5]/Encode[0 1 0 1]>>"
                        .to_vec(),
                ],
            ),
        ),
        (
            "a program that never ends",
            one_page(
                A4,
                plain("/P sh"),
                "/Shading<</P<</ShadingType 1/ColorSpace/DeviceGray/Domain[0 1 0 1]/Matrix[600 0 0 900 0 0]/Function 5 0 R>>>>",
                &[stream(
                    "/FunctionType 4/Domain[0 1 0 1]/Range[0 1]",
                    format!("{{{}}}", "dup mul ".repeat(100_000)).as_bytes(),
                )],
            ),
        ),
        (
            "a line of a billion dashes",
            one_page(A4, plain("[0.0001] 0 d 0.5 w 0 0 m 1000000 900000 l S"), "", &[]),
        ),
        (
            "a tile smaller than a dot",
            one_page(
                A4,
                plain("/Pattern cs /T scn 0 0 600 900 re f"),
                "/Pattern<</T 5 0 R>>",
                &[stream(
                    "/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 1 1]/XStep 0.00001/YStep 0.00001/Resources<<>>",
                    b"0 0 1 1 re f",
                )],
            ),
        ),
        (
            "a chain of tables",
            b"%PDF-1.7\nxref\n0 0\ntrailer\n<</Size 1/Prev 9>>\nstartxref\n9\n%%EOF\n".to_vec(),
        ),
        ("nothing", b"%PDF-1.7\n%%EOF\n".to_vec()),
    ]
}
