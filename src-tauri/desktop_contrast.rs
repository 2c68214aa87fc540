//! The contrast that the desktop asks for. Whoever has chosen nothing in *Affichage* gets it. Larger text, reduced motion
//! and dark colours come from the engine, which asks the desktop itself.

use tenant::Contrast;

/// What the desktop asks for. To be asked on the main thread.
#[cfg(target_os = "linux")]
pub(crate) fn contrast() -> Contrast {
    use gtk::prelude::GtkSettingsExt;

    let theme = gtk::Settings::default().and_then(|settings| settings.gtk_theme_name());
    contrast_of(theme.as_deref())
}

/// What the desktop asks for.
#[cfg(not(target_os = "linux"))]
pub(crate) fn contrast() -> Contrast {
    Contrast::default()
}

/// GTK names a strong contrast by its themes « HighContrast » and « HighContrastInverse ».
#[cfg(target_os = "linux")]
fn contrast_of(theme: Option<&str>) -> Contrast {
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
    fn contrast_is_strong_with_a_theme_of_high_contrast() {
        assert_eq!(contrast_of(Some("HighContrastInverse")), Contrast::Strong);
        assert_eq!(contrast_of(Some("Adwaita")), Contrast::Normal);
        assert_eq!(contrast_of(None), Contrast::Normal);
    }
}
