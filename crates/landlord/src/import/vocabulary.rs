//! The words that rent systems use for kinds of documents and lines.

use std::sync::LazyLock;

use contract::{DocumentKind, Language, LineKind};
use paper::Words;
use strum::VariantArray;

use crate::folded_text::folded;

/// French words and formats, as rent systems of French landlords write them.
pub(super) fn french() -> Words {
    Words::without_sentences(Language::Fr)
}

/// The kinds of documents, as operators read them.
pub(super) fn document_kinds() -> String {
    let kinds = DocumentKind::ALL.iter().copied();
    let names: Vec<String> = kinds.map(|kind| french().document_kind(kind)).collect();
    french().listed(&names)
}

/// The kinds of lines, as operators read them.
pub(super) fn line_kinds() -> String {
    let kinds = LineKind::VARIANTS.iter().copied();
    let names: Vec<String> = kinds.map(|kind| line_spelling(kind).to_owned()).collect();
    french().listed(&names)
}

/// The spellings of each kind, folded: made once, as an export has tens of thousands of documents.
static FOLDED_DOCUMENT_KINDS: LazyLock<Vec<(String, DocumentKind)>> = LazyLock::new(|| {
    let kinds = DocumentKind::ALL.iter().copied();
    let spellings = kinds.flat_map(|kind| {
        let names = [kind.wire_name().to_owned(), french().document_kind(kind)];
        names.map(|name| (folded(&name, ' '), kind))
    });
    spellings.collect()
});

/// The kind with this wire name, this French name, or this spelling in rent systems. `spelling` is folded: no
/// accents, no capitals.
pub(super) fn document_kind(spelling: &str) -> Option<DocumentKind> {
    let named = FOLDED_DOCUMENT_KINDS.iter().find(|(name, _)| name == spelling);
    named.map(|(_, kind)| *kind).or_else(|| {
        Some(match spelling {
            "avis echeance" => DocumentKind::Avis,
            "recu partiel" | "recu de paiement" => DocumentKind::Recu,
            "regularisation de charges" => DocumentKind::Regularisation,
            _ => return None,
        })
    })
}

/// The spelling of a kind of line in an export.
pub(crate) const fn line_spelling(kind: LineKind) -> &'static str {
    match kind {
        LineKind::Rent => "loyer",
        LineKind::Charges => "charges",
        LineKind::Regularisation => "régularisation",
        LineKind::Apl => "APL",
        LineKind::Rls => "RLS",
        LineKind::Sls => "SLS",
        LineKind::EarlierBalance => "solde antérieur",
        LineKind::Payment => "paiement",
        LineKind::Other => "autre",
    }
}

/// The kind of line with this spelling in an export or in rent systems. `spelling` is folded: no accents, no
/// capitals.
pub(super) fn line_kind(spelling: &str) -> Option<LineKind> {
    let named = |kind: &LineKind| folded(line_spelling(*kind), ' ') == spelling;
    LineKind::VARIANTS.iter().copied().find(named).or_else(|| {
        Some(match spelling {
            "provision pour charges" | "provisions pour charges" => LineKind::Charges,
            "regularisation de charges" | "regularisation des charges" => LineKind::Regularisation,
            _ => return None,
        })
    })
}
