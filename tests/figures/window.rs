//! The window has the figures of the rules, and its sentences get them as arguments.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use contract::{
    JournalDays, LetterCode, MAX_ATTACHED_BYTES, MAX_ATTACHMENTS, Password, Pin, SmsCode, TenantCode,
};
use landlord::figures as theirs;
use tenant::figures as ours;

use super::MIB;

/// The text of `ui/src/rule-figures.js`: the figures that sentences and screens of the window use. The landlord's
/// figures are those of the service of the same version.
fn of_the_window() -> String {
    let figures: &[(&str, i128)] = &[
        ("agencyMonthDays", theirs::AGENCY_MONTH_DAYS.into()),
        ("consentProofYears", theirs::CONSENT_PROOF_YEARS.into()),
        ("counterIdleMinutes", ours::COUNTER_IDLE_MINUTES.into()),
        ("dossierMonths", ours::DOSSIER_MONTHS as i128),
        ("idleMinutes", ours::IDLE_MINUTES.into()),
        ("journalDays", JournalDays::MAX.into()),
        ("letterCodeCharacters", LetterCode::CHARACTERS as i128),
        ("letterCodeGroup", LetterCode::GROUP as i128),
        ("letterDays", theirs::LETTER_DAYS.into()),
        ("mailCodeHours", theirs::MAIL_CODE_HOURS.into()),
        ("maxAttachedBytes", MAX_ATTACHED_BYTES as i128),
        ("maxAttachedMegabytes", (MAX_ATTACHED_BYTES / MIB) as i128),
        ("maxAttachments", MAX_ATTACHMENTS as i128),
        ("maxJoinedDocuments", ours::MAX_JOINED_DOCUMENTS as i128),
        ("maxPeople", ours::MAX_PEOPLE.into()),
        ("passwordMaxCharacters", Password::MAX_CHARACTERS as i128),
        ("passwordMinCharacters", Password::MIN_CHARACTERS as i128),
        ("pinDigits", Pin::DIGITS as i128),
        ("pinTries", ours::PIN_TRIES.into()),
        ("recentResetDays", theirs::RECENT_RESET_DAYS.into()),
        ("rentAccountYears", theirs::RENT_ACCOUNT_YEARS.into()),
        ("smsCodeDigits", SmsCode::DIGITS as i128),
        ("staffIdleMinutes", theirs::STAFF_IDLE_MINUTES.into()),
        ("tenantCodeDigits", TenantCode::DIGITS as i128),
    ];
    let lines: String = figures
        .iter()
        .map(|(name, figure)| format!("  {name}: {figure},\n"))
        .collect();
    format!(
        "// Generated from the figures of the rules by `cargo xtask generate`. Do not edit.\n\n\
         /** What each sentence may tell of the rules, and what screens use of them. */\n\
         export const ruleFigures = {{\n{lines}}};\n"
    )
}

#[test]
fn the_windows_figures_match_the_rules() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("ui/src/rule-figures.js");
    let figures = of_the_window();
    if env::var_os("GENERATE").is_some() {
        fs::write(&path, &figures).expect("written");
    }
    assert!(
        fs::read_to_string(&path).unwrap_or_default() == figures,
        "ui/src/rule-figures.js is stale: run `cargo xtask generate`"
    );
}

/// The nouns that French sentences count.
const COUNTED: &[&str] = &[
    "seconde",
    "minute",
    "heure",
    "jour",
    "dernier",
    "dernière",
    "semaine",
    "mois",
    "an",
    "ans",
    "chiffre",
    "caractère",
    "lettre",
    "essai",
    "fichier",
    "document",
    "personne",
    "SMS",
    "message",
    "numéro",
    "Mo",
    "Ko",
];

const NUMBER_WORDS: &[&str] = &[
    "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "quinze",
    "vingt", "trente", "soixante", "cent",
];

/// Counts in sentences that are not figures of a rule, with the reason.
const COUNTED_OTHERWISE: &[(&str, &str)] = &[
    ("10 chiffres", "numbers of French telephones"),
    (
        "1 chiffre",
        "a password needs one: that is no figure but a rule (S6)",
    ),
    ("environ 5 minutes", "how long a sign-up takes most people"),
    (
        "encore valable 30 secondes",
        "when the window tells of a code's end; the same line names the moment",
    ),
    ("encore valable 1 minute", "the same"),
    ("1 document", "one, in the singular"),
    ("1 essai", "one, in the singular"),
    ("un code postal de 5 chiffres", "a postal code of France"),
    (
        "20 ans de quittances, 240 documents",
        "a tenant of the demonstration",
    ),
];

/// The first count in a line that is written as a literal number.
fn counted_in(line: &str) -> Option<String> {
    let mut line = line.replace(['\u{a0}', '\u{202f}', '~'], " ");
    for (said, _) in COUNTED_OTHERWISE {
        line = line.replace(said, "");
    }
    let words: Vec<&str> = line
        .split_whitespace()
        .map(|word| word.trim_matches(|sign: char| !sign.is_alphanumeric()))
        .collect();
    let is_number = |word: &str| {
        (!word.is_empty() && word.chars().all(|sign| sign.is_ascii_digit()))
            || NUMBER_WORDS.contains(&word.to_lowercase().as_str())
    };
    let is_counted = |word: &str| COUNTED.contains(&word) || COUNTED.contains(&word.trim_end_matches('s'));
    words
        .windows(2)
        .find(|pair| is_number(pair[0]) && is_counted(pair[1]))
        .map(|pair| pair.join(" "))
}

fn files_under(folder: &Path, endings: &[&str], files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("listed") {
        let path = entry.expect("an entry").path();
        let ending = path.extension().unwrap_or_default();
        if path.is_dir() {
            files_under(&path, endings, files);
        } else if endings.iter().any(|one| ending == *one) && !path.ends_with("store.rs") {
            // The text of a store is SQL.
            files.push(path);
        }
    }
}

#[test]
fn no_sentence_has_a_literal_figure() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    files_under(&root.join("ui/locales"), &["ftl"], &mut files);
    for folder in ["locales", "pages", "templates", "src"] {
        files_under(
            &root.join("crates/landlord").join(folder),
            &["ftl", "html", "js", "typ", "rs"],
            &mut files,
        );
    }
    files_under(&root.join("crates/tenant/src"), &["rs"], &mut files);
    files_under(&root.join("src-tauri"), &["rs"], &mut files);
    let told: Vec<String> = files
        .iter()
        .flat_map(|path| {
            let text = fs::read_to_string(path).expect("read");
            // Text in tests is shown to nobody.
            let text = text
                .split("#[cfg(test)]\nmod tests")
                .next()
                .unwrap_or_default()
                .to_owned();
            let comment = if path.extension().is_some_and(|ending| ending == "ftl") {
                "#"
            } else {
                "// "
            };
            let name = path.strip_prefix(root).expect("inside").display().to_string();
            let lines = text
                .lines()
                .filter(|line| !line.trim_start().starts_with(comment))
                .map(str::to_owned);
            lines
                .filter_map(move |line| counted_in(&line).map(|counted| format!("{name}: {counted}")))
                .collect::<Vec<_>>()
        })
        .collect();
    assert_eq!(
        told,
        Vec::<String>::new(),
        "these sentences have to be given the figure"
    );
    assert_eq!(
        counted_in("Le code a 6\u{a0}chiffres."),
        Some("6 chiffres".to_owned())
    );
    assert_eq!(counted_in("sur trois ans"), Some("trois ans".to_owned()));
    assert_eq!(counted_in("Le code a { $smsCodeDigits } chiffres"), None);
}
