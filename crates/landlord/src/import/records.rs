//! The row of each file.

use contract::{Cents, DocumentKind, DocumentLine, DwellingDetails, MobilePhone, TenantCode, Term};
use jiff::civil::Date;

use super::{dwelling_details, record::Record, row::Row, table::Column, vocabulary};
use crate::books::Payment;

const fn required(name: &'static str) -> Column {
    Column::required(name)
}

const fn optional(name: &'static str) -> Column {
    Column::optional(name)
}

/// `agences.csv`
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct AgencyRow {
    pub(super) reference: String,
    pub(super) name: String,
    pub(super) address: Vec<String>,
    pub(super) telephone: String,
    pub(super) email: String,
    pub(super) opening_hours: Vec<String>,
}

impl Record for AgencyRow {
    const FILE: &'static str = "agences.csv";
    const COLUMNS: &'static [Column] = &[
        required("agence"),
        required("nom"),
        required("adresse"),
        optional("complement"),
        required("code_postal"),
        required("ville"),
        required("telephone"),
        required("email"),
        optional("horaires"),
    ];
    const REFERRED_BY: &'static str = "agence";
    const UNIQUE: Option<&'static str> = Some("agence");

    fn read(row: &mut Row<'_>) -> Option<Self> {
        let (reference, name) = (row.text("agence"), row.text("nom"));
        let address = row.address();
        let (telephone, email) = (row.telephone("telephone"), row.email("email"));
        let opening_hours = row.lines("horaires");
        Some(Self {
            reference: reference?,
            name: name?,
            address: address?,
            telephone: telephone?,
            email: email?,
            opening_hours: opening_hours?,
        })
    }

    fn key(&self) -> &str {
        &self.reference
    }
}

/// `logements.csv`
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct DwellingRow {
    pub(super) reference: String,
    pub(super) address: Vec<String>,
    pub(super) kind: String,
    pub(super) agency: String,
    /// Without the kind, which has its own field.
    pub(super) details: DwellingDetails,
}

impl Record for DwellingRow {
    const FILE: &'static str = "logements.csv";
    const COLUMNS: &'static [Column] = &[
        required("logement"),
        required("type"),
        required("adresse"),
        optional("complement"),
        required("code_postal"),
        required("ville"),
        required("agence"),
        optional("batiment"),
        optional("escalier"),
        optional("etage"),
        optional("porte"),
        optional("surface"),
        optional("annexes"),
        optional("dpe"),
        optional("ges"),
        optional("compteurs"),
        optional("gardien"),
        optional("gardien_horaires"),
        optional("gardien_telephone"),
        optional("urgences"),
    ];
    const REFERRED_BY: &'static str = "logement";
    const UNIQUE: Option<&'static str> = Some("logement");

    fn read(row: &mut Row<'_>) -> Option<Self> {
        let (reference, kind) = (row.text("logement"), row.text("type"));
        let (address, agency) = (row.address(), row.text("agence"));
        let details = dwelling_details::read(row);
        Some(Self {
            reference: reference?,
            address: address?,
            kind: kind?,
            agency: agency?,
            details: details?,
        })
    }

    fn key(&self) -> &str {
        &self.reference
    }
}

/// `locataires.csv`: one row per tenant, with the lease that tenants of one home share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct TenantRow {
    pub(super) tenant_code: TenantCode,
    pub(super) lease: String,
    pub(super) lease_starts_on: Date,
    pub(super) deposit: Option<Cents>,
    /// The people who live there with the tenants.
    pub(super) occupants: Vec<String>,
    pub(super) dwelling: String,
    pub(super) name: String,
    pub(super) mobile: Option<MobilePhone>,
    /// With the name, it lets staff find a tenant who has no paper of the landlord at hand.
    pub(super) born_on: Option<Date>,
}

impl Record for TenantRow {
    const FILE: &'static str = "locataires.csv";
    const COLUMNS: &'static [Column] = &[
        required("code_locataire"),
        required("bail"),
        required("date_debut_bail"),
        required("logement"),
        optional("civilite"),
        required("nom"),
        optional("prenom"),
        required("portable"),
        optional("depot_garantie"),
        optional("occupants"),
        optional("date_naissance"),
    ];
    const REFERRED_BY: &'static str = "bail";
    const UNIQUE: Option<&'static str> = Some("code_locataire");

    fn read(row: &mut Row<'_>) -> Option<Self> {
        let (tenant_code, lease) = (row.tenant_code("code_locataire"), row.text("bail"));
        let (starts_on, dwelling) = (row.date("date_debut_bail"), row.text("logement"));
        let title = row.optional_text("civilite");
        let (first_name, last_name) = (row.optional_text("prenom"), row.text("nom"));
        let mobile = row.optional_mobile("portable");
        let (deposit, occupants) = (row.optional_amount("depot_garantie"), row.lines("occupants"));
        let born_on = row.optional_date("date_naissance");
        let title = match title?.as_str() {
            "M" | "Mr" | "Monsieur" | "MONSIEUR" => "M.".to_owned(),
            "Mme." | "MME" | "Madame" | "MADAME" => "Mme".to_owned(),
            other => other.to_owned(),
        };
        let name = [title, first_name?, last_name?.to_uppercase()];
        Some(Self {
            tenant_code: tenant_code?,
            lease: lease?,
            lease_starts_on: starts_on?,
            deposit: deposit?,
            occupants: occupants?,
            dwelling: dwelling?,
            name: name
                .into_iter()
                .filter(|part| !part.is_empty())
                .collect::<Vec<_>>()
                .join(" "),
            mobile: mobile?,
            born_on: born_on?,
        })
    }

    fn key(&self) -> &str {
        self.tenant_code.as_str()
    }
}

/// `documents.csv`
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct DocumentRow {
    pub(super) reference: String,
    pub(super) lease: String,
    pub(super) kind: DocumentKind,
    pub(super) term: Term,
    pub(super) issued_on: Date,
    pub(super) due_on: Option<Date>,
    pub(super) stated_amount: Option<Cents>,
    pub(super) supersedes: Option<String>,
    pub(super) withdrawn_on: Option<Date>,
}

impl Record for DocumentRow {
    const FILE: &'static str = "documents.csv";
    const COLUMNS: &'static [Column] = &[
        required("reference"),
        required("bail"),
        required("type"),
        required("terme"),
        required("date_emission"),
        optional("date_echeance"),
        optional("montant"),
        optional("remplace"),
        optional("annule_le"),
    ];
    const REFERRED_BY: &'static str = "reference";
    const UNIQUE: Option<&'static str> = Some("reference");

    fn read(row: &mut Row<'_>) -> Option<Self> {
        let (reference, lease) = (row.text("reference"), row.text("bail"));
        let kind = row.of_vocabulary("type", "expected-document-kind", vocabulary::document_kind);
        let (term, issued_on) = (row.term("terme"), row.date("date_emission"));
        let (due_on, stated_amount) = (row.optional_date("date_echeance"), row.optional_amount("montant"));
        let supersedes = row.optional_text("remplace");
        let withdrawn_on = row.optional_date("annule_le");
        Some(Self {
            reference: reference?,
            lease: lease?,
            kind: kind?,
            term: term?,
            issued_on: issued_on?,
            due_on: due_on?,
            stated_amount: stated_amount?,
            supersedes: supersedes.map(|text| (!text.is_empty()).then_some(text))?,
            withdrawn_on: withdrawn_on?,
        })
    }

    fn key(&self) -> &str {
        &self.reference
    }
}

/// `lignes.csv`, in the order in which the document shows them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct LineRow {
    pub(super) document: String,
    pub(super) line: DocumentLine,
}

impl Record for LineRow {
    const FILE: &'static str = "lignes.csv";
    const COLUMNS: &'static [Column] = &[
        required("document"),
        required("nature"),
        required("libelle"),
        required("montant"),
    ];
    const REFERRED_BY: &'static str = "document";
    const UNIQUE: Option<&'static str> = None;

    fn read(row: &mut Row<'_>) -> Option<Self> {
        let document = row.text("document");
        let kind = row.of_vocabulary("nature", "expected-line-kind", vocabulary::line_kind);
        let (label, amount) = (row.text("libelle"), row.amount("montant"));
        Some(Self {
            document: document?,
            line: DocumentLine {
                kind: kind?,
                label: label?,
                amount: amount?,
            },
        })
    }

    fn key(&self) -> &str {
        &self.document
    }
}

/// `paiements.csv`
impl Record for Payment {
    const FILE: &'static str = "paiements.csv";
    const COLUMNS: &'static [Column] = &[
        required("reference"),
        required("bail"),
        required("document"),
        required("date"),
        required("montant"),
        required("mode"),
        optional("paiement_en_ligne"),
    ];
    const REFERRED_BY: &'static str = "reference";
    const UNIQUE: Option<&'static str> = Some("reference");

    fn read(row: &mut Row<'_>) -> Option<Self> {
        let (reference, lease) = (row.text("reference"), row.text("bail"));
        let (document, received_on) = (row.optional_text("document"), row.date("date"));
        let (amount, method) = (row.amount("montant"), row.text("mode"));
        // A payment made here keeps the reference that it has here.
        let made_here = row.text_or_none("paiement_en_ligne");
        Some(Self {
            reference: made_here?.or(reference)?,
            lease: lease?,
            document: document.map(|text| (!text.is_empty()).then_some(text))?,
            received_on: received_on?,
            amount: amount?,
            method: method?,
        })
    }

    fn key(&self) -> &str {
        &self.reference
    }
}
