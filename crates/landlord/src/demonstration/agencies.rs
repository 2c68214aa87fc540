//! The fictional agencies. Their streets are invented. Their telephone numbers are in the block that ARCEP
//! reserves for works of fiction (03 53 01).

/// A fictional agency.
pub(super) struct DemonstrationAgency {
    pub(super) reference: &'static str,
    pub(super) name: &'static str,
    pub(super) street: &'static str,
    pub(super) postcode: &'static str,
    pub(super) town: &'static str,
    pub(super) telephone: &'static str,
    pub(super) email: &'static str,
    pub(super) hours: &'static str,
    /// Where its dwellings are.
    pub(super) places: &'static [Residence],
}

/// A residence: street, postcode, town.
pub(super) type Residence = (&'static str, &'static str, &'static str);

const HOURS: &str = "Du lundi au jeudi : 9 h à 12 h et 14 h à 17 h|Le vendredi : 9 h à 12 h";

/// The agencies, which [`Household::agency`](super::households::Household::agency) indexes.
pub(super) const AGENCIES: [DemonstrationAgency; 3] = [
    DemonstrationAgency {
        reference: "LENS",
        name: "Agence de Lens",
        street: "3 place des Glaneurs",
        postcode: "62300",
        town: "Lens",
        telephone: "03 53 01 00 01",
        email: "lens@habitathdf.example",
        hours: HOURS,
        places: &[
            ("rue du Grand-Tilleul", "62300", "Lens"),
            ("allée des Mirabelles", "62300", "Lens"),
            ("résidence Les Hirondelles", "62800", "Liévin"),
        ],
    },
    DemonstrationAgency {
        reference: "ARRAS",
        name: "Agence d’Arras",
        street: "18 rue de l’Ancienne-Horloge",
        postcode: "62000",
        town: "Arras",
        telephone: "03 53 01 00 02",
        email: "arras@habitathdf.example",
        hours: HOURS,
        places: &[
            ("rue des Quatre-Moulins", "62000", "Arras"),
            ("square du Lin-Bleu", "62000", "Arras"),
            ("résidence Le Clos fleuri", "62223", "Saint-Laurent-Blangy"),
        ],
    },
    DemonstrationAgency {
        reference: "BETH",
        name: "Agence de Béthune",
        street: "7 rue du Carillon-Neuf",
        postcode: "62400",
        town: "Béthune",
        telephone: "03 53 01 00 03",
        email: "bethune@habitathdf.example",
        hours: HOURS,
        places: &[
            ("rue de la Petite-Écluse", "62400", "Béthune"),
            ("allée des Sœurs-Meunières", "62400", "Béthune"),
            ("résidence Les Pommiers", "62660", "Beuvry"),
        ],
    },
];
