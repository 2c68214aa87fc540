//! A page that no browser of this computer opens: its address, to copy or to scan with a telephone.

use paper::qr_code;
use serde::Serialize;

use super::qr_drawing::QrDrawing;

/// A page to be opened elsewhere: of a payment, or to ask a security key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct UnopenedPage {
    /// Its address.
    pub address: String,
    /// The address as a QR code; none when it does not fit.
    pub qr: Option<QrDrawing>,
}

impl UnopenedPage {
    pub(crate) fn at(address: String) -> Self {
        Self {
            qr: qr_code::draw(&address).map(QrDrawing::from),
            address,
        }
    }
}
