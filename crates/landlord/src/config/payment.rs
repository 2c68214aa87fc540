//! `[payment]`: other ways to pay the rent than in the application.

use crate::operator_words::say;
use contract::{Bic, Iban, OtherPaymentMeans, PaymentMeans, PaymentMeansKind, TransferAccount};
use serde::Deserialize;

/// Maximum length of a payee's name (EPC069-12).
const MAX_PAYEE_CHARACTERS: usize = 70;

/// `[payment]` of `landlord.toml`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct PaymentSection {
    /// The account for transfers.
    pub transfer: Option<TransferSection>,
    /// *Prélèvement automatique*: how to ask for it, as paragraphs.
    #[serde(default)]
    pub direct_debit: Vec<String>,
    /// *Chèque*: to whom and where, as paragraphs.
    #[serde(default)]
    pub cheque: Vec<String>,
    /// *Espèces*: where, as paragraphs.
    #[serde(default)]
    pub cash: Vec<String>,
}

/// `[payment.transfer]`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TransferSection {
    /// Name of the payee.
    pub payee: Payee,
    /// IBAN of the account.
    pub iban: Iban,
    /// BIC of its bank.
    pub bic: Option<Bic>,
}

/// A payee's name in a form that banks accept.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Payee(String);

/// The payee's name is empty, too long, or has several lines.
#[derive(Debug, thiserror::Error)]
#[error("{}", say("payee", [("maxPayeeCharacters", MAX_PAYEE_CHARACTERS.to_string())]))]
pub struct PayeeFlaw;

impl TryFrom<String> for Payee {
    type Error = PayeeFlaw;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let name = text.trim();
        let fits = (1..=MAX_PAYEE_CHARACTERS).contains(&name.chars().count());
        let is_one_line = !name.contains(char::is_control);
        (fits && is_one_line)
            .then(|| Self(name.to_owned()))
            .ok_or(PayeeFlaw)
    }
}

impl PaymentSection {
    /// The payment means that tenants are shown.
    pub(super) fn means(&self) -> PaymentMeans {
        let others = [
            (PaymentMeansKind::DirectDebit, &self.direct_debit),
            (PaymentMeansKind::Cheque, &self.cheque),
            (PaymentMeansKind::Cash, &self.cash),
        ];
        let others = others.into_iter().filter(|(_, words)| !words.is_empty());
        PaymentMeans {
            transfer: self.transfer.as_ref().map(|transfer| TransferAccount {
                payee: transfer.payee.0.clone(),
                iban: transfer.iban.clone(),
                bic: transfer.bic.clone(),
            }),
            others: others
                .map(|(kind, words)| OtherPaymentMeans {
                    kind,
                    words: words.clone(),
                })
                .collect(),
        }
    }

    /// The payment means of the demonstration's fictional landlord. The bank of its account does not exist.
    pub(super) fn demonstration() -> Self {
        let payee = Payee("Habitat Hauts-de-France".to_owned());
        let transfer = Iban::parse("FR76 1234 5987 6500 0010 2030 440")
            .ok()
            .map(|iban| TransferSection {
                payee,
                iban,
                bic: Bic::parse("HHDFFR2LXXX").ok(),
            });
        let words = |words: &[&str]| words.iter().map(|&word| word.to_owned()).collect();
        Self {
            transfer,
            direct_debit: words(&[
                "Votre loyer est prélevé le 5, le 10 ou le 15 du mois, au choix. Vous n’avez plus à y penser.",
                "Demandez-le à votre agence, avec un relevé d’identité bancaire (RIB).",
            ]),
            cheque: words(&[
                "À l’ordre de Habitat Hauts-de-France. Écrivez votre code locataire au dos.",
                "Déposez-le à votre agence, ou envoyez-le à l’adresse du siège.",
            ]),
            cash: words(&[
                "Dans un bureau de poste, avec le coupon de votre avis d’échéance. C’est gratuit pour vous.",
                "Les agences ne prennent pas d’espèces.",
            ]),
        }
    }
}
