//! A QR code as the window draws it.

use serde::Serialize;

/// A code to be read by a telephone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct QrDrawing {
    /// Its dark modules, as the path of an SVG, one unit a module.
    pub path: String,
    /// Its width in modules, its margins included.
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
