//! The screens of an enrolment: which one is shown, what stands on it, and where *Retour* leads.

use contract::{Agency, EnrolmentPurpose, TenantCode};

use super::{Enrolment, Open, alive};
use crate::{
    core::{failure::Failure, sms::SmsMessage},
    sign_up::view::SignUpView,
};

#[derive(Clone, Copy, PartialEq)]
pub(super) enum Screen {
    BeforeYouStart,
    TenantCode,
    Phone,
    ContactAgency,
    Letter,
    SmsCode,
    Details,
    Password,
    NumberConfirmed,
}

impl Enrolment {
    /// The screen to show.
    pub(crate) fn view(&self) -> SignUpView {
        let purpose = self.purpose;
        self.open
            .as_ref()
            .and_then(|open| self.view_of(open))
            .unwrap_or_else(|| match self.screen {
                Screen::BeforeYouStart => SignUpView::BeforeYouStart,
                _ => SignUpView::TenantCode {
                    typed: self.typed.code.clone(),
                    purpose,
                },
            })
    }

    /// The screen of an open enrolment; none for the screens before it.
    fn view_of(&self, open: &Open) -> Option<SignUpView> {
        let purpose = self.purpose;
        let verified = open.verified.as_ref();
        match self.screen {
            Screen::BeforeYouStart | Screen::TenantCode => None,
            Screen::Phone => Some(SignUpView::Phone {
                mask: open.masked_phone.clone(),
                tenant_code: self.typed_code(open),
                typed: self.typed.phone.clone(),
                purpose,
            }),
            Screen::ContactAgency if self.asks_for_tenant_code() => None,
            Screen::ContactAgency => Some(SignUpView::ContactAgency {
                agency: open.agency.clone(),
                // Code and number are right once a message was confirmed; a letter is the way past that.
                tenant_code: self.typed_code(open).filter(|_| verified.is_none()),
                letter_accepted: verified.is_none(),
            }),
            Screen::Letter => Some(SignUpView::Letter {
                typed_code: self.typed.letter.clone(),
                typed_phone: self.typed.new_phone.clone(),
                purpose,
            }),
            Screen::SmsCode => open.message.as_ref().map(|message| SignUpView::SmsCode {
                message: message.status(),
                mobile: message.phone().national(),
                on_file: !(message.is_by_letter() || open.number_given),
                purpose,
            }),
            Screen::Details => verified.map(|mobile| SignUpView::Details {
                mobile: mobile.national(),
                typed: self.typed.details.clone(),
            }),
            Screen::Password => verified.map(|_| SignUpView::Password { purpose }),
            Screen::NumberConfirmed => verified.map(|mobile| SignUpView::NumberConfirmed {
                mobile: mobile.national(),
            }),
        }
    }

    pub(crate) fn begin(&mut self) -> SignUpView {
        self.show(Screen::TenantCode)
    }

    /// The previous step; none before the first.
    pub(crate) fn back(&mut self) -> Option<SignUpView> {
        let resetting = self.purpose == EnrolmentPurpose::PasswordReset;
        let by_letter = self
            .open
            .as_ref()
            .and_then(|open| open.message.as_ref())
            .is_some_and(SmsMessage::is_by_letter);
        let number_given = self.open.as_ref().is_some_and(|open| open.number_given);
        let before = match self.screen {
            Screen::BeforeYouStart | Screen::NumberConfirmed => return None,
            Screen::SmsCode if number_given => return None,
            Screen::TenantCode if resetting => return None,
            Screen::TenantCode => Screen::BeforeYouStart,
            Screen::Letter => Screen::ContactAgency,
            Screen::SmsCode if by_letter => Screen::Letter,
            Screen::SmsCode => Screen::Phone,
            Screen::ContactAgency => self.before_contact,
            Screen::Password if !resetting => Screen::Details,
            // On the details and the password, the number is verified: skip the screens of number and code.
            Screen::Phone | Screen::Details | Screen::Password if self.remembered => return None,
            Screen::Phone | Screen::Details | Screen::Password => Screen::TenantCode,
        };
        Some(self.show(before))
    }

    /// Whether the tenant code is to be typed, also on *Contacter votre agence* when it was opened there.
    pub(super) fn asks_for_tenant_code(&self) -> bool {
        let screen = match self.screen {
            Screen::ContactAgency => self.before_contact,
            other => other,
        };
        matches!(screen, Screen::BeforeYouStart | Screen::TenantCode)
    }

    /// The tenant code in groups; none when it was not typed.
    fn typed_code(&self, open: &Open) -> Option<String> {
        (!self.remembered).then(|| TenantCode::read(open.tenant_code.as_str()).grouped)
    }

    /// *Contacter votre agence*. Shows `agency` if the landlord's service has not named one.
    pub(crate) fn contact_agency(&mut self, agency: Agency) -> SignUpView {
        if self.screen != Screen::ContactAgency {
            self.before_contact = self.screen;
        }
        match self.show(Screen::ContactAgency) {
            view @ SignUpView::ContactAgency { .. } => view,
            _ => SignUpView::ContactAgency {
                agency,
                tenant_code: None,
                letter_accepted: false,
            },
        }
    }

    /// *J'ai reçu un courrier*.
    pub(crate) fn open_letter(&mut self) -> Result<SignUpView, Failure> {
        alive(&mut self.open)?;
        Ok(self.show(Screen::Letter))
    }

    /// The screen after the number is verified. A tenant without an account signs up, even after asking for a
    /// password reset.
    pub(super) fn go_on_verified(&mut self) -> SignUpView {
        if !self.open.as_ref().is_some_and(|open| open.registered) {
            self.purpose = EnrolmentPurpose::SignUp;
        }
        self.show(match self.purpose {
            _ if self.number_only => Screen::NumberConfirmed,
            EnrolmentPurpose::SignUp => Screen::Details,
            EnrolmentPurpose::PasswordReset => Screen::Password,
        })
    }

    pub(super) fn show(&mut self, screen: Screen) -> SignUpView {
        self.screen = screen;
        self.view()
    }
}
