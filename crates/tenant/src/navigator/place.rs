//! The places of the wizard.

/// Where the wizard is, when it is not inside the enrolment.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Place {
    Welcome,
    /// An enrolment was left in the middle.
    ResumeEnrolment,
    Enrolment,
    SignIn,
    SignInCode,
    ContactAgencyFromSignIn,
    Home,
    Receipts,
    RentAccount,
    WaysToPay,
    PaymentAmount,
    PaymentCheck,
    CardPayment,
    Dwelling,
    Landlord,
    Messages,
    NewMessage {
        /// It was begun in *Mon compte*.
        from_account: bool,
    },
    Profile,
    Locked,
    PinOffer,
    PinChoice {
        /// It was offered, not looked for in *Mon profil*.
        offered: bool,
    },
    PinRemoval,
}

impl Place {
    /// Inside: somebody is signed in, and what is here may be shown.
    pub(crate) fn is_inside(self) -> bool {
        match self {
            Self::Home
            | Self::Receipts
            | Self::RentAccount
            | Self::WaysToPay
            | Self::PaymentAmount
            | Self::PaymentCheck
            | Self::CardPayment
            | Self::Dwelling
            | Self::Landlord
            | Self::Messages
            | Self::NewMessage { .. }
            | Self::Profile
            | Self::PinOffer
            | Self::PinChoice { .. }
            | Self::PinRemoval => true,
            Self::Welcome
            | Self::ResumeEnrolment
            | Self::Enrolment
            | Self::SignIn
            | Self::SignInCode
            | Self::ContactAgencyFromSignIn
            | Self::Locked => false,
        }
    }
}
