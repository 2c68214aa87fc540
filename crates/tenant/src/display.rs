//! How the wizard looks, and whether it notifies of new documents.

use contract::{LandlordProfile, Language};
use serde::{Deserialize, Serialize};

/// *Affichage*, and *Sur cet ordinateur*.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Preferences {
    /// *Taille du texte*, in percent.
    #[cfg_attr(feature = "typescript", ts(type = "100 | 125 | 150 | 200"))]
    pub text_size: TextSize,
    /// *Contraste*.
    pub contrast: Contrast,
    /// *Clair*, *Sombre* or *Automatique*.
    pub appearance: Appearance,
    /// *Langue*.
    pub language: Language,
    /// *Me prévenir quand un document arrive*: off unless the tenant asked for it.
    pub new_document_notices: bool,
}

/// A text size, in percent of the usual one.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "u16", into = "u16")]
pub enum TextSize {
    /// 100 %.
    #[default]
    Usual,
    /// 125 %.
    Larger,
    /// 150 %.
    Large,
    /// 200 %.
    Double,
}

/// This percentage is not an offered text size.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0} % is no text size on offer")]
pub struct TextSizeFlaw(u16);

impl TryFrom<u16> for TextSize {
    type Error = TextSizeFlaw;

    fn try_from(percent: u16) -> Result<Self, Self::Error> {
        match percent {
            100 => Ok(Self::Usual),
            125 => Ok(Self::Larger),
            150 => Ok(Self::Large),
            200 => Ok(Self::Double),
            other => Err(TextSizeFlaw(other)),
        }
    }
}

impl From<TextSize> for u16 {
    fn from(size: TextSize) -> Self {
        match size {
            TextSize::Usual => 100,
            TextSize::Larger => 125,
            TextSize::Large => 150,
            TextSize::Double => 200,
        }
    }
}

/// *Contraste*.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum Contrast {
    /// The usual one.
    #[default]
    Normal,
    /// *Contraste fort*.
    Strong,
}

/// Light or dark.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum Appearance {
    /// *Clair*.
    Light,
    /// *Sombre*.
    Dark,
    /// As the system.
    #[default]
    Automatic,
}

/// What the page knows before its first command, so that its first paint has the chosen look.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct FirstPaint {
    /// The look that was chosen.
    pub preferences: Preferences,
    /// The landlord; none when the configuration cannot be read.
    pub landlord: Option<LandlordProfile>,
    /// The landlord's logo, as a data URL.
    pub logo: Option<String>,
}
