//! The steps of the wizard. Rust decides which comes next; the wizard has a screen for each.

use contract::{
    Agency, AttachmentFacts, Cents, EnrolmentPurpose, IdentityDocument, LandlordProfile, MaskedPhone,
    MessageSubject, VisitPurpose, VisitReason,
};
use serde::Serialize;

use crate::{
    core::{
        failure::Failure,
        freshness::Freshness,
        secrets::{PinStatus, SecretStorage},
        unopened_page::UnopenedPage,
    },
    counter::view::{
        CounterFrame, DeskView, SecondFactorView, SecurityKeyView, TenantFound, VisitView, WipeProof,
    },
    dwelling::DwellingView,
    home::HomeOverview,
    lock::PinLoss,
    messages::message::MessageView,
    payment::{amount::AmountWanted, card_payment::CardPaymentView, ways::WaysToPay},
    people::view::Person,
    profile::{ConsentView, Device, ProfileNews, ProfileOverview, ProfileQuestion},
    rent_account::{OwedView, RentAccountView},
    sign_up::view::SignUpDetailsForm,
};

/// The screen to show, and its data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "screen", rename_all = "camelCase", rename_all_fields = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum Step {
    /// *Déverrouillez votre trousseau*: the keyring is locked, and its prompt is on the desktop.
    KeyringLocked {
        /// The person has dismissed the prompt.
        dismissed: bool,
    },
    /// First start: *Inscription* or *Connexion*.
    Welcome,
    /// *Avant de commencer*.
    BeforeYouStart,
    /// Tenant code.
    TenantCode {
        /// What was typed before.
        typed: String,
        /// What the enrolment is for.
        purpose: EnrolmentPurpose,
    },
    /// The masked number, to be completed.
    Phone {
        /// The mask of the number.
        mask: MaskedPhone,
        /// The tenant code as typed, in groups: a mistyped one has an invented mask (S2). None when it was not typed.
        tenant_code: Option<String>,
        /// What was typed before.
        typed: String,
        /// What the enrolment is for.
        purpose: EnrolmentPurpose,
    },
    /// SMS code.
    SmsCode {
        /// Seconds until *Renvoyer le code* works.
        resend_after_seconds: u32,
        /// Seconds until the code stops working.
        expires_in_seconds: u32,
        /// Number of messages requested. From 2 on, the screen asks for the code of the last one.
        messages_sent: u32,
        /// The number as typed, as written in France.
        mobile: String,
        /// It has to be the number on file. Otherwise a letter or staff allow a new one, which gets a message in any
        /// case.
        on_file: bool,
        /// What the enrolment is for.
        purpose: EnrolmentPurpose,
    },
    /// The form of a new account: e-mail, telephones, consents.
    SignUpDetails {
        /// The verified number, as written in France.
        mobile: String,
        /// What was typed before.
        typed: Option<SignUpDetailsForm>,
    },
    /// The new password.
    Password {
        /// What the enrolment is for.
        purpose: EnrolmentPurpose,
    },
    /// *Votre compte est prêt*, *Votre mot de passe est changé*.
    Done {
        /// What was done.
        purpose: EnrolmentPurpose,
        /// The last three digits of the tenant code.
        tenant_code_end: String,
    },
    /// *Contacter votre agence*.
    ContactAgency {
        /// The agency.
        agency: Agency,
        /// The tenant code as typed, in groups, whose agency it is: a mistyped one has an invented agency (S2).
        tenant_code: Option<String>,
        /// *J'ai reçu un courrier* is offered.
        letter_accepted: bool,
    },
    /// *J'ai reçu un courrier*: its code, and the number to put on file.
    Letter {
        /// The code typed before.
        typed_code: String,
        /// The number typed before.
        typed_phone: String,
        /// What the enrolment is for.
        purpose: EnrolmentPurpose,
    },
    /// An enrolment was left unfinished: resume it, or start over.
    ResumeEnrolment {
        /// What the enrolment was for.
        purpose: EnrolmentPurpose,
        /// The last three digits of its tenant code.
        tenant_code_end: String,
    },
    /// *Connexion*.
    SignIn {
        /// The last three digits of a remembered tenant code.
        tenant_code_end: Option<String>,
        /// Why the password is required although a PIN is set.
        pin_loss: Option<PinLoss>,
    },
    /// A PIN is set, and has to be typed.
    Locked {
        /// Number of tries left.
        tries_left: u8,
    },
    /// A PIN is offered.
    PinOffer,
    /// A PIN to choose.
    PinChoice {
        /// It replaces another PIN, which has to be typed as well.
        changing: bool,
    },
    /// The current PIN, to remove it.
    PinRemoval,
    /// *Qui êtes-vous ?*
    People {
        /// The people of this computer.
        people: Vec<Person>,
        /// Nobody can be added.
        full: bool,
    },
    /// Confirms the removal of a person from this computer.
    PersonRemoval {
        /// The person.
        person: Person,
        /// Their session stays open at the landlord's service: a PIN seals its token.
        session_stays: bool,
    },
    /// The password was right, and an SMS code is required as well (S7).
    SignInCode {
        /// Seconds until *Renvoyer le code* works.
        resend_after_seconds: u32,
        /// Number of messages requested. From 2 on, the screen asks for the code of the last one.
        messages_sent: u32,
    },
    /// *Accueil*.
    Home {
        /// What it shows.
        overview: HomeOverview,
    },
    /// *Mes quittances*.
    Receipts,
    /// *Mon compte*: what is owed, what was asked for, what came in.
    RentAccount {
        /// None before the first synchronisation.
        rent_account: Option<RentAccountView>,
        /// The last request to pay in instalments.
        plan: Option<MessageView>,
        /// How fresh it is.
        freshness: Freshness,
    },
    /// *Payer mon loyer*.
    WaysToPay {
        /// The ways to pay.
        ways: WaysToPay,
    },
    /// *Payer par carte*: the amount.
    PaymentAmount {
        /// What is owed.
        owed: OwedView,
        /// What was chosen before.
        wanted: AmountWanted,
    },
    /// Confirmation of a payment, before the page where the card is typed.
    PaymentCheck {
        /// The amount to pay.
        amount: Cents,
        /// What is still owed after it.
        left: Cents,
        /// Host of the payment page.
        host: String,
    },
    /// A payment by card, and its outcome.
    CardPayment {
        /// The payment.
        payment: CardPaymentView,
        /// Its page, while no browser of this computer opens it.
        page: Option<UnopenedPage>,
    },
    /// *Mon logement*.
    Dwelling {
        /// None before the first synchronisation.
        dwelling: Option<DwellingView>,
        /// How fresh it is.
        freshness: Freshness,
    },
    /// *Mon bailleur*.
    Landlord {
        /// The landlord.
        landlord: Box<LandlordProfile>,
        /// The tenant's agency, once it is known.
        agency: Option<Agency>,
        /// How fresh this is.
        freshness: Freshness,
    },
    /// *Mes messages*: the messages to the agency, with its answers, newest first.
    Messages {
        /// The messages.
        messages: Vec<MessageView>,
        /// How fresh this is.
        freshness: Freshness,
    },
    /// *Écrire un message*.
    NewMessage {
        /// What it is about.
        subject: MessageSubject,
        /// What was typed before.
        typed: String,
        /// The files attached to it.
        attachments: Vec<AttachmentFacts>,
    },
    /// Confirms a sign-out while messages wait to leave this computer.
    SignOutCheck {
        /// How many wait.
        messages: u32,
    },
    /// *Mon profil* of a signed-in tenant: what the landlord has on file.
    Profile {
        /// Who is signed in, once it is known.
        person: Option<String>,
        /// What is known; none before it was fetched once.
        overview: Option<ProfileOverview>,
        /// It was fetched since *Mon profil* was opened.
        up_to_date: bool,
        /// Why it could not be fetched the last time. The page shows it from the start, so that nothing moves when the
        /// next request fails alike.
        failure: Option<Failure>,
        /// The change just made.
        news: Option<ProfileNews>,
        /// Status of the PIN of this computer.
        pin: PinStatus,
    },
    /// A new e-mail address.
    ProfileEmail {
        /// The current one, when it is known.
        current: Option<String>,
        /// What was typed before.
        typed: String,
    },
    /// A new mobile number.
    ProfileMobile {
        /// The one on file, masked.
        current: Option<MaskedPhone>,
        /// What was typed before.
        typed: String,
    },
    /// The code sent to the new mobile number.
    ProfileMobileCode {
        /// The new number, as written in France.
        mobile: String,
        /// Seconds until *Renvoyer le code* works.
        resend_after_seconds: u32,
        /// Seconds until the code stops working.
        expires_in_seconds: u32,
        /// Number of messages requested. From 2 on, the screen asks for the code of the last one.
        messages_sent: u32,
    },
    /// The code that came by mail, for a change that does not count yet.
    ProfileMailCode,
    /// A new landline, or none.
    ProfileLandline {
        /// The current one, or what was typed before.
        typed: String,
    },
    /// The current password, typed again before a change (S8).
    ProfilePasswordAgain {
        /// The change that follows.
        question: ProfileQuestion,
    },
    /// The new password.
    ProfileNewPassword,
    /// A consent, given or withheld.
    ProfileConsent {
        /// Which consent.
        question: ProfileQuestion,
        /// Its state.
        consent: ConsentView,
    },
    /// Where the tenant is signed in.
    ProfileDevices {
        /// The machines, this computer first.
        devices: Vec<Device>,
        /// A machine was just signed out.
        signed_out: bool,
    },
    /// What is deleted with the account, and what stays.
    ProfileDeletion,
    /// The account is deleted: *Bienvenue*, with a confirmation.
    AccountDeleted {
        /// A file cannot be deleted yet: the next start tries again.
        files_stay: bool,
    },
    /// At a counter: staff sign in.
    StaffSignIn {
        /// The name typed before.
        login: String,
        /// There is a practice service, where nothing is real.
        practice_offered: bool,
    },
    /// *Première connexion*: the administrator's code.
    StaffActivation {
        /// The name typed before.
        login: String,
    },
    /// A new password, and the key for the telephone.
    StaffSecondFactor {
        /// The key for the telephone.
        factor: SecondFactorView,
    },
    /// The recovery codes, which sign staff in when the telephone is lost.
    StaffRecoveryCodes {
        /// Eight codes, shown once.
        codes: Vec<String>,
    },
    /// The second factor again: after a while without a request, or because the desk is locked.
    StaffCheck {
        /// The desk is locked.
        locked: bool,
        /// What was wiped and checked after the last visit, if that locked the desk.
        wiped: Option<WipeProof>,
    },
    /// A new password for the staff member.
    StaffPassword,
    /// The security keys of the staff member.
    SecurityKeys {
        /// The keys, the oldest first.
        keys: Vec<SecurityKeyView>,
    },
    /// The desk between two visits: who is next.
    CounterDesk {
        /// What it shows.
        desk: DeskView,
    },
    /// The tenants found, one of whom may be at the counter.
    TenantsFound {
        /// The tenants.
        tenants: Vec<TenantFound>,
        /// More were found than are listed.
        more: bool,
    },
    /// Why a tenant of another agency comes here.
    VisitReason {
        /// The tenant chosen.
        tenant: TenantFound,
        /// The reason given before.
        reason: Option<VisitReason>,
        /// What was typed before.
        note: String,
    },
    /// The kind of identity document that staff saw.
    VisitIdentity {
        /// The tenant chosen.
        tenant: TenantFound,
    },
    /// What the tenant agrees to, read aloud.
    VisitConsent {
        /// What may be agreed to.
        offered: Vec<VisitPurpose>,
        /// It is added to a visit that is under way.
        adds: bool,
    },
    /// What the tenant agreed to, and what of it is done.
    Visit {
        /// The visit.
        visit: VisitView,
    },
    /// The new number to put on file.
    VisitNewNumber {
        /// The tenant's name.
        name: String,
        /// What was typed before.
        typed: String,
    },
    /// A second staff member approves a new number, or a letter.
    VisitApproval {
        /// The tenant's name.
        name: String,
        /// A registration letter is to be printed here.
        letter: bool,
    },
    /// What ends when the account is closed to everybody (S25).
    VisitClosing {
        /// The tenant's name.
        name: String,
    },
    /// What comes of it when the agency's manager opens a closed account again.
    VisitReopening {
        /// The tenant.
        tenant: TenantFound,
        /// The identity document that staff saw.
        identity: IdentityDocument,
    },
    /// « À vous » : the tenant takes the keyboard, and staff look elsewhere.
    HandOver {
        /// The tenant's name.
        name: String,
        /// What the tenant is to do.
        purpose: VisitPurpose,
    },
    /// The new number is on file, and nothing else was asked for.
    NumberConfirmed {
        /// The number, as written in France.
        mobile: String,
    },
}

impl Step {
    /// Whether it is *Accueil*.
    #[must_use]
    pub fn is_home(&self) -> bool {
        matches!(self, Self::Home { .. })
    }
}

/// What to show first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct FirstScreen {
    /// The first screen.
    pub step: Step,
    /// Where secrets are kept; in memory they last until the window closes (S13).
    pub secrets_kept: SecretStorage,
    /// Whether there is a PIN to lock with.
    pub lockable: bool,
    /// The frame around every screen of a counter; none at home.
    pub counter: Option<CounterFrame>,
}
