//! The steps of the wizard: Rust decides which comes next, the wizard has a screen for each.

use contract::{
    Agency, AttachmentFacts, Cents, EnrolmentPurpose, LandlordProfile, MaskedPhone, MessageSubject,
    VisitPurpose,
};
use serde::Serialize;

use crate::{
    core::{
        freshness::Freshness,
        secrets::{PinStanding, SecretsKept},
    },
    counter::view::{CounterStanding, DeskView, SecondFactorView, TenantFound, VisitView},
    dwelling::DwellingView,
    home::HomeOverview,
    lock::PinLoss,
    messages::message::MessageView,
    payment::{
        card_payment::{AmountWanted, CardPaymentView},
        ways::WaysToPay,
    },
    people::view::Person,
    profile::{AccountNews, AccountOverview, AccountQuestion, ConsentView, Device},
    rent_account::{OwedView, RentAccountView},
    sign_up::view::Profile,
};

/// The screen to show, with what it shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "screen", rename_all = "camelCase", rename_all_fields = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum Step {
    /// First start: *Inscription* or *Connexion*.
    Welcome,
    /// *Avant de commencer*.
    BeforeYouStart,
    /// Tenant code.
    TenantCode {
        /// What was typed before.
        typed: String,
        /// What is under way.
        purpose: EnrolmentPurpose,
    },
    /// The masked number, to be completed.
    Phone {
        /// The mask.
        mask: MaskedPhone,
        /// What was typed before.
        typed: String,
        /// What is under way.
        purpose: EnrolmentPurpose,
    },
    /// SMS code.
    SmsCode {
        /// Seconds until *Renvoyer le code* works.
        resend_after_seconds: u32,
        /// Seconds until the code stops working.
        expires_in_seconds: u32,
        /// How many messages were asked for: from 2 on, the last one is meant.
        messages_sent: u32,
        /// The number that a letter allows, as written in France; none when it is the one on file.
        new_number: Option<String>,
        /// What is under way.
        purpose: EnrolmentPurpose,
    },
    /// *Mon profil*.
    Profile {
        /// The number verified, as written in France.
        mobile: String,
        /// What was typed before.
        typed: Option<Profile>,
    },
    /// The new password.
    Password {
        /// What is under way.
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
        /// *J'ai reçu un courrier* leads on from here.
        letter_accepted: bool,
    },
    /// *J'ai reçu un courrier*: its code, and the number that is to be on file.
    Letter {
        /// The code typed before.
        typed_code: String,
        /// The number typed before.
        typed_phone: String,
        /// What is under way.
        purpose: EnrolmentPurpose,
    },
    /// An enrolment was left in the middle: go on, or begin again.
    ResumeEnrolment {
        /// What was under way.
        purpose: EnrolmentPurpose,
        /// The last three digits of its tenant code.
        tenant_code_end: String,
    },
    /// *Connexion*.
    SignIn {
        /// The last three digits of a remembered tenant code.
        tenant_code_end: Option<String>,
        /// Why the password is asked for where a PIN is set.
        pin_loss: Option<PinLoss>,
    },
    /// A PIN was set, and has to be typed.
    Locked {
        /// How often it may be tried yet.
        tries_left: u8,
    },
    /// A PIN is offered.
    PinOffer,
    /// A PIN to choose.
    PinChoice {
        /// In place of another one, which is asked for as well.
        changing: bool,
    },
    /// The PIN in force, before there is none any more.
    PinRemoval,
    /// *Qui êtes-vous ?*
    People {
        /// Those whom this computer knows.
        people: Vec<Person>,
        /// There is no place for anybody more.
        full: bool,
    },
    /// Whether a person is to be removed from this computer.
    PersonRemoval {
        /// Who.
        person: Person,
    },
    /// The password was right, and a code by SMS is asked for as well (S7).
    SignInCode {
        /// Seconds until *Renvoyer le code* works.
        resend_after_seconds: u32,
        /// How many messages were asked for: from 2 on, the last one is meant.
        messages_sent: u32,
    },
    /// *Accueil*.
    Home {
        /// What one look tells.
        overview: HomeOverview,
    },
    /// *Mes quittances*.
    Receipts,
    /// *Mon compte*: what is owed, what was asked for, what came in.
    RentAccount {
        /// None before the landlord was asked once.
        account: Option<RentAccountView>,
        /// The last request to pay in parts.
        plan: Option<MessageView>,
        /// How fresh it is.
        freshness: Freshness,
    },
    /// *Payer mon loyer*.
    WaysToPay {
        /// The ways there are.
        ways: WaysToPay,
    },
    /// *Payer par carte*: how much.
    PaymentAmount {
        /// What is owed.
        owed: OwedView,
        /// What was chosen before.
        wanted: AmountWanted,
    },
    /// What is about to be paid, before the page where the card is typed.
    PaymentCheck {
        /// What is to be paid.
        amount: Cents,
        /// What is owed after it.
        left: Cents,
        /// Where the page is.
        host: String,
    },
    /// A payment by card, and what came of it.
    CardPayment {
        /// The payment.
        payment: CardPaymentView,
    },
    /// *Mon logement*.
    Dwelling {
        /// None before the landlord was asked once.
        dwelling: Option<DwellingView>,
        /// How fresh it is.
        freshness: Freshness,
    },
    /// *Mon bailleur*.
    Landlord {
        /// Who it is.
        landlord: LandlordProfile,
        /// The tenant's agency, once it is known.
        agency: Option<Agency>,
        /// How fresh this is.
        freshness: Freshness,
    },
    /// *Mes messages*: what was written to the agency, and its answers, newest first.
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
        /// What comes with it.
        attachments: Vec<AttachmentFacts>,
    },
    /// *Mon profil* of a signed-in tenant: what the landlord holds.
    Account {
        /// What is known; none before the landlord was asked once.
        overview: Option<AccountOverview>,
        /// The landlord has told it since *Mon profil* was opened.
        up_to_date: bool,
        /// What was just done.
        news: Option<AccountNews>,
        /// How it stands with the PIN of this computer.
        pin: PinStanding,
    },
    /// Another e-mail address.
    AccountEmail {
        /// The one in force, when it is known.
        current: Option<String>,
        /// What was typed before.
        typed: String,
    },
    /// Another mobile.
    AccountMobile {
        /// The one on file, masked.
        current: Option<MaskedPhone>,
        /// What was typed before.
        typed: String,
    },
    /// The code sent to the other mobile.
    AccountMobileCode {
        /// Where it went, as written in France.
        mobile: String,
        /// Seconds until *Renvoyer le code* works.
        resend_after_seconds: u32,
        /// Seconds until the code stops working.
        expires_in_seconds: u32,
        /// How many messages were asked for: from 2 on, the last one is meant.
        messages_sent: u32,
    },
    /// Another landline, or none.
    AccountLandline {
        /// The one in force, or what was typed before.
        typed: String,
    },
    /// The password in force, typed again before a change (S8).
    AccountPasswordAgain {
        /// What goes on after it.
        question: AccountQuestion,
    },
    /// The new password.
    AccountNewPassword,
    /// A consent, given or withheld.
    AccountConsent {
        /// Which.
        question: AccountQuestion,
        /// How it stands.
        consent: ConsentView,
    },
    /// Where the tenant is signed in.
    AccountDevices {
        /// The machines, this computer first.
        devices: Vec<Device>,
        /// One was just signed out.
        signed_out: bool,
    },
    /// What is deleted with the account, and what stays.
    AccountDeletion,
    /// The account is deleted: *Bienvenue*, with a word that it is done.
    AccountDeleted,
    /// At a counter: staff sign in.
    StaffSignIn {
        /// The name typed before.
        login: String,
        /// There is a service on which nothing is real.
        practice_offered: bool,
    },
    /// *Première connexion*: the code of the administrator.
    StaffActivation {
        /// The name typed before.
        login: String,
    },
    /// A password, and the telephone that learns its key.
    StaffSecondFactor {
        /// What it has to learn.
        factor: SecondFactorView,
    },
    /// What signs in when the telephone is lost.
    StaffRecoveryCodes {
        /// Eight codes, shown once.
        codes: Vec<String>,
    },
    /// The second factor again, after a while without a request.
    StaffCheck,
    /// Another password of staff's own.
    StaffPassword,
    /// The desk between two visits: who is next.
    CounterDesk {
        /// What stands on it.
        desk: DeskView,
    },
    /// Those who may be the tenant at the counter.
    TenantsFound {
        /// The tenants.
        tenants: Vec<TenantFound>,
        /// There are more than are told.
        more: bool,
    },
    /// By which paper staff saw who it is.
    VisitIdentity {
        /// Who it may be.
        tenant: TenantFound,
    },
    /// What the tenant agrees to, read aloud.
    VisitConsent {
        /// Who it is.
        tenant: TenantFound,
    },
    /// What was agreed to, and what of it is done.
    Visit {
        /// The visit.
        visit: VisitView,
    },
    /// The number that is to be on file.
    VisitNewNumber {
        /// Whose.
        name: String,
        /// What was typed before.
        typed: String,
    },
    /// A second member of staff agrees to another number.
    VisitApproval {
        /// Whose.
        name: String,
    },
    /// « À vous » : the tenant takes the keyboard, and staff look elsewhere.
    HandOver {
        /// Who.
        name: String,
        /// What for.
        purpose: VisitPurpose,
    },
    /// The new number is on file, and that is all that was asked for.
    NumberConfirmed {
        /// As written in France.
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
pub struct Opening {
    /// The first screen.
    pub step: Step,
    /// Where secrets are kept; in memory they last until the window closes (S13).
    pub secrets_kept: SecretsKept,
    /// Whether there is a PIN to lock with.
    pub lockable: bool,
    /// What stands around every screen of a counter; none at home.
    pub counter: Option<CounterStanding>,
}
