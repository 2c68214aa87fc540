//! `/demo/phone`: the text messages, mails and staff codes of the demonstration, as on a telephone, and the people
//! to sign in as.

use axum::{extract::State, response::Html};
use jiff::Timestamp;

use super::{COUNTER_PASSWORD, SHOWN_STAFF, SHOWN_TENANTS};
use crate::{clock::local, counter::staff, http::html_text::escape, refusal::Refusal, service::Service};

/// Shows the messages, newest first. The page reloads itself.
pub(crate) async fn show(State(service): State<Service>) -> Result<Html<String>, Refusal> {
    let codes = staff::codes_of_all(&service.people()).await?.into_iter();
    let codes = codes.map(|(name, code)| {
        item(
            &name,
            service.base.clock.now(),
            &format!("{} {}", &code[..3], &code[3..]),
        )
    });
    let messages = service.outlet.captured_sms().into_iter();
    let messages = messages.map(|sms| item(&sms.to.national(), sms.at, &sms.text));
    let mails = service.outlet.captured_mails().into_iter();
    let mails = mails.map(|mail| {
        let text = format!("{}\n\n{}", mail.subject, mail.text);
        item(mail.to.as_str(), mail.at, &text)
    });
    let staff = SHOWN_STAFF.iter().map(|one| {
        let text = format!(
            "Nom de connexion\u{a0}: {}\nMot de passe\u{a0}: {COUNTER_PASSWORD}",
            one.login
        );
        person(one.name, &text)
    });
    let tenants = SHOWN_TENANTS.iter().map(|one| {
        let text = format!(
            "Code locataire\u{a0}: {}\nPortable\u{a0}: {}",
            one.tenant_code, one.mobile
        );
        person(one.name, &text)
    });
    Ok(Html(
        include_str!("phone.html")
            .replace("{messages}", &list(messages))
            .replace("{mails}", &list(mails))
            .replace("{codes}", &list(codes))
            .replace("{staff}", &list(staff))
            .replace("{tenants}", &list(tenants)),
    ))
}

fn list(items: impl Iterator<Item = String>) -> String {
    let items: String = items.collect();
    if items.is_empty() {
        "<li class=none>Aucun message pour le moment.</li>".to_owned()
    } else {
        items
    }
}

fn item(to: &str, at: Timestamp, text: &str) -> String {
    let at = local(at).strftime("%H h %M");
    person(&format!("{to} — {at}"), text)
}

fn person(who: &str, text: &str) -> String {
    format!("<li><p class=to>{}</p><p>{}</p></li>", escape(who), escape(text))
}
