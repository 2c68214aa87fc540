//! The places of the wizard.

/// Where the person is in the wizard. The enrolment and *Mon profil* keep their own steps.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Place {
    Welcome,
    /// An enrolment was left unfinished.
    ResumeEnrolment,
    Enrolment,
    SignIn,
    SignInCode,
    ContactAgencyFromSignIn,
    Home,
    Receipts {
        /// They were opened for a document of *Mon compte*.
        from_rent_account: bool,
    },
    RentAccount,
    WaysToPay,
    PaymentAmount,
    PaymentCheck,
    CardPayment {
        /// It was opened from *Accueil*.
        from_home: bool,
    },
    Dwelling,
    Landlord,
    Messages,
    NewMessage {
        opened_from: WritingFrom,
    },
    Profile,
    /// A sign-out was asked for while something waits to leave.
    SignOutCheck,
    Locked,
    /// A sign-in or a PIN was right, and the archive is being opened. *Retour* comes too late, and waits.
    Entering,
    PinOffer,
    PinChoice {
        /// It follows the offer of a PIN; otherwise it was opened from *Mon profil*.
        offered: bool,
    },
    PinRemoval,
}

/// The page on which a message was begun: *Retour* leads there.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum WritingFrom {
    Home,
    RentAccount,
    /// *Mes messages*, also for a message begun anywhere else.
    Messages,
}

impl WritingFrom {
    /// The page that a message is begun on.
    pub(crate) fn of(place: Place) -> Self {
        match place {
            Place::Home => Self::Home,
            Place::RentAccount => Self::RentAccount,
            _ => Self::Messages,
        }
    }

    /// Where *Retour* leads.
    pub(crate) fn place(self) -> Place {
        match self {
            Self::Home => Place::Home,
            Self::RentAccount => Place::RentAccount,
            Self::Messages => Place::Messages,
        }
    }
}

impl Place {
    /// Whether this place is for a signed-in person, so that personal data may be shown.
    pub(crate) fn is_inside(self) -> bool {
        match self {
            Self::Home
            | Self::Receipts { .. }
            | Self::RentAccount
            | Self::WaysToPay
            | Self::PaymentAmount
            | Self::PaymentCheck
            | Self::CardPayment { .. }
            | Self::Dwelling
            | Self::Landlord
            | Self::Messages
            | Self::NewMessage { .. }
            | Self::Profile
            | Self::SignOutCheck
            | Self::PinOffer
            | Self::PinChoice { .. }
            | Self::PinRemoval => true,
            Self::Welcome
            | Self::ResumeEnrolment
            | Self::Enrolment
            | Self::SignIn
            | Self::SignInCode
            | Self::ContactAgencyFromSignIn
            | Self::Locked
            | Self::Entering => false,
        }
    }
}
