//! The events of the security log and the counters (S27). The list is closed: an event has a kind and an outcome,
//! and nothing else.

/// Declares the events. A row is the event's documentation, its name, and its kind and outcome in the log.
macro_rules! events {
    ($($(#[doc = $doc:literal])+ $name:ident = $kind:literal $outcome:literal,)+) => {
        /// Something that an operator may have to know of.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Event {
            $($(#[doc = $doc])+ $name,)+
        }

        impl Event {
            /// All of them.
            pub(crate) const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// Its kind and its outcome, as the log and the counters name them.
            pub(crate) const fn names(self) -> (&'static str, &'static str) {
                match self {
                    $(Self::$name => ($kind, $outcome),)+
                }
            }
        }
    };
}

events! {
    // Sign-in and passwords of tenants.

    /// A tenant signed in with a password.
    SignedIn = "sign-in" "accepted",
    /// A right password met the question for an SMS code (S7).
    SignInNeedsSms = "sign-in" "needs-sms",
    /// A try was refused during a pause after wrong passwords (S7).
    SignInPaused = "sign-in" "paused",
    /// A wrong password, at sign-in or typed again.
    PasswordWrong = "password" "wrong",
    /// A password was tried from an unknown device after many wrong ones (S7).
    AccountGuessed = "guessing" "account",
    /// Too many passwords were wrong from unknown devices of one address or network, over all accounts (S7).
    SourceGuesses = "guessing" "source",
    /// A spent refresh token was shown again, which ended its session (S9).
    SpentTokenShown = "session" "spent-token",

    // Codes and enrolments.

    /// An enrolment was opened.
    EnrolmentOpened = "enrolment" "opened",
    /// A robot check was refused (S4).
    RobotCheckRefused = "robot-check" "refused",
    /// An SMS code was wrong.
    SmsCodeWrong = "sms-code" "wrong",
    /// A message with a code was queued.
    SmsCodeSent = "sms-code" "sent",
    /// A code was asked for, and no message left: the number is not the one on file (S1).
    SmsCodeWithheld = "sms-code" "withheld",
    /// A letter code was wrong.
    LetterCodeWrong = "letter-code" "wrong",

    // Accounts.

    /// An account was created.
    AccountCreated = "account" "created",
    /// An account was deleted.
    AccountDeleted = "account" "deleted",
    /// A password was reset.
    PasswordReset = "account" "password-reset",
    /// A signed-in tenant changed the password.
    PasswordChanged = "account" "password-changed",
    /// Another mobile number is on file.
    MobileChanged = "account" "mobile-changed",
    /// Another e-mail address is on file.
    EmailChanged = "account" "email-changed",
    /// A change of number or address waits, because the password was reset by SMS (S8).
    ChangeHeld = "account" "change-held",
    /// A code that was sent by mail was wrong (S8).
    MailCodeWrong = "mail-code" "wrong",
    /// An account was closed with the link of a notice (S25).
    ClosedByLink = "closure" "by-link",
    /// An account was closed by staff or an operator (S25).
    ClosedByAgency = "closure" "by-agency",
    /// A link that closes no account was used (S25).
    ClosingLinkUnknown = "closure" "unknown-link",
    /// An account was opened again (S25).
    AccountReopened = "closure" "reopened",
    /// The right password of a closed account was typed (S25).
    ClosedAccountTried = "closure" "tried",
    /// The secrets that open a locked archive were handed out (S12).
    ArchiveSecretsRead = "account" "archive-secrets",

    // Quotas.

    /// Too many phone numbers were given for a tenant code (S2).
    PhoneNumbersFull = "quota" "phone-numbers",
    /// An address used too many tenant codes (S2).
    TenantCodesFull = "quota" "tenant-codes",
    /// A source or a known device sent too many wrong robot checks (S4).
    RobotChecksFull = "quota" "robot-checks",
    /// A number was sent too many messages (S5).
    SmsOfNumberFull = "quota" "sms-of-number",
    /// Too many SMS codes were wrong (S5).
    WrongSmsCodesFull = "quota" "wrong-sms-codes",
    /// Strangers at one source asked for too many SMS codes (S23).
    CodesOfSourceFull = "quota" "codes-of-source",
    /// Too many passwords were wrong for an account (S7).
    WrongPasswordsFull = "quota" "wrong-passwords",
    /// An address checked too many document codes.
    VerificationsFull = "quota" "verifications",
    /// Too many closings were asked for from a source (S25).
    ClosuresFull = "quota" "closures",
    /// Too many codes of mails were wrong (S8).
    WrongMailCodesFull = "quota" "wrong-mail-codes",
    /// A session was refreshed too often (S9).
    RefreshesFull = "quota" "refreshes",
    /// A tenant wrote too many messages.
    AgencyMessagesFull = "quota" "agency-messages",
    /// Too many proofs of staff were wrong (S21).
    StaffProofsFull = "quota" "staff-proofs",
    /// A member of staff searched too many tenants (S21).
    TenantSearchesFull = "quota" "tenant-searches",
    /// A tenant changed the e-mail address too often (S23).
    EmailChangesFull = "quota" "email-changes",
    /// A tenant caused too many messages (S23).
    SmsOfTenantFull = "quota" "sms-of-tenant",
    /// Too many mails are about a tenant, or to an address (S23).
    MailsOfTenantFull = "quota" "mails-of-tenant",
    /// Half of the messages of a share is used (S5).
    SmsBudgetHalf = "sms-budget" "half",
    /// No more messages of a share may be sent (S5).
    SmsBudgetFull = "sms-budget" "full",
    /// No more messages may be sent to an overseas range of numbers (S23).
    SmsOfRangeFull = "sms-budget" "range-full",
    /// No more mails may be sent (S23).
    MailBudgetFull = "mail-budget" "full",
    /// A code or a notice did not leave, because a budget is full (S23).
    SmsRefused = "sms" "refused",
    /// A notice left by mail only: an SMS of its kind left lately (S23).
    NoticeWithheld = "notice" "mail-only",

    // Staff.

    /// A member of staff signed in.
    StaffSignedIn = "staff" "signed-in",
    /// A password, second factor or activation code of staff was wrong.
    StaffProofWrong = "staff" "wrong-proof",
    /// Staff used a device that is not enrolled.
    StaffDeviceUnknown = "staff" "unknown-device",
    /// A visit was begun.
    VisitBegun = "visit" "begun",
    /// A member of staff began more visits of other agencies' tenants than a counter ever needs (S21).
    VisitsFromElsewhere = "visit" "from-elsewhere",
    /// A registration letter was printed at a counter.
    LetterPrinted = "visit" "letter-printed",
    /// A registration letter was asked for at a counter, to be posted.
    LetterAskedFor = "visit" "letter-asked-for",

    // Messages and cards.

    /// The gateway took a text message.
    SmsTaken = "sms" "taken",
    /// A text message was not handed over.
    SmsFailed = "sms" "failed",
    /// The mail server took a mail.
    MailTaken = "mail" "taken",
    /// A mail was not handed over.
    MailFailed = "mail" "failed",
    /// A card provider cannot be reached.
    CardsUnreachable = "cards" "unreachable",
    /// A card provider refused a request, or answered something unreadable.
    CardsRefused = "cards" "refused",
    /// An event was not the card provider's.
    CardEventForged = "card-event" "forged",
    /// An event of a card provider cannot be read.
    CardEventUnreadable = "card-event" "unreadable",
    /// A card provider reported a payment that is none of this service's.
    CardPaymentUnknown = "card-event" "unknown-payment",

    // The service itself.

    /// A request was refused because the service is busy.
    Busy = "service" "busy",
    /// A route took too long.
    TimedOut = "service" "timed-out",
    /// All connections were taken when another place was wanted.
    ConnectionsFull = "connections" "full",
    /// A request failed inside the service.
    Failed = "service" "failed",
    /// The disk of the database took nothing: it is full, or failed.
    DatabaseUnwritable = "database" "unwritable",
    /// What has expired could not be deleted.
    PurgeFailed = "purge" "failed",
    /// The key files cannot be read again, or are not those of the database (S26).
    KeysUnreadable = "keys" "unreadable",
    /// The machine's clock jumped.
    ClockJumped = "clock" "jumped",
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn s27_each_event_has_names_of_its_own_in_plain_letters() {
        let names: BTreeSet<_> = Event::ALL.iter().map(|event| event.names()).collect();
        assert_eq!(names.len(), Event::ALL.len());
        for (kind, outcome) in names {
            let plain = |sign: char| sign.is_ascii_lowercase() || sign == '-';
            assert!(kind.chars().chain(outcome.chars()).all(plain), "{kind} {outcome}");
        }
    }

    #[test]
    fn s27_the_list_of_events_is_in_the_order_of_their_counters() {
        for (place, event) in Event::ALL.iter().enumerate() {
            assert_eq!(*event as usize, place);
        }
    }
}
