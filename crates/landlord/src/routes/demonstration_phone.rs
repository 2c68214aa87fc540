//! `/demo/phone`: the text messages of the demonstration, as on a telephone.

use std::fmt::Write;

use axum::{extract::State, response::Html};
use jiff::tz::TimeZone;

use crate::service::Service;

/// The messages, newest first; the page renews itself.
pub(crate) async fn show(State(service): State<Service>) -> Html<String> {
    let zone = TimeZone::get("Europe/Paris").unwrap_or(TimeZone::UTC);
    let mut messages = String::new();
    for sms in service.sms.kept() {
        let at = sms.at.to_zoned(zone.clone()).strftime("%H h %M");
        let _ = write!(
            messages,
            "<li><p class=to>{} — {at}</p><p>{}</p></li>",
            sms.to.national(),
            escape(&sms.text)
        );
    }
    if messages.is_empty() {
        messages.push_str("<li class=none>Aucun message pour le moment.</li>");
    }
    Html(include_str!("demonstration_phone.html").replace("{messages}", &messages))
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}
