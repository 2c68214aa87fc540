//! A QR code as the window draws it.

use serde::Serialize;

/// A QR code for a telephone to scan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct QrDrawing {
    /// Its dark modules as an SVG path; one unit is one module.
    pub path: String,
    /// Width in modules, margins included.
    pub modules: u32,
}

impl From<paper::qr_code::Drawing> for QrDrawing {
    fn from(drawing: paper::qr_code::Drawing) -> Self {
        Self {
            path: drawing.path,
            modules: u32::try_from(drawing.modules).unwrap_or_default(),
        }
    }
}
