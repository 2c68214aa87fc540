//! Turns the views of the features into steps of the wizard.

use super::step::Step;
use crate::{
    agency::LandlordScreen,
    counter::view::CounterView,
    dwelling::DwellingScreen,
    home::HomeOverview,
    messages::{MessagesView, NewMessageView},
    payment::{PaymentView, ways::WaysToPay},
    people::view::PeopleView,
    profile::view::ProfileView,
    rent_account::RentAccountScreen,
    sign_in::SignInCode,
    sign_up::view::SignUpView,
};

impl From<SignUpView> for Step {
    fn from(view: SignUpView) -> Self {
        match view {
            SignUpView::BeforeYouStart => Self::BeforeYouStart,
            SignUpView::TenantCode { typed, purpose } => Self::TenantCode { typed, purpose },
            SignUpView::Phone {
                mask,
                tenant_code,
                typed,
                purpose,
            } => Self::Phone {
                mask,
                tenant_code,
                typed,
                purpose,
            },
            SignUpView::SmsCode {
                message,
                mobile,
                on_file,
                purpose,
            } => Self::SmsCode {
                resend_after_seconds: message.resend_after_seconds,
                expires_in_seconds: message.expires_in_seconds,
                messages_sent: message.messages_sent,
                mobile,
                on_file,
                purpose,
            },
            SignUpView::Details { mobile, typed } => Self::SignUpDetails { mobile, typed },
            SignUpView::Password { purpose } => Self::Password { purpose },
            SignUpView::Done {
                purpose,
                tenant_code_end,
            } => Self::Done {
                purpose,
                tenant_code_end,
            },
            SignUpView::ContactAgency {
                agency,
                tenant_code,
                letter_accepted,
            } => Self::ContactAgency {
                agency,
                tenant_code,
                letter_accepted,
            },
            SignUpView::Letter {
                typed_code,
                typed_phone,
                purpose,
            } => Self::Letter {
                typed_code,
                typed_phone,
                purpose,
            },
            SignUpView::NumberConfirmed { mobile } => Self::NumberConfirmed { mobile },
        }
    }
}

impl From<SignInCode> for Step {
    fn from(code: SignInCode) -> Self {
        Self::SignInCode {
            resend_after_seconds: code.resend_after_seconds,
            messages_sent: code.messages_sent,
        }
    }
}

impl From<ProfileView> for Step {
    fn from(view: ProfileView) -> Self {
        match view {
            ProfileView::Overview {
                person,
                overview,
                up_to_date,
                failure,
                news,
                pin,
            } => Self::Profile {
                person,
                overview: overview.map(|overview| *overview),
                up_to_date,
                failure,
                news,
                pin,
            },
            ProfileView::Email { current, typed } => Self::ProfileEmail { current, typed },
            ProfileView::Mobile { current, typed } => Self::ProfileMobile { current, typed },
            ProfileView::MobileCode { mobile, message } => Self::ProfileMobileCode {
                mobile,
                resend_after_seconds: message.resend_after_seconds,
                expires_in_seconds: message.expires_in_seconds,
                messages_sent: message.messages_sent,
            },
            ProfileView::MailCode => Self::ProfileMailCode,
            ProfileView::Landline { typed } => Self::ProfileLandline { typed },
            ProfileView::PasswordAgain { question } => Self::ProfilePasswordAgain { question },
            ProfileView::NewPassword => Self::ProfileNewPassword,
            ProfileView::Consent { question, consent } => Self::ProfileConsent { question, consent },
            ProfileView::Devices { devices, signed_out } => Self::ProfileDevices { devices, signed_out },
            ProfileView::Deletion => Self::ProfileDeletion,
        }
    }
}

impl From<PaymentView> for Step {
    fn from(view: PaymentView) -> Self {
        match view {
            PaymentView::Amount { owed, wanted } => Self::PaymentAmount { owed, wanted },
            PaymentView::Check { amount, left, host } => Self::PaymentCheck { amount, left, host },
            PaymentView::Payment { payment, page } => Self::CardPayment { payment, page },
        }
    }
}

impl From<MessagesView> for Step {
    fn from(view: MessagesView) -> Self {
        Self::Messages {
            messages: view.messages,
            freshness: view.freshness,
        }
    }
}

impl From<NewMessageView> for Step {
    fn from(view: NewMessageView) -> Self {
        Self::NewMessage {
            subject: view.subject,
            typed: view.typed,
            attachments: view.attachments,
        }
    }
}

impl From<HomeOverview> for Step {
    fn from(overview: HomeOverview) -> Self {
        Self::Home { overview }
    }
}

impl From<RentAccountScreen> for Step {
    fn from(screen: RentAccountScreen) -> Self {
        Self::RentAccount {
            rent_account: screen.rent_account,
            plan: screen.plan,
            freshness: screen.freshness,
        }
    }
}

impl From<WaysToPay> for Step {
    fn from(ways: WaysToPay) -> Self {
        Self::WaysToPay { ways }
    }
}

impl From<DwellingScreen> for Step {
    fn from(screen: DwellingScreen) -> Self {
        Self::Dwelling {
            dwelling: screen.dwelling,
            freshness: screen.freshness,
        }
    }
}

impl From<LandlordScreen> for Step {
    fn from(screen: LandlordScreen) -> Self {
        Self::Landlord {
            landlord: Box::new(screen.landlord),
            agency: screen.agency,
            freshness: screen.freshness,
        }
    }
}

impl From<PeopleView> for Step {
    fn from(view: PeopleView) -> Self {
        match view {
            PeopleView::Choice { people, full } => Self::People { people, full },
            PeopleView::Removal(removal) => Self::PersonRemoval {
                person: removal.person,
                session_stays: removal.session_stays,
            },
        }
    }
}

impl From<CounterView> for Step {
    fn from(view: CounterView) -> Self {
        match view {
            CounterView::SignIn {
                login,
                practice_offered,
            } => Self::StaffSignIn {
                login,
                practice_offered,
            },
            CounterView::Activation { login } => Self::StaffActivation { login },
            CounterView::SecondFactor { factor } => Self::StaffSecondFactor { factor },
            CounterView::RecoveryCodes { codes } => Self::StaffRecoveryCodes { codes },
            CounterView::Check { locked, wiped } => Self::StaffCheck { locked, wiped },
            CounterView::OwnPassword => Self::StaffPassword,
            CounterView::SecurityKeys { keys } => Self::SecurityKeys { keys },
            CounterView::Desk { desk } => Self::CounterDesk { desk },
            CounterView::Found { tenants, more } => Self::TenantsFound { tenants, more },
            CounterView::Reason { tenant, reason, note } => Self::VisitReason { tenant, reason, note },
            CounterView::Identity { tenant } => Self::VisitIdentity { tenant },
            CounterView::Consent { offered, adds } => Self::VisitConsent { offered, adds },
            CounterView::Visit { visit } => Self::Visit { visit },
            CounterView::NewNumber { name, typed } => Self::VisitNewNumber { name, typed },
            CounterView::Approval { name, letter } => Self::VisitApproval { name, letter },
            CounterView::Closing { name } => Self::VisitClosing { name },
            CounterView::Reopening { tenant, identity } => Self::VisitReopening { tenant, identity },
            CounterView::HandOver { name, purpose } => Self::HandOver { name, purpose },
        }
    }
}
