//! Page layout: headings, paragraphs and tables laid out on A4 pages, as an accessible PDF (PDF/UA-1).
//!
//! The pages are drawn only when the layout is finished, because the foot of each shows the page count.

mod drawing;
mod shaping;
mod table;

use std::num::NonZeroU16;

use krilla::tagging::{ListNumbering, Tag, TagKind};
use paper::Words;

use self::shaping::{Line, wrap};
pub(super) use self::{
    drawing::LayoutError,
    shaping::Run,
    table::{Column, Table},
};

/// A4, in points.
const WIDTH: f32 = 595.28;
const HEIGHT: f32 = 841.89;
const MARGIN: f32 = 56.7;
const TOP: f32 = 54.0;
/// Where the text ends; the foot stands below.
const BOTTOM: f32 = HEIGHT - 76.0;
const INNER: f32 = WIDTH - 2.0 * MARGIN;

const BODY: f32 = 11.5;
const SMALL: f32 = 9.5;
/// Space between columns.
const GUTTER: f32 = 12.0;

/// The colours of the landlord's own documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Colour {
    Ink,
    Quiet,
    Accent,
    Hairline,
    Wash,
}

/// An item drawn on a page.
enum PageItem {
    Text {
        x: f32,
        baseline: f32,
        line: Line,
        size: f32,
        colour: Colour,
        /// None for repeated text, which a screen reader skips.
        leaf: Option<usize>,
    },
    Rule {
        y: f32,
        thickness: f32,
        colour: Colour,
    },
    Wash {
        top: f32,
        bottom: f32,
    },
}

/// A node of the tags, which a screen reader follows.
struct Branch {
    tag: TagKind,
    /// Index of its text, if it has any.
    leaf: Option<usize>,
    children: Vec<Branch>,
}

/// Pages being laid out.
pub(super) struct PageLayout {
    words: Words,
    title: String,
    author: String,
    made_on: jiff::civil::Date,
    foot: String,
    /// Page count of the whole file, when other pages follow these.
    all_pages: Option<usize>,
    pages: Vec<Vec<PageItem>>,
    y: f32,
    leaves: usize,
    tree: Vec<Branch>,
}

#[derive(Clone, Copy)]
struct Style {
    size: f32,
    colour: Colour,
    tabular: bool,
}

impl PageLayout {
    /// A first page with its heading.
    pub(super) fn new(
        words: Words,
        title: &str,
        author: String,
        made_on: jiff::civil::Date,
        foot: String,
    ) -> Self {
        let mut layout = Self {
            words,
            title: title.to_owned(),
            author,
            made_on,
            foot,
            all_pages: None,
            pages: vec![Vec::new()],
            y: TOP,
            leaves: 0,
            tree: Vec::new(),
        };
        layout.heading(title, 1, 24.0, Colour::Ink);
        layout
    }

    /// Number of pages so far.
    pub(super) fn pages(&self) -> usize {
        self.pages.len()
    }

    /// Sets the page count of the whole file, when other pages follow these.
    pub(super) fn among(mut self, all_pages: usize) -> Self {
        self.all_pages = Some(all_pages);
        self
    }

    /// A heading of level 2.
    pub(super) fn section(&mut self, words: &str) {
        self.y += 15.0;
        // Keeps a heading from standing alone at the foot of a page.
        self.make_room(70.0);
        self.heading(words, 2, 13.0, Colour::Accent);
    }

    fn heading(&mut self, words: &str, level: u16, size: f32, colour: Colour) {
        let style = Style {
            size,
            colour,
            tabular: false,
        };
        let leaf = self.text(&[Run::bold(words)], MARGIN, INNER, style);
        let level = NonZeroU16::new(level).unwrap_or(NonZeroU16::MIN);
        self.tree.push(Branch {
            tag: Tag::Hn(level, Some(words.to_owned())).into(),
            leaf: Some(leaf),
            children: Vec::new(),
        });
        self.y += size * 0.35;
    }

    pub(super) fn paragraph(&mut self, runs: &[Run]) {
        self.paragraph_of(runs, BODY, Colour::Ink);
    }

    /// A note in small letters, on how to read what is above it.
    pub(super) fn footnote(&mut self, words: &str) {
        self.paragraph_of(&[Run::plain(words)], SMALL + 0.5, Colour::Quiet);
    }

    fn paragraph_of(&mut self, runs: &[Run], size: f32, colour: Colour) {
        let style = Style {
            size,
            colour,
            tabular: false,
        };
        let leaf = self.text(runs, MARGIN, INNER, style);
        self.tree.push(Branch {
            tag: Tag::P.into(),
            leaf: Some(leaf),
            children: Vec::new(),
        });
        self.y += size * 0.6;
    }

    /// A highlighted paragraph.
    pub(super) fn callout(&mut self, runs: &[Run]) {
        let (size, inset) = (BODY, 12.0);
        let lines = wrap(runs, size, false, INNER - 2.0 * inset).len();
        self.make_room(leading(size) * lines as f32 + 2.0 * inset);
        let top = self.y;
        let place = self.items().len();
        self.y += inset;
        let style = Style {
            size,
            colour: Colour::Ink,
            tabular: false,
        };
        let leaf = self.text(runs, MARGIN + inset, INNER - 2.0 * inset, style);
        self.y += inset;
        let bottom = self.y;
        self.items().insert(place, PageItem::Wash { top, bottom });
        self.tree.push(Branch {
            tag: Tag::P.into(),
            leaf: Some(leaf),
            children: Vec::new(),
        });
        self.y += BODY * 0.7;
    }

    /// Labels, with their values beside them.
    pub(super) fn facts(&mut self, facts: &[(String, Vec<String>)]) {
        const LABEL: f32 = 110.0;
        let mut items = Vec::new();
        for (label, values) in facts {
            let style = |colour| Style {
                size: BODY,
                colour,
                tabular: false,
            };
            let beside = MARGIN + LABEL + GUTTER;
            let width = INNER - LABEL - GUTTER;
            let lines: usize = values
                .iter()
                .map(|value| wrap(&[Run::plain(value)], BODY, false, width).len())
                .sum();
            self.make_room(leading(BODY) * lines.max(1) as f32);
            let top = self.y;
            let name = self.text(&[Run::plain(label)], MARGIN, LABEL, style(Colour::Quiet));
            let below = self.y;
            self.y = top;
            let mut body = Vec::new();
            for value in values {
                let leaf = self.text(&[Run::plain(value)], beside, width, style(Colour::Ink));
                body.push(Branch {
                    tag: Tag::P.into(),
                    leaf: Some(leaf),
                    children: Vec::new(),
                });
            }
            self.y = self.y.max(below) + 4.0;
            items.push(Branch {
                tag: Tag::LI.into(),
                leaf: None,
                children: vec![
                    Branch {
                        tag: Tag::Lbl.into(),
                        leaf: Some(name),
                        children: Vec::new(),
                    },
                    Branch {
                        tag: Tag::LBody.into(),
                        leaf: None,
                        children: body,
                    },
                ],
            });
        }
        self.tree.push(Branch {
            tag: Tag::L(ListNumbering::None).into(),
            leaf: None,
            children: items,
        });
        self.y += 4.0;
    }

    /// Sets text from the current position down, and returns its index for [`Branch::leaf`].
    fn text(&mut self, runs: &[Run], x: f32, width: f32, style: Style) -> usize {
        let leaf = self.leaves;
        self.leaves += 1;
        self.set(runs, x, width, style, Some(leaf));
        leaf
    }

    /// Like [`Self::text`], for repeated text, which a screen reader skips.
    fn seen_text(&mut self, runs: &[Run], x: f32, width: f32, style: Style) {
        self.set(runs, x, width, style, None);
    }

    fn set(&mut self, runs: &[Run], x: f32, width: f32, style: Style, leaf: Option<usize>) {
        let Style {
            size,
            colour,
            tabular,
        } = style;
        for line in wrap(runs, size, tabular, width) {
            self.make_room(leading(size));
            let start = if tabular { x + width - line.width } else { x };
            let baseline = self.y + size * 0.98;
            self.items().push(PageItem::Text {
                x: start,
                baseline,
                line,
                size,
                colour,
                leaf,
            });
            self.y += leading(size);
        }
    }

    fn make_room(&mut self, height: f32) {
        if self.y + height > BOTTOM && self.y > TOP {
            self.turn_page();
        }
    }

    fn turn_page(&mut self) {
        self.pages.push(Vec::new());
        self.y = TOP;
    }

    fn items(&mut self) -> &mut Vec<PageItem> {
        if self.pages.is_empty() {
            self.pages.push(Vec::new());
        }
        let last = self.pages.len() - 1;
        &mut self.pages[last]
    }
}

/// Distance from line to line, in points.
fn leading(size: f32) -> f32 {
    size * 1.36
}
