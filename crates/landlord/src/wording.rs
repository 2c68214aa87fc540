//! The texts that the service sends to tenants, from Fluent files.

use std::sync::LazyLock;

use contract::SmsCode;
use fluent_bundle::{FluentArgs, FluentResource, concurrent::FluentBundle};

static FRENCH: LazyLock<FluentBundle<FluentResource>> = LazyLock::new(|| {
    let language = "fr-FR".parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![language]);
    bundle.set_use_isolating(false);
    for file in [
        include_str!("../locales/fr/sms.ftl"),
        include_str!("../locales/fr/mail.ftl"),
    ] {
        let resource = FluentResource::try_new(file.to_owned());
        let resource = resource.unwrap_or_else(|(readable, errors)| {
            tracing::error!(?errors, "the French texts hold a mistake");
            readable
        });
        if let Err(errors) = bundle.add_resource(resource) {
            tracing::error!(?errors, "a French text stands twice");
        }
    }
    bundle
});

/// The SMS that carries a code. A tenant who already has an account is told so (S3).
pub(crate) fn sms_code(product: &str, code: &SmsCode, registered: bool, message: u32) -> String {
    let mut args = FluentArgs::new();
    args.set("product", product);
    args.set("code", code.expose());
    args.set("message", message);
    text(
        if registered {
            "sms-code-registered"
        } else {
            "sms-code"
        },
        &args,
    )
}

/// A text by its id.
pub(crate) fn text(id: &str, args: &FluentArgs<'_>) -> String {
    format(id, None, args)
}

/// A part of a text that has several, such as a mail's subject.
pub(crate) fn attribute(id: &str, name: &str, args: &FluentArgs<'_>) -> String {
    format(id, Some(name), args)
}

fn format(id: &str, attribute: Option<&str>, args: &FluentArgs<'_>) -> String {
    let message = FRENCH.get_message(id);
    let pattern = message.and_then(|message| match attribute {
        Some(name) => message.get_attribute(name).map(|attribute| attribute.value()),
        None => message.value(),
    });
    let Some(pattern) = pattern else {
        tracing::error!(id, attribute, "a French text is missing");
        return String::new();
    };
    let mut errors = Vec::new();
    FRENCH
        .format_pattern(pattern, Some(args), &mut errors)
        .into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_message_holds_the_code_and_warns_against_giving_it_away() {
        let code = SmsCode::parse("402817").expect("six digits");
        for registered in [false, true] {
            let text = sms_code("Espace Locataire", &code, registered, 2);
            assert!(text.contains("402817") && text.contains("personne"), "{text}");
            assert!(text.contains("(2e SMS)"), "{text}");
            assert!(
                text.chars().count() <= 160,
                "one SMS: {} characters",
                text.chars().count()
            );
        }
    }
}
