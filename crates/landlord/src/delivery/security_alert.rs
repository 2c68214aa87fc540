//! Security alerts to tenants about changes to their account (S8): what happened, when, and whom to call if it
//! was not them.

use contract::{Agency, Email, LandlordSection, Language, MobilePhone};
use jiff::{Timestamp, civil::DateTime};
use paper::FluentArgs;
use paper::Words;

use super::{mail::Mail, sms::Sms};
use crate::{clock::local, wording};

/// How long a gateway tries to deliver an alert: the longest that gateways allow.
const ALERT_MINUTES: u32 = 48 * 60;

/// Something that happened to a tenant's account.
#[derive(Debug, Clone, Copy)]
pub struct SecurityAlert<'a> {
    /// The sender.
    pub landlord: &'a LandlordSection,
    /// The agency that the tenant calls.
    pub agency: &'a Agency,
    /// When it happened.
    pub at: Timestamp,
    /// The tenant's language.
    pub language: Language,
}

impl SecurityAlert<'_> {
    /// Reports that the password was reset.
    #[must_use]
    pub fn password_reset_mail(&self, to: Email) -> Mail {
        self.mail("mail-password-reset", to)
    }

    /// Reports that the password was changed in a session.
    #[must_use]
    pub fn password_changed_mail(&self, to: Email) -> Mail {
        self.mail("mail-password-changed", to)
    }

    /// Reports that the password was reset or changed.
    #[must_use]
    pub fn password_reset_sms(&self, to: MobilePhone) -> Sms {
        self.sms("sms-password-reset", to)
    }

    /// Reports to the old address that the e-mail address was changed.
    #[must_use]
    pub fn email_changed_mail(&self, old: Email) -> Mail {
        self.mail("mail-email-changed", old)
    }

    /// Reports that the mobile number was changed.
    #[must_use]
    pub fn mobile_changed_mail(&self, to: Email) -> Mail {
        self.mail("mail-mobile-changed", to)
    }

    /// Reports to the old number that the mobile number was changed.
    #[must_use]
    pub fn mobile_changed_sms(&self, old: MobilePhone) -> Sms {
        self.sms("sms-mobile-changed", old)
    }

    /// Reports that staff of an agency printed a registration letter, or asked for one.
    #[must_use]
    pub fn letter_asked_for_mail(&self, to: Email) -> Mail {
        self.mail("mail-letter-asked-for", to)
    }

    /// Reports that staff of an agency printed a registration letter, or asked for one.
    #[must_use]
    pub fn letter_asked_for_sms(&self, to: MobilePhone) -> Sms {
        self.sms("sms-letter-asked-for", to)
    }

    /// Reports to a new e-mail address that it was given, so that its holder can object.
    #[must_use]
    pub fn email_confirmed_mail(&self, new: Email) -> Mail {
        self.mail("mail-email-confirmed", new)
    }

    fn mail(&self, id: &str, to: Email) -> Mail {
        let (words, moment) = (self.words(), self.local_time());
        let args = self.arguments(words.moment(moment.date(), moment.time()));
        Mail {
            to,
            subject: words.text_of(&format!("{id}.subject"), &args),
            text: words.text_of(&format!("{id}.text"), &args),
            at: self.at,
        }
    }

    fn sms(&self, id: &str, to: MobilePhone) -> Sms {
        // In figures: « août » is not in the GSM alphabet, which would halve the length of an SMS.
        let (words, moment) = (self.words(), self.local_time());
        let when = words.moment_in_figures(moment.date(), moment.time());
        Sms {
            to,
            text: words.text_of(id, &self.arguments(when)),
            at: self.at,
            valid_minutes: ALERT_MINUTES,
        }
    }

    fn arguments(&self, when: String) -> FluentArgs<'_> {
        let mut args = FluentArgs::new();
        args.set("product", self.landlord.product_name.as_str());
        args.set("landlord", self.landlord.name.as_str());
        args.set("agency", self.agency.name.as_str());
        args.set("telephone", self.agency.telephone.as_str());
        args.set("when", when);
        args
    }

    fn words(&self) -> Words {
        wording::messages(self.language)
    }

    fn local_time(&self) -> DateTime {
        local(self.at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;

    fn each_alert(check: impl Fn(&SecurityAlert<'_>)) {
        let config = Config::demonstration("data".into());
        let agency = Agency {
            name: "Agence de Lens".to_owned(),
            address: Vec::new(),
            telephone: "03 53 01 00 01".to_owned(),
            email: "lens@exemple.fr".to_owned(),
            opening_hours: Vec::new(),
        };
        for at in ["2026-11-23T13:05:00Z", "2026-08-01T07:05:00Z"] {
            check(&SecurityAlert {
                landlord: &config.landlord,
                agency: &agency,
                at: at.parse().expect("a moment"),
                language: Language::Fr,
            });
        }
    }

    fn address() -> Email {
        Email::parse("jeanne@exemple.fr").expect("an address")
    }

    #[test]
    fn a_mail_says_when_and_whom_to_call_and_holds_no_link() {
        each_alert(|alert| {
            for mail in [
                alert.password_reset_mail(address()),
                alert.password_changed_mail(address()),
                alert.email_changed_mail(address()),
                alert.mobile_changed_mail(address()),
                alert.email_confirmed_mail(address()),
                alert.letter_asked_for_mail(address()),
            ] {
                let day = [
                    "23\u{a0}novembre 2026 à 14\u{a0}h\u{a0}05",
                    "1er\u{a0}août 2026 à 9\u{a0}h\u{a0}05",
                ];
                assert!(day.iter().any(|day| mail.text.contains(day)), "{}", mail.text);
                assert!(mail.text.contains("03 53 01 00 01"), "{}", mail.text);
                assert!(mail.text.contains("Habitat Hauts-de-France"), "{}", mail.text);
                assert!(
                    !mail.text.contains("http") && !mail.text.contains("www."),
                    "{}",
                    mail.text
                );
                assert!(
                    !mail.subject.is_empty() && !mail.subject.contains('\n'),
                    "{}",
                    mail.subject
                );
                assert!(!mail.text.contains('{'), "{}", mail.text);
            }
        });
    }

    #[test]
    fn an_sms_says_when_and_whom_to_call_in_one_message() {
        each_alert(|alert| {
            let to = MobilePhone::parse("06 39 98 00 61").expect("a mobile");
            for sms in [
                alert.password_reset_sms(to.clone()),
                alert.mobile_changed_sms(to.clone()),
                alert.letter_asked_for_sms(to),
            ] {
                let day = ["23/11/2026 à 14h05", "01/08/2026 à 09h05"];
                assert!(day.iter().any(|day| sms.text.contains(day)), "{}", sms.text);
                assert!(sms.text.contains("03 53 01 00 01"), "{}", sms.text);
                assert!(sms.text.chars().count() <= 160, "{}", sms.text);
                let gsm = |c: char| c.is_ascii() && c != '`' || "éèùàçÉ".contains(c);
                assert!(sms.text.chars().all(gsm), "{}", sms.text);
            }
        });
    }
}
