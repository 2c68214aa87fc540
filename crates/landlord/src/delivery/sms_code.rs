//! The SMS that carries a code.

use contract::{Language, SmsCode};

use crate::{figures::SMS_CODE_MINUTES, wording};

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
pub(crate) fn sms_code(
    language: Language,
    product: &str,
    code: &SmsCode,
    purpose: CodeFor,
    message: u32,
) -> String {
    let id = match purpose {
        CodeFor::SignUp => "sms-code",
        CodeFor::RegisteredSignUp => "sms-code-registered",
        CodeFor::PasswordReset => "sms-code-password-reset",
        CodeFor::UnregisteredReset => "sms-code-unregistered",
        CodeFor::SignIn => "sms-code-sign-in",
        CodeFor::NewMobile => "sms-code-new-mobile",
    };
    wording::messages(language).text_with(
        id,
        [
            ("product", product.into()),
            ("code", code.expose().into()),
            ("message", message.into()),
            ("minutes", SMS_CODE_MINUTES.into()),
        ],
    )
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
            let text = sms_code(Language::Fr, "Espace Locataire", &code, purpose, 2);
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
