//! The one window: made hidden, shown after its first paint, and closed to every page but its own.

use tauri::{AppHandle, Runtime, Url, WebviewWindowBuilder, webview::NewWindowResponse};

/// Makes the window that the configuration describes.
pub(crate) fn open<R: Runtime>(app: &AppHandle<R>) -> tauri::Result<()> {
    for config in &app.config().app.windows {
        WebviewWindowBuilder::from_config(app, config)?
            .on_navigation(is_own_page)
            .on_new_window(|_, _| NewWindowResponse::Deny)
            .build()?;
    }
    Ok(())
}

/// A page of the application itself (S14): its own scheme, or the host that stands for it on
/// Windows.
fn is_own_page(url: &Url) -> bool {
    match url.scheme() {
        "tauri" => url.host_str() == Some("localhost"),
        "http" | "https" => url.host_str() == Some("tauri.localhost"),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_applications_own_pages_are_opened() {
        let opens = |text: &str| is_own_page(&Url::parse(text).expect("a URL"));
        assert!(opens("tauri://localhost/index.html"));
        assert!(opens("http://tauri.localhost/pdf.html"));
        for text in [
            "https://habitathdf.example/",
            "tauri://localhost.evil.example/",
            "http://tauri.localhost.evil.example/",
            "file:///etc/passwd",
            "javascript:alert(1)",
            "data:text/html,x",
        ] {
            assert!(!opens(text), "{text}");
        }
    }
}
