//! A transfer of the rent: the fields to copy, and the same as a QR code for banking applications (EPC069-12
//! v2.1).

use contract::{Cents, TenantCode, TransferAccount};
use paper::qr_code;
use serde::Serialize;

use crate::core::qr_drawing::QrDrawing;

/// The largest amount that the code can hold, in cents.
const MAX_CENTS: i64 = 99_999_999_999;
/// Maximum length of the text for the payee, in characters.
const MAX_TEXT_CHARACTERS: usize = 140;
/// Maximum size of the code's text, in bytes.
const MAX_BYTES: usize = 331;

/// What a transfer needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Transfer {
    /// The payee.
    pub payee: String,
    /// The IBAN in groups of four, for reading.
    pub iban: String,
    /// The IBAN without spaces, for pasting.
    pub iban_compact: String,
    /// The BIC of its bank.
    pub bic: Option<String>,
    /// The text by which the landlord knows whose rent it is.
    pub reference: String,
    /// The proposed amount; none when nothing is owed.
    pub amount: Option<Cents>,
    /// The transfer as a QR code; none when it does not fit.
    pub qr: Option<QrDrawing>,
}

impl Transfer {
    /// A transfer of what a tenant owes.
    pub(crate) fn of(account: &TransferAccount, tenant_code: &TenantCode, owed: Cents) -> Self {
        let amount = (owed > Cents(0)).then_some(owed);
        let reference = format!("LOYER {}", tenant_code.as_str());
        let drawing = epc_text(account, &reference, amount).and_then(|text| qr_code::draw(&text));
        Self {
            payee: account.payee.clone(),
            iban: account.iban.grouped(),
            iban_compact: account.iban.electronic().to_owned(),
            bic: account.bic.as_ref().map(ToString::to_string),
            reference,
            amount,
            qr: drawing.map(QrDrawing::from),
        }
    }
}

/// The text of the code, one field a line: service tag, version, UTF-8, transfer, bank, payee, account, amount, no
/// purpose, no structured reference, text. Without an amount, the payer types it. None when it exceeds a limit.
fn epc_text(account: &TransferAccount, reference: &str, amount: Option<Cents>) -> Option<String> {
    let amount = match amount {
        Some(Cents(cents)) if cents > MAX_CENTS => return None,
        Some(Cents(cents)) => format!("EUR{}.{:02}", cents / 100, cents % 100),
        None => String::new(),
    };
    if reference.chars().count() > MAX_TEXT_CHARACTERS {
        return None;
    }
    let bic = account.bic.as_ref().map(ToString::to_string).unwrap_or_default();
    let iban = account.iban.electronic();
    let lines = [
        "BCD",
        "002",
        "1",
        "SCT",
        &bic,
        &account.payee,
        iban,
        &amount,
        "",
        "",
        reference,
    ];
    let text = lines.join("\n");
    (text.len() <= MAX_BYTES).then_some(text)
}

#[cfg(test)]
mod tests {
    use contract::{Bic, Iban};

    use super::*;

    fn account() -> TransferAccount {
        TransferAccount {
            payee: "Habitat Hauts-de-France".to_owned(),
            iban: Iban::parse("FR76 3000 6000 0112 3456 7890 189").expect("an IBAN"),
            bic: Bic::parse("AGRIFRPP").ok(),
        }
    }

    fn tenant_code() -> TenantCode {
        TenantCode::parse("204518730961245").expect("a code")
    }

    /// Decodes the drawing with a QR reader.
    fn read_back(drawing: &QrDrawing) -> String {
        let modules = drawing.modules as usize;
        let mut dark = vec![false; modules * modules];
        for run in drawing.path.split('M').skip(1) {
            let (left, rest) = run.split_once(' ').expect("a place");
            let (top, rest) = rest.split_once('h').expect("a place");
            let (length, _) = rest.split_once('v').expect("a length");
            let number = |text: &str| text.parse::<usize>().expect("a number");
            let start = number(top) * modules + number(left);
            dark[start..start + number(length)].fill(true);
        }
        let (side, scale) = (modules * 4, 4);
        let mut image = rqrr::PreparedImage::prepare_from_greyscale(side, side, |x, y| {
            if dark[y / scale * modules + x / scale] {
                0
            } else {
                255
            }
        });
        let grids = image.detect_grids();
        grids.first().expect("found").decode().expect("read").1
    }

    #[test]
    fn a_qr_reader_decodes_the_transfer() {
        let transfer = Transfer::of(&account(), &tenant_code(), Cents(41_237));
        assert_eq!(
            read_back(transfer.qr.as_ref().expect("a code")),
            "BCD\n002\n1\nSCT\nAGRIFRPP\nHabitat Hauts-de-France\nFR7630006000011234567890189\nEUR412.37\n\n\n\
             LOYER 204518730961245"
        );
        assert_eq!(transfer.iban, "FR76 3000 6000 0112 3456 7890 189");
        assert_eq!(transfer.iban_compact, "FR7630006000011234567890189");
    }

    #[test]
    fn the_code_has_no_amount_when_nothing_is_owed() {
        let transfer = Transfer::of(&account(), &tenant_code(), Cents(-500));
        assert_eq!(transfer.amount, None);
        let text = read_back(transfer.qr.as_ref().expect("a code"));
        assert_eq!(text.lines().nth(7), Some(""));
    }

    #[test]
    fn the_longest_names_still_fit_the_code() {
        let account = TransferAccount {
            payee: "é".repeat(70),
            ..account()
        };
        let transfer = Transfer::of(&account, &tenant_code(), Cents(MAX_CENTS));
        assert!(read_back(transfer.qr.as_ref().expect("a code")).contains("EUR999999999.99"));
        assert_eq!(
            Transfer::of(&account, &tenant_code(), Cents(MAX_CENTS + 1)).qr,
            None
        );
    }
}
