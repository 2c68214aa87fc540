//! The words that rent systems use for kinds of documents and lines.

use std::sync::LazyLock;

use contract::{DocumentKind, Language, LineKind};
use paper::Words;
use strum::VariantArray;

use crate::folded_text::folded;

/// Rent systems of French landlords write French.
pub(super) fn french() -> Words {
    Words::without_sentences(Language::Fr)
}

/// What is said of a word for no kind of document.
pub(super) static DOCUMENT_KINDS_EXPECTED: LazyLock<String> = LazyLock::new(|| {
    let kinds = DocumentKind::ALL.iter().copied();
    let names: Vec<String> = kinds.map(|kind| french().document_kind(kind)).collect();
    format!("les types sont {}", french().listed(&names))
});

/// What is said of a word for no kind of line.
pub(super) static LINE_KINDS_EXPECTED: LazyLock<String> = LazyLock::new(|| {
    let kinds = LineKind::VARIANTS.iter().copied();
    let names: Vec<String> = kinds.map(|kind| line_word(kind).to_owned()).collect();
    format!("les natures sont {}", french().listed(&names))
});

/// A kind by its word, its name in French, or as rent systems write it; accents and capitals are folded already.
pub(super) fn document_kind(word: &str) -> Option<DocumentKind> {
    let named = |kind: &DocumentKind| {
        folded(kind.word(), ' ') == word || folded(&french().document_kind(*kind), ' ') == word
    };
    DocumentKind::ALL.iter().copied().find(named).or_else(|| {
        Some(match word {
            "avis echeance" => DocumentKind::Avis,
            "recu partiel" | "recu de paiement" => DocumentKind::Recu,
            "regularisation de charges" => DocumentKind::Regularisation,
            _ => return None,
        })
    })
}

/// The word for a kind of line in an export.
pub(crate) const fn line_word(kind: LineKind) -> &'static str {
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

/// A kind of line by its word, or as rent systems write it; accents and capitals are folded already.
pub(super) fn line_kind(word: &str) -> Option<LineKind> {
    let named = |kind: &LineKind| folded(line_word(*kind), ' ') == word;
    LineKind::VARIANTS.iter().copied().find(named).or_else(|| {
        Some(match word {
            "provision pour charges" | "provisions pour charges" => LineKind::Charges,
            "regularisation de charges" | "regularisation des charges" => LineKind::Regularisation,
            _ => return None,
        })
    })
}
