//! Draws the pages that were laid out, as a PDF file.

use krilla::{
    Document, SerializeSettings,
    color::rgb,
    configure::{Accessibility, ConfigurationBuilder, PdfVersion},
    destination::XyzDestination,
    geom::{PathBuilder, Point, Rect},
    metadata::{DateTime, Metadata},
    num::NormalizedF32,
    outline::{Outline, OutlineNode},
    page::PageSettings,
    paint::{Fill, Stroke},
    surface::Surface,
    tagging::{Artifact, ArtifactType, ContentTag, Identifier, Node, SpanTag, TagGroup, TagTree},
    text::Font,
};
use paper::fonts::{BOLD, REGULAR};

use super::{
    BOTTOM, Branch, Colour, HEIGHT, INNER, MARGIN, PageItem, PageLayout, SMALL, WIDTH,
    shaping::{Line, Run, Weight, wrap},
};

/// The pages could not be drawn: a bug of this program.
#[derive(Debug, thiserror::Error)]
pub(in crate::dossier) enum LayoutError {
    #[error("the fonts cannot be read")]
    Fonts,
    #[error("the page has no size")]
    Page,
    #[error("the PDF is not accessible: {0}")]
    Drawing(String),
}

struct Fonts {
    regular: Font,
    bold: Font,
}

impl Colour {
    fn fill(self) -> Fill {
        let (red, green, blue) = match self {
            Self::Ink => (0x1b, 0x1b, 0x1b),
            Self::Quiet => (0x45, 0x45, 0x45),
            Self::Accent => (0x0b, 0x4f, 0x6c),
            Self::Hairline => (0xc3, 0xcb, 0xd0),
            Self::Wash => (0xee, 0xf3, 0xf5),
        };
        Fill {
            paint: rgb::Color::new(red, green, blue).into(),
            opacity: NormalizedF32::ONE,
            rule: krilla::paint::FillRule::default(),
        }
    }
}

impl PageLayout {
    /// Draws the PDF file.
    pub(in crate::dossier) fn finish(self) -> Result<Vec<u8>, LayoutError> {
        let load = |file: &'static [u8]| Font::new(file.into(), 0).ok_or(LayoutError::Fonts);
        let fonts = Fonts {
            regular: load(REGULAR)?,
            bold: load(BOLD)?,
        };
        let configuration = ConfigurationBuilder::new()
            .with_accessibility_validator(Accessibility::UA1)
            .with_version(PdfVersion::Pdf17)
            .finish()
            .map_err(|error| LayoutError::Drawing(format!("{error:?}")))?;
        let mut document = Document::new_with(SerializeSettings {
            configuration,
            enable_tagging: true,
            ..SerializeSettings::default()
        });
        let count = self.all_pages.unwrap_or(self.pages.len());
        let mut leaves: Vec<Vec<Identifier>> = (0..self.leaves).map(|_| Vec::new()).collect();
        for (position, items) in self.pages.iter().enumerate() {
            let size = PageSettings::from_wh(WIDTH, HEIGHT).ok_or(LayoutError::Page)?;
            let mut page = document.start_page_with(size);
            let mut surface = page.surface();
            for item in items {
                draw(&mut surface, &fonts, item, &mut leaves);
            }
            let number = (count > 1).then(|| {
                self.words.text_with(
                    "page-of-pages",
                    [("page", (position + 1).into()), ("pages", count.into())],
                )
            });
            draw_foot(&mut surface, &fonts, &self.foot, number.as_deref());
            surface.finish();
            page.finish();
        }
        let mut outline = Outline::new();
        let top = XyzDestination::new(0, Point::from_xy(0.0, 0.0));
        outline.push_child(OutlineNode::new(self.title.clone(), top));
        document.set_outline(outline);
        document.set_metadata(
            Metadata::new()
                .title(self.title)
                .authors(vec![self.author])
                .language(self.words.language().locale().to_owned())
                .creator("Espace Locataire".to_owned())
                .creation_date(day(self.made_on)),
        );
        let mut tree = TagTree::new();
        for branch in self.tree {
            tree.push(group(branch, &mut leaves));
        }
        document.set_tag_tree(tree);
        document
            .finish()
            .map_err(|error| LayoutError::Drawing(format!("{error:?}")))
    }
}

fn day(day: jiff::civil::Date) -> DateTime {
    let part = |number: i8| number.unsigned_abs();
    DateTime::new(day.year().unsigned_abs())
        .month(part(day.month()))
        .day(part(day.day()))
}

fn group(branch: Branch, leaves: &mut [Vec<Identifier>]) -> TagGroup {
    let mut group = TagGroup::new(branch.tag);
    if let Some(leaf) = branch.leaf.and_then(|leaf| leaves.get_mut(leaf)) {
        group.children.extend(leaf.drain(..).map(Node::Leaf));
    }
    for child in branch.children {
        group.push(self::group(child, leaves));
    }
    group
}

fn draw(surface: &mut Surface<'_>, fonts: &Fonts, item: &PageItem, leaves: &mut [Vec<Identifier>]) {
    match item {
        PageItem::Text {
            x,
            baseline,
            line,
            size,
            colour,
            leaf,
        } => {
            let content = match leaf {
                Some(_) => ContentTag::Span(SpanTag::empty()),
                None => seen(ArtifactType::Other),
            };
            let identifier = surface.start_tagged(content);
            draw_line(surface, fonts, line, (*x, *baseline), *size, *colour);
            surface.end_tagged();
            if let Some(leaf) = leaf.and_then(|leaf| leaves.get_mut(leaf)) {
                leaf.push(identifier);
            }
        }
        PageItem::Rule { y, thickness, colour } => fill_box(surface, (*y, y + thickness), *colour),
        PageItem::Wash { top, bottom } => fill_box(surface, (*top, *bottom), Colour::Wash),
    }
}

fn seen(kind: ArtifactType) -> ContentTag<'static> {
    ContentTag::Artifact(Artifact::with_kind(kind))
}

fn draw_line(
    surface: &mut Surface<'_>,
    fonts: &Fonts,
    line: &Line,
    (mut x, baseline): (f32, f32),
    size: f32,
    colour: Colour,
) {
    surface.set_stroke(None::<Stroke>);
    surface.set_fill(Some(colour.fill()));
    for piece in &line.pieces {
        let font = match piece.weight {
            Weight::Regular => &fonts.regular,
            Weight::Bold => &fonts.bold,
        };
        let start = Point::from_xy(x, baseline);
        surface.draw_glyphs(start, &piece.glyphs, font.clone(), &piece.text, size, false);
        x += piece.width * size;
    }
}

/// Fills a box from margin to margin.
fn fill_box(surface: &mut Surface<'_>, (top, bottom): (f32, f32), colour: Colour) {
    let Some(area) = Rect::from_ltrb(MARGIN, top, MARGIN + INNER, bottom) else {
        return;
    };
    let mut path = PathBuilder::new();
    path.push_rect(area);
    let Some(path) = path.finish() else { return };
    surface.start_tagged(seen(ArtifactType::Layout));
    surface.set_stroke(None::<Stroke>);
    surface.set_fill(Some(colour.fill()));
    surface.draw_path(&path);
    surface.end_tagged();
}

fn draw_foot(surface: &mut Surface<'_>, fonts: &Fonts, words: &str, number: Option<&str>) {
    let top = BOTTOM + 18.0;
    fill_box(surface, (top, top + 0.5), Colour::Hairline);
    surface.start_tagged(seen(ArtifactType::Footer));
    let mut baseline = top + 14.0;
    let set = |words: &str, width| wrap(&[Run::plain(words)], SMALL, true, width);
    for line in set(words, INNER - 90.0) {
        draw_line(surface, fonts, &line, (MARGIN, baseline), SMALL, Colour::Quiet);
        baseline += SMALL * 1.3;
    }
    for line in number.map(|number| set(number, 90.0)).unwrap_or_default() {
        let x = MARGIN + INNER - line.width;
        draw_line(surface, fonts, &line, (x, top + 14.0), SMALL, Colour::Quiet);
    }
    surface.end_tagged();
}
