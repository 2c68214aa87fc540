//! `actualites.csv`: what the landlord has to say to its tenants. A rent system need not export it.

use std::collections::HashMap;

use jiff::civil::Date;
use sqlx::{Row as _, sqlite::SqliteRow};

use super::{
    ImportError, Tally,
    export::{Export, Record},
    known::{Known, date, json as read_json},
    problem::{ImportProblems, quoted},
    records::{AgencyRow, DwellingRow},
    row::Row,
    table::Column,
    writing::json,
};
use crate::store::{Reading, Writing};

/// A row of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct NewsRow {
    reference: String,
    title: String,
    text: Vec<String>,
    from: Date,
    until: Date,
    /// None: for the tenants of all agencies.
    agency: Option<String>,
    /// None: for all of them.
    dwellings: Vec<String>,
}

impl Record for NewsRow {
    const FILE: &'static str = "actualites.csv";
    const MAY_BE_MISSING: bool = true;
    const COLUMNS: &'static [Column] = &[
        Column::required("reference"),
        Column::required("titre"),
        Column::required("texte"),
        Column::required("debut"),
        Column::required("fin"),
        Column::optional("agence"),
        Column::optional("logements"),
    ];
    const REFERRED_BY: &'static str = "reference";
    const UNIQUE: Option<&'static str> = Some("reference");

    fn read(row: &mut Row<'_>) -> Option<Self> {
        let (reference, title) = (row.text("reference"), row.text("titre"));
        let (text, dwellings) = (row.paragraphs("texte"), row.references("logements"));
        let (from, until) = (row.date("debut"), row.date("fin"));
        let agency = row.text_or_none("agence");
        Some(Self {
            reference: reference?,
            title: title?,
            text: text?,
            from: from?,
            until: until?,
            agency: agency?,
            dwellings: dwellings?,
        })
    }

    fn key(&self) -> &str {
        &self.reference
    }
}

/// Tells agencies and dwellings that nobody knows, and news that ends before it begins.
pub(super) fn check(export: &Export, known: &Known, problems: &mut ImportProblems) {
    for (line, row) in &export.news.rows {
        let mut tell = |column, message| problems.cell(NewsRow::FILE, *line, column, message);
        if row.until < row.from {
            tell("fin", "la fin vient avant le début".to_owned());
        }
        let is_agency = |name: &String| {
            known.agencies.contains_key(name)
                || export.agencies.refused(name)
                || export.agencies.rows.iter().any(|(_, row)| row.key() == name)
        };
        if let Some(agency) = row.agency.as_ref().filter(|name| !is_agency(name)) {
            let message = format!("{} n’est pas une agence de {}", quoted(agency), AgencyRow::FILE);
            tell("agence", message);
        }
        let is_dwelling = |name: &&String| {
            known.dwellings.contains_key(*name)
                || export.dwellings.refused(name)
                || export.dwellings.rows.iter().any(|(_, row)| row.key() == *name)
        };
        for dwelling in row.dwellings.iter().filter(|name| !is_dwelling(name)) {
            let message = format!(
                "{} n’est pas un logement de {}",
                quoted(dwelling),
                DwellingRow::FILE
            );
            tell("logements", message);
        }
    }
}

/// What the database knows, by reference.
pub(super) async fn known(connection: &mut Reading) -> Result<HashMap<String, NewsRow>, ImportError> {
    let rows = sqlx::query("SELECT * FROM news")
        .fetch_all(connection.sql())
        .await?;
    rows.iter()
        .map(|row| {
            let news = news_of(row)?;
            Ok((news.reference.clone(), news))
        })
        .collect()
}

fn news_of(row: &SqliteRow) -> Result<NewsRow, ImportError> {
    Ok(NewsRow {
        reference: row.try_get("reference")?,
        title: row.try_get("title")?,
        text: read_json(row, "text")?,
        from: date(row, "shown_from")?,
        until: date(row, "shown_until")?,
        agency: row.try_get("agency")?,
        dwellings: read_json(row, "dwellings")?,
    })
}

/// Writes what is new or has changed.
pub(super) async fn write(
    connection: &mut Writing,
    news: &[NewsRow],
    known: &HashMap<String, NewsRow>,
) -> Result<Tally, ImportError> {
    let mut tally = Tally::default();
    for row in news {
        if !tally.count(known.get(&row.reference), row) {
            continue;
        }
        sqlx::query(
            "INSERT INTO news (reference, title, text, shown_from, shown_until, agency, dwellings)
             VALUES (?, ?, ?, ?, ?, ?, ?)
             ON CONFLICT (reference) DO UPDATE SET
                 title = excluded.title, text = excluded.text, shown_from = excluded.shown_from,
                 shown_until = excluded.shown_until, agency = excluded.agency, dwellings = excluded.dwellings",
        )
        .bind(&row.reference)
        .bind(&row.title)
        .bind(json(&row.text)?)
        .bind(row.from.to_string())
        .bind(row.until.to_string())
        .bind(&row.agency)
        .bind(json(&row.dwellings)?)
        .execute(connection.sql())
        .await?;
    }
    Ok(tally)
}
