//! The fictional households. Their names are invented.

/// A person on a lease: title, first name, last name.
pub(super) type Person = (&'static str, &'static str, &'static str);

/// How a household pays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pays {
    /// By direct debit on the due day.
    Debit,
    /// By transfer, near the due day.
    Transfer,
    /// By card, cheque or cash, at times in two parts.
    InParts,
}

/// How a household's income changes its bill, in euros a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Means {
    /// Nothing.
    Plain,
    /// Housing benefit and the solidarity reduction that goes with it.
    Helped(i64),
    /// The solidarity supplement.
    Above(i64),
}

/// What makes a household's history special.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Story {
    /// Nothing.
    None,
    /// Exactly [`super::DOCUMENTS_OF_FAITHFUL_TENANT`] documents, over twenty years.
    Faithful,
    /// Behind with the last terms.
    Arrears,
    /// A wrong *avis* that was corrected, and an adjustment that is due now.
    Corrected,
    /// A returned direct debit.
    DebitSentBack,
}

/// A fictional household.
#[derive(Clone, Copy)]
pub(super) struct Household {
    pub(super) agency: usize,
    pub(super) kind: &'static str,
    /// Number of months since the lease began.
    pub(super) months: i32,
    /// Rent and charges of this year, in euros a month.
    pub(super) rent: i64,
    pub(super) charges: i64,
    pub(super) means: Means,
    pub(super) pays: Pays,
    pub(super) story: Story,
    pub(super) people: &'static [Person],
}

const fn home(
    (agency, kind, months): (usize, &'static str, i32),
    (rent, charges, means): (i64, i64, Means),
    pays: Pays,
    people: &'static [Person],
) -> Household {
    Household {
        agency,
        kind,
        months,
        rent,
        charges,
        means,
        pays,
        story: Story::None,
        people,
    }
}

const fn with_story(story: Story, home: Household) -> Household {
    Household { story, ..home }
}

use Means::{Above, Helped, Plain};
use Pays::{Debit, InParts, Transfer};

/// The households. The first three are those of [`super::SHOWN_TENANTS`].
pub(super) const HOUSEHOLDS: [Household; 44] = [
    with_story(
        Story::Faithful,
        home(
            (0, "T3", 243),
            (398, 71, Plain),
            Debit,
            &[("Mme", "Odile", "Lefebvre")],
        ),
    ),
    with_story(
        Story::Arrears,
        home(
            (1, "T2", 40),
            (342, 58, Helped(121)),
            InParts,
            &[("M.", "Samir", "Benali")],
        ),
    ),
    with_story(
        Story::Corrected,
        home(
            (2, "T4", 64),
            (487, 93, Plain),
            Transfer,
            &[("Mme", "Inès", "Vandenbroucke"), ("M.", "Mathéo", "Diallo")],
        ),
    ),
    with_story(
        Story::DebitSentBack,
        home(
            (0, "T2", 52),
            (331, 52, Plain),
            Debit,
            &[("M.", "Gérard", "Kowalczyk")],
        ),
    ),
    home(
        (0, "T4", 246),
        (455, 84, Plain),
        Debit,
        &[("Mme", "Jacqueline", "Caron")],
    ),
    home(
        (0, "T3", 200),
        (402, 66, Helped(88)),
        Transfer,
        &[("Mme", "Fatima", "El Amrani")],
    ),
    home(
        (0, "T5", 180),
        (548, 95, Above(46)),
        Debit,
        &[("M.", "Philippe", "Delattre")],
    ),
    home(
        (0, "T2", 15),
        (318, 49, Helped(134)),
        InParts,
        &[("Mme", "Léa", "Petitprez")],
    ),
    home(
        (0, "T3", 31),
        (389, 62, Plain),
        Debit,
        &[("M.", "Thanh", "Nguyen")],
    ),
    home(
        (0, "T3", 22),
        (411, 70, Helped(95)),
        Transfer,
        &[("Mme", "Aminata", "Traoré")],
    ),
    home(
        (0, "T1", 12),
        (252, 41, Helped(148)),
        InParts,
        &[("M.", "Enzo", "Lemaire")],
    ),
    home(
        (0, "T4", 47),
        (468, 88, Plain),
        Debit,
        &[("Mme", "Stéphanie", "Wójcik-Martin")],
    ),
    home(
        (0, "T3", 84),
        (405, 69, Helped(76)),
        Transfer,
        &[("M.", "Mehmet", "Yildirim")],
    ),
    home(
        (0, "T2", 28),
        (336, 55, Plain),
        Debit,
        &[("Mme", "Marie-Thérèse", "Hochart")],
    ),
    home(
        (0, "T4", 19),
        (472, 90, Helped(64)),
        InParts,
        &[("Mme", "Cindy", "Bocquet")],
    ),
    home(
        (0, "T5", 96),
        (561, 98, Plain),
        Debit,
        &[("M.", "José", "Ferreira"), ("Mme", "Ana", "Ferreira")],
    ),
    home(
        (0, "T3", 36),
        (394, 64, Plain),
        Transfer,
        &[("M.", "Nicolas", "D’Hondt")],
    ),
    home(
        (1, "T3", 150),
        (418, 73, Plain),
        Debit,
        &[("Mme", "Monique", "Carpentier")],
    ),
    home(
        (1, "T4", 120),
        (476, 87, Helped(58)),
        Transfer,
        &[("Mme", "Nadia", "Haddad")],
    ),
    home(
        (1, "T2", 14),
        (327, 50, Helped(127)),
        InParts,
        &[("M.", "Lucas", "Roussel")],
    ),
    home(
        (1, "T3", 33),
        (401, 67, Plain),
        Debit,
        &[("M.", "Ibrahima", "Sow")],
    ),
    home(
        (1, "T1", 13),
        (261, 43, Helped(139)),
        Transfer,
        &[("Mme", "Manon", "Dubrulle")],
    ),
    home(
        (1, "T5", 72),
        (572, 99, Above(61)),
        Debit,
        &[("M.", "Laurent", "Wattiez")],
    ),
    home(
        (1, "T3", 25),
        (396, 68, Helped(92)),
        InParts,
        &[("Mme", "Rokhaya", "N’Diaye")],
    ),
    home(
        (1, "T2", 44),
        (344, 56, Plain),
        Debit,
        &[("M.", "Bernard", "Leclercq")],
    ),
    home(
        (1, "T4", 38),
        (463, 85, Plain),
        Transfer,
        &[("Mme", "Giulia", "Rossi-Vasseur")],
    ),
    home(
        (1, "T3", 29),
        (407, 71, Helped(81)),
        Debit,
        &[("Mme", "Chantal", "Duquesne")],
    ),
    home(
        (1, "T2", 17),
        (333, 53, Helped(118)),
        InParts,
        &[("M.", "Yanis", "Cherif")],
    ),
    home(
        (1, "T4", 58),
        (481, 89, Plain),
        Debit,
        &[("M.", "Zoltán", "Szabo")],
    ),
    home(
        (1, "T3", 90),
        (414, 72, Plain),
        Transfer,
        &[("Mme", "Françoise", "Bœuf")],
    ),
    home(
        (2, "T3", 140),
        (409, 70, Helped(69)),
        Debit,
        &[("M.", "Marcel", "Deprez")],
    ),
    home(
        (2, "T4", 110),
        (478, 86, Plain),
        Debit,
        &[("Mme", "Sylvie", "Lecocq")],
    ),
    home(
        (2, "T2", 16),
        (329, 51, Helped(125)),
        InParts,
        &[("Mme", "Océane", "Flament")],
    ),
    home(
        (2, "T3", 34),
        (399, 65, Plain),
        Transfer,
        &[("M.", "Rachid", "Ouali")],
    ),
    home(
        (2, "T5", 42),
        (555, 97, Above(38)),
        Debit,
        &[("Mme", "Hélène", "Vasseur-Lin")],
    ),
    home(
        (2, "T1", 20),
        (258, 42, Helped(142)),
        Transfer,
        &[("M.", "Théo", "Mercier")],
    ),
    home(
        (2, "T3", 27),
        (403, 68, Helped(85)),
        InParts,
        &[("Mme", "Mariam", "Kaba")],
    ),
    home(
        (2, "T4", 49),
        (469, 88, Plain),
        Debit,
        &[("M.", "Dragan", "Horvat")],
    ),
    home(
        (2, "T2", 23),
        (338, 54, Plain),
        Debit,
        &[("Mme", "Lucette", "Boulanger")],
    ),
    home(
        (2, "T3", 61),
        (416, 72, Helped(73)),
        Transfer,
        &[("Mme", "Priya", "Ramasamy")],
    ),
    home(
        (2, "T4", 30),
        (466, 84, Plain),
        Debit,
        &[("M.", "Christophe", "Hennebelle")],
    ),
    home(
        (2, "T3", 18),
        (392, 63, Helped(98)),
        InParts,
        &[("Mme", "Jessica", "Morel")],
    ),
    home(
        (2, "T2", 37),
        (341, 57, Plain),
        Transfer,
        &[("M.", "Aurélien", "Brasseur")],
    ),
    home(
        (2, "T4", 26),
        (474, 91, Plain),
        Debit,
        &[("Mme", "Solène", "Castelain")],
    ),
];
