//! Notices to tenants about their account (S8, S25): what happened, when, and what to do if it was not them: a number to
//! call, and a link that closes the account.

use contract::{Agency, Email, LandlordSection, Language, MobilePhone, SmsCode};
use jiff::{Timestamp, civil::DateTime};
use paper::FluentArgs;
use paper::Words;
use strum::VariantArray;

use super::{mail::Mail, sms::Sms};
use crate::{clock::local, figures::CHANGE_HOLD_HOURS, wording};

/// How long a gateway tries to deliver a notice: the longest that gateways allow.
const ALERT_MINUTES: u32 = 48 * 60;

/// What a notice is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, VariantArray)]
pub enum NoticeKind {
    /// The password was reset by SMS code.
    PasswordReset,
    /// The password was changed in a session.
    PasswordChanged,
    /// Another mobile is on file.
    MobileChanged,
    /// Another e-mail address is on file.
    EmailChanged,
    /// Another landline is on file, or none.
    LandlineChanged,
    /// A machine that the account did not know signed in.
    NewDevice,
    /// Somebody tries passwords.
    Guessing,
    /// Somebody tries the SMS codes of a reset.
    CodesTried,
    /// A registration letter was made, or asked for.
    Letter,
    /// A visit to a counter was begun.
    Visit,
    /// The account was deleted.
    AccountDeleted,
    /// Another mobile or address was asked for, and waits.
    ChangeWaits,
    /// The account is closed to everybody.
    AccountClosed,
    /// The agency opened the account again.
    AccountReopened,
}

impl NoticeKind {
    /// Its name in the sentences.
    const fn name(self) -> &'static str {
        match self {
            Self::PasswordReset => "password-reset",
            Self::PasswordChanged => "password-changed",
            Self::MobileChanged => "mobile-changed",
            Self::EmailChanged => "email-changed",
            Self::LandlineChanged => "landline-changed",
            Self::NewDevice => "new-device",
            Self::Guessing => "guessing",
            Self::CodesTried => "codes-tried",
            Self::Letter => "letter",
            Self::Visit => "visit",
            Self::AccountDeleted => "account-deleted",
            Self::ChangeWaits => "change-waits",
            Self::AccountClosed => "account-closed",
            Self::AccountReopened => "account-reopened",
        }
    }

    /// The kind under which its text messages are counted (S23).
    pub(crate) const fn budget(self) -> &'static str {
        match self {
            Self::PasswordReset | Self::PasswordChanged => "password",
            other => other.name(),
        }
    }

    /// Whether it leaves by text message as well. The others do only where there is no address: an SMS for each visit or
    /// device would cost more than it tells, and where codes are tried, each came by SMS.
    pub(crate) const fn is_grave(self) -> bool {
        !matches!(
            self,
            Self::EmailChanged | Self::LandlineChanged | Self::NewDevice | Self::Visit | Self::CodesTried
        )
    }

    /// Whether somebody with the password, or staff, can cause many: these must not use up the mails of the others.
    pub(crate) const fn is_frequent(self) -> bool {
        matches!(self, Self::NewDevice | Self::Visit | Self::LandlineChanged)
    }

    /// Whether whoever was not it may close the account. It is closed already, or was just opened by the agency.
    pub(crate) const fn may_close(self) -> bool {
        !matches!(self, Self::AccountClosed | Self::AccountReopened)
    }
}

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
    /// The link that closes the account (S25); none where nobody could open it, or in a message to a new address.
    pub link: Option<&'a str>,
    /// From when a change counts that waits.
    pub until: Option<Timestamp>,
    /// The code with which the change need not wait. Only a mail shows it.
    pub code: Option<&'a SmsCode>,
}

impl SecurityAlert<'_> {
    /// The notice as a mail.
    #[must_use]
    pub fn mail(&self, kind: NoticeKind, to: Email) -> Mail {
        self.mail_of(kind.name(), to)
    }

    /// The notice as a text message.
    #[must_use]
    pub fn sms(&self, kind: NoticeKind, to: MobilePhone) -> Sms {
        // In figures: « août » is not in the GSM alphabet, which would halve the length of an SMS.
        let words = self.words();
        let in_figures = |at: Timestamp| {
            let moment = local(at);
            words.moment_in_figures(moment.date(), moment.time())
        };
        let args = self.arguments(in_figures(self.at), self.until.map(in_figures));
        Sms {
            to,
            text: words.plain_text_of(&format!("sms-{}", kind.name()), &args),
            at: self.at,
            valid_minutes: ALERT_MINUTES,
        }
    }

    /// The code that confirms a new address, with which its holder can object as well.
    #[must_use]
    pub fn email_code_mail(&self, new: Email) -> Mail {
        self.mail_of("email-code", new)
    }

    fn mail_of(&self, name: &str, to: Email) -> Mail {
        let words = self.words();
        let in_words = |at: Timestamp| {
            let moment: DateTime = local(at);
            words.moment(moment.date(), moment.time())
        };
        let args = self.arguments(in_words(self.at), self.until.map(in_words));
        Mail {
            to,
            subject: words.text_of(&format!("mail-{name}.subject"), &args),
            text: words.plain_text_of(&format!("mail-{name}.text"), &args),
            at: self.at,
        }
    }

    fn arguments(&self, when: String, until: Option<String>) -> FluentArgs<'_> {
        let mut args = FluentArgs::new();
        args.set("product", self.landlord.product_name.as_str());
        args.set("landlord", self.landlord.name.as_str());
        args.set("agency", self.agency.name.as_str());
        args.set("telephone", self.agency.telephone.as_str());
        args.set("when", when);
        args.set("until", until.unwrap_or_default());
        args.set("hours", CHANGE_HOLD_HOURS);
        args.set("linked", if self.link.is_some() { "yes" } else { "no" });
        args.set("link", self.words().link(self.link.unwrap_or_default()));
        args.set("coded", if self.code.is_some() { "yes" } else { "no" });
        args.set("code", self.code.map(SmsCode::expose).unwrap_or_default());
        args
    }

    fn words(&self) -> Words {
        wording::messages(self.language)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{config::Config, delivery::sms::is_in_gsm_alphabet};

    /// A long address: 100 characters, the most that a configuration takes, with the path and a token.
    fn longest_link() -> String {
        let host = format!("https://{}.example", "a".repeat(84));
        format!("{host}{}#{}", contract::CLOSURE_PATH, "Az09-_Az09-_Az")
    }

    fn each_alert(check: impl Fn(&SecurityAlert<'_>, NoticeKind)) {
        let config = Config::demonstration("data".into());
        let agency = Agency {
            name: "Agence de Lens".to_owned(),
            address: Vec::new(),
            telephone: "03 53 01 00 01".to_owned(),
            email: "lens@exemple.fr".to_owned(),
            opening_hours: Vec::new(),
        };
        let (link, code) = (longest_link(), SmsCode::parse("402817").expect("six digits"));
        for at in ["2026-11-23T13:05:00Z", "2026-08-01T07:05:00Z"] {
            let at: Timestamp = at.parse().expect("a moment");
            for (link, code) in [(None, None), (Some(link.as_str()), Some(&code))] {
                for kind in NoticeKind::VARIANTS {
                    let alert = SecurityAlert {
                        landlord: &config.landlord,
                        agency: &agency,
                        at,
                        language: Language::Fr,
                        link: link.filter(|_| kind.may_close()),
                        until: Some(at),
                        code,
                    };
                    check(&alert, *kind);
                }
            }
        }
    }

    fn address() -> Email {
        Email::parse("jeanne@exemple.fr").expect("an address")
    }

    fn is_plain(mail: &Mail) {
        assert!(mail.text.contains("03 53 01 00 01"), "{}", mail.text);
        assert!(mail.text.contains("Habitat Hauts-de-France"), "{}", mail.text);
        assert!(!mail.text.contains("www."), "{}", mail.text);
        assert!(
            !mail.subject.is_empty() && !mail.subject.contains('\n'),
            "{}",
            mail.subject
        );
        assert!(!mail.text.contains('{'), "{}", mail.text);
    }

    #[test]
    fn s25_a_mail_says_when_and_whom_to_call_and_its_one_link_closes() {
        each_alert(|alert, kind| {
            let mail = alert.mail(kind, address());
            is_plain(&mail);
            let day = [
                "23\u{a0}novembre 2026 à 14\u{a0}h\u{a0}05",
                "1er\u{a0}août 2026 à 9\u{a0}h\u{a0}05",
            ];
            assert!(day.iter().any(|day| mail.text.contains(day)), "{}", mail.text);
            let links = mail.text.matches("http").count();
            assert_eq!(links, usize::from(alert.link.is_some()), "{}", mail.text);
            let lines: Vec<&str> = mail.text.lines().collect();
            assert!(
                alert.link.is_none_or(|link| lines.contains(&link)),
                "{}",
                mail.text
            );
        });
    }

    #[test]
    fn s25_a_new_address_gets_a_code_and_no_link() {
        each_alert(|alert, _| {
            let code = SmsCode::parse("402817").expect("six digits");
            let alert = SecurityAlert {
                link: None,
                code: Some(&code),
                ..*alert
            };
            let mail = alert.email_code_mail(address());
            is_plain(&mail);
            assert!(mail.text.contains("402817"), "{}", mail.text);
            assert!(!mail.text.contains("http"), "{}", mail.text);
        });
    }

    #[test]
    fn an_sms_says_when_and_whom_to_call_in_one_message_or_in_two() {
        each_alert(|alert, kind| {
            let to = MobilePhone::parse("06 39 98 00 61").expect("a mobile");
            let sms = alert.sms(kind, to);
            let day = ["23/11/2026 à 14h05", "01/08/2026 à 09h05"];
            assert!(day.iter().any(|day| sms.text.contains(day)), "{}", sms.text);
            assert!(sms.text.contains("03 53 01 00 01"), "{}", sms.text);
            // Two parts hold 153 characters each.
            let most = if alert.link.is_some() { 306 } else { 160 };
            assert!(sms.text.chars().count() <= most, "{}", sms.text);
            assert!(is_in_gsm_alphabet(&sms.text), "{}", sms.text);
            assert!(!sms.text.contains("402817"), "{}", sms.text);
        });
    }
}
