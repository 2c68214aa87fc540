//! The SMS with a code.

use contract::{Language, SmsCode};
use paper::args_of;

use crate::{figures::SMS_CODE_MINUTES, wording};

/// The purpose of an SMS code.
#[derive(Debug, Clone, Copy)]
pub(crate) enum CodeFor {
    /// Create an account.
    SignUp,
    /// Sign up again: the SMS says that there is an account, and the code is for a new password (S3).
    RegisteredSignUp,
    /// Reset the password.
    PasswordReset,
    /// Reset the password without an account: the SMS says so, and the code creates an account.
    UnregisteredReset,
    /// Sign in, when the password is not enough (S7).
    SignIn,
    /// Confirm a new number.
    NewMobile,
}

/// Text of the SMS with a code. `message` is its number among the messages of one attempt, from 1.
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
    let args = args_of([
        ("product", product.into()),
        ("code", code.expose().into()),
        ("message", message.into()),
        ("minutes", SMS_CODE_MINUTES.into()),
    ]);
    wording::messages(language).plain_text_of(id, &args)
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
