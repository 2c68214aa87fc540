//! When the message at a field can go.

use contract::{
    BirthDate, Email, FieldName, LandlinePhone, LetterCode, MessageText, MobilePhone, Password, Pin, SmsCode,
    StaffCode, StaffLogin, TenantCode, VisitNote,
};

use super::FieldFailure;

impl FieldFailure {
    /// Whether another text has the form that its field asks for, so that the message about the one before can go.
    /// Only submitting it says whether it is the right one. Says of a password what it says of anybody's: the pages on
    /// which one is chosen know whose it is.
    pub(crate) fn is_mended(field: FieldName, text: &str) -> bool {
        match field {
            FieldName::TenantCode => TenantCode::parse(text).is_ok(),
            FieldName::Phone => MobilePhone::parse(text).is_ok(),
            FieldName::LetterCode | FieldName::ActivationCode => LetterCode::parse(text).is_ok(),
            FieldName::SmsCode => SmsCode::parse(text).is_ok(),
            FieldName::Email => Email::parse(text).is_ok(),
            FieldName::Landline => LandlinePhone::parse_optional(text).is_ok(),
            FieldName::Password => Password::read(text, None).is_accepted(),
            FieldName::Message => MessageText::parse(text).is_ok(),
            FieldName::Pin | FieldName::PinAgain | FieldName::CurrentPin => Pin::parse(text).is_ok(),
            FieldName::StaffLogin => StaffLogin::parse(text).is_ok(),
            FieldName::StaffCode => StaffCode::parse(text).is_ok(),
            FieldName::VisitNote => VisitNote::parse(text).is_ok(),
            FieldName::BirthDate => BirthDate::parse(text).is_ok(),
            FieldName::Terms
            | FieldName::Amount
            | FieldName::Attachments
            | FieldName::Name
            | FieldName::IdentityDocument
            | FieldName::Purposes
            | FieldName::Closing
            | FieldName::VisitReason
            | FieldName::ProxyName
            | FieldName::ProxyPassword
            | FieldName::Unknown => !text.trim().is_empty(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_stays_until_the_text_has_the_form_asked_for() {
        for (field, wrong, right) in [
            (FieldName::TenantCode, "204 518 730 961 2", "204 518 730 961 245"),
            (FieldName::Phone, "06 39 98", "06 39 98 00 61"),
            (FieldName::SmsCode, "40281", "402817"),
            (FieldName::Email, "jeanne.durand", "jeanne.durand@exemple.fr"),
            (FieldName::Landline, "03 21", "03 21 45 67 89"),
            (FieldName::Password, "cerisier", "Cerisier bleu 42"),
            (FieldName::Pin, "4073", "407395"),
            (FieldName::Terms, "", "on"),
        ] {
            assert!(!FieldFailure::is_mended(field, wrong), "{field:?}: {wrong}");
            assert!(FieldFailure::is_mended(field, right), "{field:?}: {right}");
        }
    }
}
