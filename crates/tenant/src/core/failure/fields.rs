//! Failures of typed fields.

use contract::{
    BirthDateFlaw, EmailFlaw, FieldName, LandlineFlaw, LetterCodeFlaw, MobilePhoneFlaw, Password,
    PasswordFlaw, PinFlaw, SecurityKeyNameFlaw, SmsCodeFlaw, StaffCodeFlaw, StaffLoginFlaw, TenantCodeFlaw,
    VisitNoteFlaw,
};

use super::{Failure, FailureCode, FieldFailure};

impl FieldFailure {
    /// The failure of a PIN, in the field it was typed in.
    pub(crate) fn of_pin(field: FieldName, flaw: &PinFlaw) -> Self {
        let (code, count) = match flaw {
            PinFlaw::Empty => (FailureCode::PinEmpty, None),
            PinFlaw::Length { typed } => (FailureCode::PinLength, Some(*typed)),
            PinFlaw::NotDigits => (FailureCode::PinNotDigits, None),
            PinFlaw::Repeated => (FailureCode::PinRepeated, None),
            PinFlaw::InOrder => (FailureCode::PinInOrder, None),
            PinFlaw::Date => (FailureCode::PinDate, None),
            PinFlaw::InTenantCode => (FailureCode::PinInTenantCode, None),
        };
        Self::new(field, code, count)
    }
}

impl From<PinFlaw> for Failure {
    fn from(flaw: PinFlaw) -> Self {
        Self::of_fields(vec![FieldFailure::of_pin(FieldName::Pin, &flaw)])
    }
}

impl From<TenantCodeFlaw> for Failure {
    fn from(flaw: TenantCodeFlaw) -> Self {
        let (code, count) = match flaw {
            TenantCodeFlaw::Empty => (FailureCode::TenantCodeEmpty, None),
            TenantCodeFlaw::MissingDigits { missing } => {
                (FailureCode::TenantCodeMissingDigits, Some(missing))
            }
            TenantCodeFlaw::ExtraDigits { extra } => (FailureCode::TenantCodeExtraDigits, Some(extra)),
            TenantCodeFlaw::NotDigits => (FailureCode::TenantCodeNotDigits, None),
        };
        Self::field(FieldName::TenantCode, code, count)
    }
}

impl From<VisitNoteFlaw> for FieldFailure {
    fn from(flaw: VisitNoteFlaw) -> Self {
        let (code, count) = match flaw {
            VisitNoteFlaw::Empty => (FailureCode::VisitNoteEmpty, None),
            VisitNoteFlaw::TooLong { extra } => (FailureCode::VisitNoteTooLong, Some(extra)),
        };
        Self::new(FieldName::VisitNote, code, count)
    }
}

impl From<MobilePhoneFlaw> for FieldFailure {
    fn from(flaw: MobilePhoneFlaw) -> Self {
        let code = match flaw {
            MobilePhoneFlaw::Empty => FailureCode::PhoneEmpty,
            MobilePhoneFlaw::NotMobile => FailureCode::PhoneNotMobile,
        };
        Self::new(FieldName::Phone, code, None)
    }
}

impl From<MobilePhoneFlaw> for Failure {
    fn from(flaw: MobilePhoneFlaw) -> Self {
        Self::of_fields(vec![flaw.into()])
    }
}

impl From<LetterCodeFlaw> for FieldFailure {
    fn from(flaw: LetterCodeFlaw) -> Self {
        let (code, count) = match flaw {
            LetterCodeFlaw::Empty => (FailureCode::LetterCodeEmpty, None),
            LetterCodeFlaw::MissingCharacters { missing } => {
                (FailureCode::LetterCodeMissingCharacters, Some(missing))
            }
            LetterCodeFlaw::ExtraCharacters { extra } => {
                (FailureCode::LetterCodeExtraCharacters, Some(extra))
            }
            LetterCodeFlaw::Mistyped => (FailureCode::LetterCodeMistyped, None),
            LetterCodeFlaw::ForeignCharacter { character } => {
                return Self {
                    suggestion: Some(character.to_string()),
                    ..Self::new(
                        FieldName::LetterCode,
                        FailureCode::LetterCodeForeignCharacter,
                        None,
                    )
                };
            }
        };
        Self::new(FieldName::LetterCode, code, count)
    }
}

impl From<SmsCodeFlaw> for Failure {
    fn from(flaw: SmsCodeFlaw) -> Self {
        let (code, count) = match flaw {
            SmsCodeFlaw::Empty => (FailureCode::SmsCodeEmpty, None),
            SmsCodeFlaw::Length { typed } => (FailureCode::SmsCodeLength, Some(typed)),
        };
        Self::field(FieldName::SmsCode, code, count)
    }
}

impl From<StaffLoginFlaw> for FieldFailure {
    fn from(flaw: StaffLoginFlaw) -> Self {
        let code = match flaw {
            StaffLoginFlaw::Empty => FailureCode::StaffLoginEmpty,
            StaffLoginFlaw::Malformed => FailureCode::StaffLoginMalformed,
        };
        Self::new(FieldName::StaffLogin, code, None)
    }
}

impl From<SecurityKeyNameFlaw> for FieldFailure {
    fn from(flaw: SecurityKeyNameFlaw) -> Self {
        let code = match flaw {
            SecurityKeyNameFlaw::Empty => FailureCode::SecurityKeyNameEmpty,
            SecurityKeyNameFlaw::Malformed => FailureCode::SecurityKeyNameMalformed,
        };
        Self::new(FieldName::Name, code, None)
    }
}

impl From<StaffCodeFlaw> for FieldFailure {
    fn from(flaw: StaffCodeFlaw) -> Self {
        let code = match flaw {
            StaffCodeFlaw::Empty => FailureCode::StaffCodeEmpty,
            StaffCodeFlaw::Malformed => FailureCode::StaffCodeMalformed,
        };
        Self::new(FieldName::StaffCode, code, None)
    }
}

impl From<BirthDateFlaw> for FieldFailure {
    fn from(flaw: BirthDateFlaw) -> Self {
        let code = match flaw {
            BirthDateFlaw::Empty => FailureCode::BirthDateEmpty,
            BirthDateFlaw::NoDay => FailureCode::BirthDateInvalid,
        };
        Self::new(FieldName::BirthDate, code, None)
    }
}

impl From<EmailFlaw> for FieldFailure {
    fn from(flaw: EmailFlaw) -> Self {
        let code = match flaw {
            EmailFlaw::Empty => FailureCode::EmailEmpty,
            EmailFlaw::MissingAt => FailureCode::EmailMissingAt,
            EmailFlaw::Incomplete => FailureCode::EmailIncomplete,
        };
        Self::new(FieldName::Email, code, None)
    }
}

impl From<LandlineFlaw> for FieldFailure {
    fn from(_: LandlineFlaw) -> Self {
        Self::new(FieldName::Landline, FailureCode::LandlineInvalid, None)
    }
}

impl Failure {
    /// What is wrong with a password that a person chooses: all that it lacks, so that one correction is enough. Else
    /// this flaw.
    pub(crate) fn of_chosen_password(text: &str, flaw: PasswordFlaw) -> Self {
        let unmet = Password::unmet(text);
        if unmet.is_empty() {
            return flaw.into();
        }
        Self::of_fields(unmet.into_iter().map(FieldFailure::from).collect())
    }
}

impl From<PasswordFlaw> for Failure {
    fn from(flaw: PasswordFlaw) -> Self {
        Self::of_fields(vec![flaw.into()])
    }
}

impl From<PasswordFlaw> for FieldFailure {
    fn from(flaw: PasswordFlaw) -> Self {
        let (code, count) = match flaw {
            PasswordFlaw::Empty => (FailureCode::PasswordEmpty, None),
            PasswordFlaw::TooShort { missing } => (FailureCode::PasswordTooShort, Some(missing)),
            PasswordFlaw::TooLong => (FailureCode::PasswordTooLong, None),
            PasswordFlaw::NoUpper => (FailureCode::PasswordNoUpper, None),
            PasswordFlaw::NoLower => (FailureCode::PasswordNoLower, None),
            PasswordFlaw::NoDigit => (FailureCode::PasswordNoDigit, None),
            PasswordFlaw::TooCommon => (FailureCode::PasswordTooCommon, None),
            PasswordFlaw::IsTenantCode => (FailureCode::PasswordIsTenantCode, None),
        };
        Self::new(FieldName::Password, code, count)
    }
}
