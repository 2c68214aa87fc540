//! The details of the fictional homes beside their address, and the landlord's news.

use std::io;

use contract::Cents;
use contract::Language;
use jiff::{Span, civil::Date};
use paper::Words;

use super::{
    decimal,
    files::{Dialect, File},
    households::Household,
};

/// The headers of `logements.csv` after the address.
pub(super) const HEADERS: [&str; 13] = [
    "Bâtiment",
    "Escalier",
    "Étage",
    "Porte",
    "Surface",
    "Annexes",
    "DPE",
    "GES",
    "Compteurs",
    "Gardien",
    "Gardien horaires",
    "Gardien téléphone",
    "Urgences",
];

const FLOORS: [&str; 5] = ["rez-de-chaussée", "1er étage", "2e étage", "3e étage", "4e étage"];
const CLASSES: [(&str, &str); 6] = [
    ("C", "C"),
    ("D", "D"),
    ("C", "D"),
    ("B", "B"),
    ("E", "E"),
    ("D", "C"),
];
const CARETAKERS: [&str; 4] = [
    "M. Yves DUBOIS",
    "Mme Carla MENDES",
    "M. Lucien PAROT",
    "Mme Awa KEITA",
];

/// The cells under [`HEADERS`] of a household's home.
pub(super) fn cells(household: &Household, position: usize) -> [String; 13] {
    let rooms = household
        .kind
        .chars()
        .last()
        .and_then(|digit| digit.to_digit(10))
        .unwrap_or(3);
    // 30 m² for one room, 17 m² for each further room, and up to 3 m² by position.
    let surface = f64::from(13 + 17 * rooms) + (position % 7) as f64 / 2.0;
    let (energy, climate) = CLASSES[position % CLASSES.len()];
    let garage = position
        .is_multiple_of(3)
        .then(|| format!("Garage n° {}", 10 + position));
    let annexes: Vec<String> = [Some(format!("Cave n° {}", 1 + position)), garage]
        .into_iter()
        .flatten()
        .collect();
    let meters = [
        format!("Eau froide : {:06} (placard du palier)", 204_117 + position * 97),
        format!(
            "Électricité : {:014} (entrée)",
            21_450_000_000_000_u64 + position as u64 * 7_919
        ),
    ];
    let emergencies = [
        "Ascenseur : 03 53 01 00 91",
        "Chauffage et eau chaude : 03 53 01 00 92",
        "Fuite d’eau : 03 53 01 00 93",
        "Autre urgence, nuit et week-end : 03 53 01 00 99",
    ];
    [
        ["A", "B", "C"][position % 3].to_owned(),
        (1 + position % 2).to_string(),
        FLOORS[position % FLOORS.len()].to_owned(),
        (1 + position % 12).to_string(),
        format!("{surface:.1}").replace('.', ","),
        annexes.join("|"),
        energy.to_owned(),
        climate.to_owned(),
        meters.join("|"),
        CARETAKERS[position % CARETAKERS.len()].to_owned(),
        "Du lundi au vendredi : 8 h à 11 h 30|Le mercredi : 16 h à 18 h".to_owned(),
        format!("03 53 01 01 {:02}", 10 + position % CARETAKERS.len()),
        emergencies.join("|"),
    ]
}

/// A month's rent, as deposits are (loi n° 89-462, art. 22).
pub(super) fn deposit(household: &Household) -> String {
    decimal(Cents(household.rent * 100), ',')
}

/// The people who live with the tenants, separated by `|`.
pub(super) fn occupants(household: &Household, position: usize) -> String {
    let (_, _, last_name) = household.people[0];
    let children = ["Lina", "Noé", "Jade"];
    let count = match household.kind {
        "T4" => 1 + position % 2,
        "T5" => 3,
        _ => 0,
    };
    let names: Vec<String> = children
        .iter()
        .take(count)
        .map(|name| format!("{name} {last_name}"))
        .collect();
    names.join("|")
}

/// A tenant's date of birth, as the rent system writes it.
pub(super) fn birth_date(position: usize, rank: usize) -> String {
    let number = position * 2 + rank;
    let (day, month, year) = (1 + number * 5 % 28, 1 + number * 7 % 12, 1944 + number * 11 % 56);
    format!("{day:02}/{month:02}/{year}")
}

/// Writes `actualites.csv`.
pub(super) fn write_news(directory: &std::path::Path, today: Date) -> io::Result<()> {
    let mut file = File::new(
        "actualites.csv",
        Dialect::Spreadsheet,
        &[
            "Référence",
            "Titre",
            "Texte",
            "Début",
            "Fin",
            "Agence",
            "Logements",
        ],
    )?;
    let day = |days: i64| today.saturating_add(Span::new().days(days));
    let cut = day(3);
    let water = format!(
        "L’eau sera coupée le {} de 9 h à 12 h, pour changer une vanne.|Prévoyez une réserve d’eau pour la matinée.",
        Words::without_sentences(Language::Fr).date(cut)
    );
    let lift = "Un technicien change une pièce. L’ascenseur est à l’arrêt jusqu’à la fin des travaux.|Si vous avez du mal \
                à monter, appelez votre agence\u{a0}: nous trouverons une solution.";
    for (reference, title, text, (from, until), agency) in [
        ("AC-EAU", "Coupure d’eau", water.as_str(), (day(-2), cut), "LENS"),
        (
            "AC-ASC",
            "Ascenseur en réparation",
            lift,
            (day(-5), day(9)),
            "ARRAS",
        ),
        (
            "AC-PASSE",
            "Fermeture exceptionnelle",
            "Les agences étaient fermées.",
            (day(-40), day(-30)),
            "",
        ),
    ] {
        let (from, until) = (from.to_string(), until.to_string());
        file.row(&[reference, title, text, &from, &until, agency, ""])?;
    }
    file.save(directory)
}
