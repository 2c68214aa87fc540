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
    WaysToPay {
        opener: Opener,
    },
    /// The pages of a payment have the opener of *Payer mon loyer*, which is before them.
    PaymentAmount {
        opener: Opener,
    },
    PaymentCheck {
        opener: Opener,
    },
    CardPayment {
        /// It was opened from *Accueil*.
        from_home: bool,
        opener: Opener,
    },
    Dwelling,
    Landlord,
    Messages {
        opener: Opener,
    },
    NewMessage {
        /// It was begun on *Mes messages*, which has this opener; otherwise on the opener itself.
        from_messages: bool,
        opener: Opener,
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

/// A page that leads to *Payer mon loyer* or to the messages: *Retour* leads there.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Opener {
    Home,
    Receipts,
    RentAccount,
    Landlord,
}

impl Opener {
    /// The opener of what is opened at a place. What was opened itself passes its own on.
    pub(crate) fn of(place: Place) -> Self {
        match place {
            Place::Receipts { .. } => Self::Receipts,
            Place::RentAccount => Self::RentAccount,
            Place::Landlord => Self::Landlord,
            Place::WaysToPay { opener }
            | Place::PaymentAmount { opener }
            | Place::PaymentCheck { opener }
            | Place::CardPayment { opener, .. }
            | Place::Messages { opener }
            | Place::NewMessage { opener, .. } => opener,
            _ => Self::Home,
        }
    }

    /// Where *Retour* leads.
    pub(crate) fn place(self) -> Place {
        match self {
            Self::Home => Place::Home,
            Self::Receipts => Place::Receipts {
                from_rent_account: false,
            },
            Self::RentAccount => Place::RentAccount,
            Self::Landlord => Place::Landlord,
        }
    }
}

impl Place {
    /// *Payer mon loyer*, for who is at this place.
    pub(crate) fn ways_to_pay(self) -> Self {
        Self::WaysToPay {
            opener: Opener::of(self),
        }
    }

    /// Whether this place is for a signed-in person, so that personal data may be shown.
    pub(crate) fn is_inside(self) -> bool {
        match self {
            Self::Home
            | Self::Receipts { .. }
            | Self::RentAccount
            | Self::WaysToPay { .. }
            | Self::PaymentAmount { .. }
            | Self::PaymentCheck { .. }
            | Self::CardPayment { .. }
            | Self::Dwelling
            | Self::Landlord
            | Self::Messages { .. }
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
