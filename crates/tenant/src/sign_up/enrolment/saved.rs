//! An enrolment in the keyring: after the window was closed halfway, it can be resumed while it is valid.

use contract::{Email, EnrolmentPurpose, EnrolmentUnderWay, MobilePhone, TenantCode, WireSecret};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};

use super::{Enrolment, Open, Screen, Typed, ends_in};
use crate::{
    core::{client::LandlordClient, failure::Failure, sms::SmsMessage},
    sign_up::view::SignUpView,
};

/// What the keyring holds of an enrolment. The landlord's service knows how far it has come.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SavedEnrolment {
    pub(crate) tenant_code: TenantCode,
    pub(crate) purpose: EnrolmentPurpose,
    token: WireSecret,
    remembered: bool,
    by_letter: bool,
    typed: Typed,
}

impl SavedEnrolment {
    /// Reads a secret of the keyring. Only the landlord's service decides whether the enrolment has expired: this
    /// machine's clock may be wrong by years (R8).
    pub(crate) fn read(secret: &SecretString) -> Option<Self> {
        serde_json::from_str(secret.expose_secret()).ok()
    }

    pub(crate) fn to_secret(&self) -> Option<SecretString> {
        serde_json::to_string(self).ok().map(SecretString::from)
    }
}

impl Enrolment {
    /// What the keyring has to hold; none before the landlord's service has opened the enrolment, and after it
    /// expired or was completed.
    pub(crate) fn to_saved(&self) -> Option<SavedEnrolment> {
        let open = self.open.as_ref().filter(|open| open.is_alive() && !self.done)?;
        Some(SavedEnrolment {
            tenant_code: open.tenant_code.clone(),
            purpose: self.purpose,
            token: open.token.clone(),
            remembered: self.remembered,
            by_letter: open.message.as_ref().is_some_and(SmsMessage::is_by_letter),
            typed: self.typed.clone(),
        })
    }

    /// Resumes an enrolment at the step that the landlord's service reports.
    pub(crate) async fn take_up(client: LandlordClient, saved: SavedEnrolment) -> Result<Self, Failure> {
        let under_way = client.enrolment_under_way(&saved.token).await?;
        let mut enrolment = Self::new(client, saved.purpose);
        enrolment.remembered = saved.remembered;
        enrolment.typed = saved.typed;
        let number = match saved.by_letter {
            true => &enrolment.typed.new_phone,
            false => &enrolment.typed.phone,
        };
        let message = message_of(&under_way, number, saved.by_letter);
        let has_message = message.is_some();
        let verified = under_way.verified;
        let is_verified = verified.is_some();
        enrolment.open = Some(Open {
            tenant_code: saved.tenant_code,
            token: saved.token,
            masked_phone: under_way.masked_phone,
            agency: under_way.agency,
            ends: ends_in(under_way.expires_in),
            message,
            registered: verified.as_ref().is_some_and(|accepted| accepted.registered),
            verified: verified.map(|accepted| accepted.mobile),
            number_given: false,
            answer_lost: false,
        });
        if is_verified {
            enrolment.go_on_verified();
            enrolment.go_on_with_details();
        } else {
            enrolment.show(if has_message {
                Screen::SmsCode
            } else {
                Screen::Phone
            });
        }
        Ok(enrolment)
    }

    /// From the details to the password, when they were complete before.
    fn go_on_with_details(&mut self) {
        let Some(details) = self
            .typed
            .details
            .clone()
            .filter(|_| self.screen == Screen::Details)
        else {
            return;
        };
        // The address was confirmed before: suggest no other one again.
        if let Ok(email) = Email::parse(&details.email) {
            self.suggestions.meant(&email);
        }
        // A field that is no longer valid leaves the details open, which ask for it again.
        let _: Result<SignUpView, Failure> = self.submit_details(details);
    }
}

/// The last SMS message, with the number that was typed for it.
fn message_of(under_way: &EnrolmentUnderWay, number: &str, by_letter: bool) -> Option<SmsMessage> {
    let sent = under_way.message.clone()?;
    let phone = MobilePhone::parse(number).ok()?;
    Some(SmsMessage::now(
        phone,
        by_letter.then(SecretString::default),
        sent,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_enrolment_is_read_under_the_names_it_was_stored_with() {
        let stored = serde_json::json!({
            "tenantCode": "204518730961245",
            "purpose": "signUp",
            "token": "token",
            "remembered": false,
            "byLetter": false,
            "typed": {
                "code": "",
                "phone": "06 39 98 00 61",
                "newPhone": "",
                "profile": {
                    "email": "jeanne.durand@exemple.fr",
                    "landline": "",
                    "termsAccepted": true,
                    "mailsAccepted": false,
                    "electronicReceiptsAccepted": false,
                },
            },
        });
        let saved = SavedEnrolment::read(&SecretString::from(stored.to_string())).expect("an enrolment");
        let details = saved.typed.details.expect("the details");
        assert_eq!(details.email, "jeanne.durand@exemple.fr");
    }
}
