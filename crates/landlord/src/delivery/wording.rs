//! The texts that the service sends to tenants, from Fluent files.

use std::sync::LazyLock;

use contract::SmsCode;
use fluent_bundle::{FluentArgs, FluentResource, concurrent::FluentBundle};

use crate::figures::SMS_CODE_MINUTES;

static FRENCH: LazyLock<FluentBundle<FluentResource>> = LazyLock::new(|| {
    let language = "fr-FR".parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![language]);
    bundle.set_use_isolating(false);
    for file in [
        include_str!("../../locales/fr/sms.ftl"),
        include_str!("../../locales/fr/mail.ftl"),
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

/// What the code of an SMS is for.
#[derive(Debug, Clone, Copy)]
pub(crate) enum CodeFor {
    /// A first account.
    SignUp,
    /// A new password of a tenant who signs up again and is told of the account (S3).
    RegisteredSignUp,
    /// A new password.
    PasswordReset,
    /// A first account of a tenant who thought to have one.
    UnregisteredReset,
    /// Signing in, when a password is not enough (S7).
    SignIn,
    /// A new number.
    NewMobile,
}

/// The SMS that carries a code.
pub(crate) fn sms_code(product: &str, code: &SmsCode, purpose: CodeFor, message: u32) -> String {
    let mut args = FluentArgs::new();
    args.set("product", product);
    args.set("code", code.expose());
    args.set("message", message);
    args.set("minutes", SMS_CODE_MINUTES);
    let id = match purpose {
        CodeFor::SignUp => "sms-code",
        CodeFor::RegisteredSignUp => "sms-code-registered",
        CodeFor::PasswordReset => "sms-code-password-reset",
        CodeFor::UnregisteredReset => "sms-code-unregistered",
        CodeFor::SignIn => "sms-code-sign-in",
        CodeFor::NewMobile => "sms-code-new-mobile",
    };
    text(id, &args)
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
        for purpose in [
            CodeFor::SignUp,
            CodeFor::RegisteredSignUp,
            CodeFor::PasswordReset,
            CodeFor::UnregisteredReset,
            CodeFor::SignIn,
            CodeFor::NewMobile,
        ] {
            let text = sms_code("Espace Locataire", &code, purpose, 2);
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
