//! Tables, over as many pages as they need.

use krilla::tagging::{TableHeaderScope, Tag, TagKind};

use super::{
    BOTTOM, Branch, Colour, GUTTER, INNER, MARGIN, PageItem, PageLayout, SMALL, Style, leading,
    shaping::{Run, wrap},
};

/// Space above and below the text of a row, in parts of its font size.
const PADDING: f32 = 0.36;

/// A column of a table.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Column {
    /// In points. Together with the gutters, the columns fill the page.
    width: f32,
    /// Figures are aligned to the right.
    tabular: bool,
}

impl Column {
    pub(crate) fn of_words(width: f32) -> Self {
        Self {
            width,
            tabular: false,
        }
    }

    pub(crate) fn of_numbers(width: f32) -> Self {
        Self { width, tabular: true }
    }
}

/// A table. The first cell of a row is its header.
pub(crate) struct Table {
    pub(crate) columns: Vec<Column>,
    pub(crate) header: Vec<String>,
    pub(crate) rows: Vec<Vec<String>>,
    /// The sums, in bold.
    pub(crate) footer: Option<Vec<String>>,
    pub(crate) size: f32,
}

impl Table {
    /// The columns with a first one that takes the width the others leave.
    pub(crate) fn columns_beside_the_first(others: &[Column]) -> Vec<Column> {
        let taken: f32 = others.iter().map(|column| column.width + GUTTER).sum();
        let first = Column::of_words(INNER - taken);
        [first].into_iter().chain(others.iter().copied()).collect()
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum RowKind {
    Header,
    /// Repeated on a following page.
    HeaderAgain,
    Body,
    Footer,
}

impl PageLayout {
    /// Lays out a table over as many pages as it needs. Each page with rows of the body has the header.
    pub(crate) fn table(&mut self, table: &Table) {
        self.y += 2.0;
        let header = self.row(table, &table.header, RowKind::Header);
        let mut body = Vec::new();
        for (position, row) in table.rows.iter().enumerate() {
            let height = self.height_of(table, row);
            if self.y + height > BOTTOM {
                self.turn_page();
                self.row(table, &table.header, RowKind::HeaderAgain);
            } else if position > 0 {
                let y = self.y;
                self.items().push(PageItem::Rule {
                    y,
                    thickness: 0.5,
                    colour: Colour::Hairline,
                });
            }
            body.push(self.row(table, row, RowKind::Body));
        }
        let group = |tag: TagKind, children| Branch {
            tag,
            leaf: None,
            children,
        };
        let mut parts = vec![group(Tag::THead.into(), vec![header])];
        if !body.is_empty() {
            parts.push(group(Tag::TBody.into(), body));
        }
        if let Some(sums) = &table.footer {
            self.make_room(self.height_of(table, sums));
            let y = self.y;
            self.items().push(PageItem::Rule {
                y,
                thickness: 1.0,
                colour: Colour::Ink,
            });
            let sums = self.row(table, sums, RowKind::Footer);
            parts.push(group(Tag::TFoot.into(), vec![sums]));
        }
        self.tree.push(group(Tag::Table.into(), parts));
        self.y += 10.0;
    }

    fn height_of(&self, table: &Table, cells: &[String]) -> f32 {
        let lines =
            table.columns.iter().zip(cells).map(|(column, cell)| {
                wrap(&[Run::bold(cell)], table.size, column.tabular, column.width).len()
            });
        leading(table.size) * lines.max().unwrap_or(1).max(1) as f32 + 2.0 * PADDING * table.size
    }

    fn row(&mut self, table: &Table, cells: &[String], kind: RowKind) -> Branch {
        let header = matches!(kind, RowKind::Header | RowKind::HeaderAgain);
        let padding = PADDING * table.size;
        let top = self.y + padding;
        let (mut x, mut end) = (MARGIN, top);
        let mut children = Vec::new();
        for (position, (column, cell)) in table.columns.iter().zip(cells).enumerate() {
            self.y = top;
            let style = Style {
                size: if header { SMALL.min(table.size) } else { table.size },
                colour: if header { Colour::Quiet } else { Colour::Ink },
                tabular: column.tabular,
            };
            let run = match kind {
                RowKind::Footer => Run::bold(cell),
                _ => Run::plain(cell),
            };
            let leaf = if kind == RowKind::HeaderAgain {
                self.seen_text(&[run], x, column.width, style);
                None
            } else {
                Some(self.text(&[run], x, column.width, style))
            };
            let tag = match (header, position) {
                (true, _) => Tag::TH(TableHeaderScope::Column).into(),
                (false, 0) => Tag::TH(TableHeaderScope::Row).into(),
                (false, _) => Tag::TD.into(),
            };
            children.push(Branch {
                tag,
                leaf,
                children: Vec::new(),
            });
            end = end.max(self.y);
            x += column.width + GUTTER;
        }
        self.y = end + padding;
        if header {
            let y = self.y;
            self.items().push(PageItem::Rule {
                y,
                thickness: 1.0,
                colour: Colour::Ink,
            });
        }
        Branch {
            tag: Tag::TR.into(),
            leaf: None,
            children,
        }
    }
}
