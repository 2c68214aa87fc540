//! The look that the desktop asks for: large text and strong contrast. Whoever has chosen nothing in *Affichage* gets
//! it. Reduced motion and dark colours come from the engine, which asks the desktop itself.

use tenant::{Contrast, TextSize};

/// What the desktop asked for when the window opened.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct DesktopLook {
    pub(crate) text_size: TextSize,
    pub(crate) contrast: Contrast,
}

impl DesktopLook {
    /// Asks the toolkit, on the main thread.
    #[cfg(target_os = "linux")]
    pub(crate) fn ask() -> Self {
        use gtk::{gdk, prelude::GtkSettingsExt};

        // The settings give the screen its resolution.
        let settings = gtk::Settings::default();
        let theme = settings.and_then(|settings| settings.gtk_theme_name());
        // With what the person's settings multiply it by. It is negative where nobody has set it.
        let resolution = gdk::Screen::default().map_or(0.0, |screen| screen.resolution());
        Self {
            text_size: text_size(resolution),
            contrast: contrast(theme.as_deref()),
        }
    }

    /// Elsewhere the engine scales the page as the system wants.
    #[cfg(not(target_os = "linux"))]
    pub(crate) fn ask() -> Self {
        Self::default()
    }
}

/// Dots per inch of text that nobody has scaled.
#[cfg(target_os = "linux")]
const USUAL_RESOLUTION: f64 = 96.0;

/// The size that is closest to how large the desktop's text is.
#[cfg(target_os = "linux")]
fn text_size(resolution: f64) -> TextSize {
    let scale = resolution / USUAL_RESOLUTION;
    if scale <= 0.0 {
        return TextSize::default();
    }
    TextSize::closest(scale)
}

/// GTK names a strong contrast by its themes « HighContrast » and « HighContrastInverse ».
#[cfg(target_os = "linux")]
fn contrast(theme: Option<&str>) -> Contrast {
    match theme {
        Some(theme) if theme.starts_with("HighContrast") => Contrast::Strong,
        _ => Contrast::Normal,
    }
}

#[cfg(target_os = "linux")]
#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_as_large_as_the_desktops() {
        for (resolution, expected) in [
            (-1.0, TextSize::Usual),
            (96.0, TextSize::Usual),
            (72.0, TextSize::Usual),
            (106.0, TextSize::Usual),
            (120.0, TextSize::Larger),
            (144.0, TextSize::Large),
            (192.0, TextSize::Double),
            (288.0, TextSize::Double),
        ] {
            assert_eq!(text_size(resolution), expected, "{resolution}");
        }
    }

    #[test]
    fn contrast_is_strong_with_a_theme_of_high_contrast() {
        assert_eq!(contrast(Some("HighContrastInverse")), Contrast::Strong);
        assert_eq!(contrast(Some("Adwaita")), Contrast::Normal);
        assert_eq!(contrast(None), Contrast::Normal);
    }
}
