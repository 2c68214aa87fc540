//! The state of *Mon profil*: which question is open, what was typed, and which change waits for the password
//! (S8). It makes no requests: [`Profile`](super::Profile) does.

use contract::{Email, LandlinePhone, MobilePhone, SmsSent};
use secrecy::SecretString;

use crate::{
    core::{
        failure::{Failure, FailureCode},
        secrets::PinStatus,
        sms::SmsMessage,
        suggestions::Suggestions,
    },
    profile::{
        Change, ConsentView, Device, ProfileNews, ProfileOverview, ProfileQuestion, Waiting,
        view::ProfileView,
    },
};

/// One stay on one screen. An answer that arrives after the screen was left changes nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Stay(u64);

enum Screen {
    Overview,
    Email,
    Mobile,
    MobileCode,
    Landline,
    Consent(ProfileQuestion, ConsentView),
    Devices,
    MailCode,
    Deletion,
    PasswordAgain(Waiting),
    /// Holds the current password, which was right, until the new one is chosen or the screen is left; none once it
    /// was held for too long (S10).
    NewPassword(Option<SecretString>),
}

/// One visit to *Mon profil*.
pub(crate) struct OpenProfile {
    screen: Screen,
    stay: Stay,
    overview: Option<ProfileOverview>,
    up_to_date: bool,
    /// Why the overview is not up to date.
    failure: Option<Failure>,
    news: Option<ProfileNews>,
    typed_email: String,
    typed_mobile: String,
    typed_landline: Option<String>,
    message: Option<SmsMessage>,
    suggestions: Suggestions,
    /// A request to delete the account failed: the landlord's service may have accepted it.
    deletion_sent: bool,
    /// As of the opening of *Mon profil*.
    pin: PinStatus,
    /// Who is signed in, once it is known.
    person: Option<String>,
}

impl OpenProfile {
    /// A visit that begins with what is kept here.
    pub(crate) fn new(overview: Option<ProfileOverview>) -> Self {
        Self {
            screen: Screen::Overview,
            stay: Stay(0),
            overview,
            up_to_date: false,
            failure: None,
            news: None,
            typed_email: String::new(),
            typed_mobile: String::new(),
            typed_landline: None,
            message: None,
            suggestions: Suggestions::default(),
            deletion_sent: false,
            pin: PinStatus::None,
            person: None,
        }
    }

    /// The same visit, with the name of the person and the status of the PIN.
    pub(crate) fn of_person(self, person: Option<String>, pin: PinStatus) -> Self {
        Self { person, pin, ..self }
    }

    /// The same visit, in place of an earlier one: what is on its way for that one changes nothing here.
    pub(crate) fn after(self, earlier: &Self) -> Self {
        Self {
            stay: Stay(earlier.stay.0 + 1),
            ..self
        }
    }

    /// Reports what was done on a screen of its own.
    pub(crate) fn announce(&mut self, news: ProfileNews) -> ProfileView {
        self.news = Some(news);
        self.view()
    }

    /// The screen to show.
    pub(crate) fn view(&self) -> ProfileView {
        let overview = self.overview.as_ref();
        match &self.screen {
            Screen::Overview => ProfileView::Overview {
                person: self.person.clone(),
                overview: self.overview.clone().map(Box::new),
                up_to_date: self.up_to_date,
                failure: self.failure.clone(),
                news: self.news,
                pin: self.pin,
            },
            Screen::Email => ProfileView::Email {
                current: overview.map(|overview| overview.email.clone()),
                typed: self.typed_email.clone(),
            },
            Screen::Mobile => self.mobile(),
            Screen::MobileCode => self.message.as_ref().map_or_else(
                || self.mobile(),
                |message| ProfileView::MobileCode {
                    mobile: message.phone().national(),
                    message: message.status(),
                },
            ),
            Screen::Landline => ProfileView::Landline {
                typed: self.typed_landline.clone().unwrap_or_default(),
            },
            Screen::Consent(question, consent) => ProfileView::Consent {
                question: *question,
                consent: consent.clone(),
            },
            Screen::Devices => self.devices(false),
            Screen::MailCode => ProfileView::MailCode,
            Screen::Deletion => ProfileView::Deletion,
            Screen::PasswordAgain(waiting) => ProfileView::PasswordAgain {
                question: waiting.question(),
            },
            Screen::NewPassword(Some(_)) => ProfileView::NewPassword,
            Screen::NewPassword(None) => ProfileView::PasswordAgain {
                question: Waiting::NewPassword.question(),
            },
        }
    }

    fn mobile(&self) -> ProfileView {
        ProfileView::Mobile {
            current: self
                .overview
                .as_ref()
                .and_then(|overview| overview.mobile.clone()),
            typed: self.typed_mobile.clone(),
        }
    }

    /// Where the tenant is signed in.
    fn devices(&self, signed_out: bool) -> ProfileView {
        ProfileView::Devices {
            devices: self
                .overview
                .as_ref()
                .map(|overview| overview.devices.clone())
                .unwrap_or_default(),
            signed_out,
        }
    }

    pub(crate) fn device(&self, id: &str) -> Option<&Device> {
        let overview = self.overview.as_ref()?;
        overview.devices.iter().find(|device| device.id == id)
    }

    /// Whether the screen of a question can be shown: some show data of the overview.
    pub(crate) fn can_ask(&self, question: ProfileQuestion) -> bool {
        let shows_data = matches!(
            question,
            ProfileQuestion::Mails | ProfileQuestion::ElectronicReceipts | ProfileQuestion::Devices
        );
        self.overview.is_some() || !shows_data
    }

    /// Opens the screen of a question.
    pub(crate) fn ask(&mut self, question: ProfileQuestion) -> Result<ProfileView, Failure> {
        self.news = None;
        let overview = self.overview.as_ref();
        let screen = match question {
            ProfileQuestion::Email => Screen::Email,
            ProfileQuestion::Mobile => Screen::Mobile,
            ProfileQuestion::Landline => {
                if self.typed_landline.is_none() {
                    self.typed_landline = overview.and_then(|overview| overview.landline.clone());
                }
                Screen::Landline
            }
            ProfileQuestion::Password => Screen::PasswordAgain(Waiting::NewPassword),
            ProfileQuestion::Mails => {
                let overview = overview.ok_or_else(out_of_order)?;
                Screen::Consent(question, overview.mails.clone())
            }
            ProfileQuestion::ElectronicReceipts => {
                let overview = overview.ok_or_else(out_of_order)?;
                Screen::Consent(question, overview.electronic_receipts.clone())
            }
            ProfileQuestion::Devices => Screen::Devices,
            ProfileQuestion::MailCode => Screen::MailCode,
            ProfileQuestion::Export => Screen::PasswordAgain(Waiting::Export),
            ProfileQuestion::Deletion => Screen::Deletion,
            ProfileQuestion::Pin => return Err(out_of_order()),
        };
        Ok(self.show(screen))
    }

    /// The previous screen; none before the overview.
    pub(crate) fn back(&mut self) -> Option<ProfileView> {
        self.news = None;
        let before = match &self.screen {
            Screen::Overview => return None,
            Screen::PasswordAgain(Waiting::Change(change)) => match change {
                Change::Email(_) => Screen::Email,
                Change::Landline(_) => Screen::Landline,
                Change::Mobile(_) => Screen::Mobile,
                Change::SignOut(_) => Screen::Devices,
                Change::Deletion => Screen::Deletion,
            },
            Screen::MobileCode => Screen::Mobile,
            Screen::NewPassword(_) => Screen::PasswordAgain(Waiting::NewPassword),
            Screen::Email
            | Screen::Mobile
            | Screen::Landline
            | Screen::Consent(..)
            | Screen::Devices
            | Screen::MailCode
            | Screen::Deletion
            | Screen::PasswordAgain(Waiting::NewPassword | Waiting::Export | Waiting::Pin(_)) => {
                Screen::Overview
            }
        };
        Some(self.show(before))
    }

    pub(crate) fn stay(&self) -> Stay {
        self.stay
    }

    /// This stay, if the screen was not left since.
    pub(crate) fn during(&mut self, stay: Stay) -> Result<&mut Self, Failure> {
        if self.stay == stay {
            Ok(self)
        } else {
            Err(Failure::new(FailureCode::Busy))
        }
    }

    pub(crate) fn read_email(&mut self, text: &str) -> Result<Change, Failure> {
        text.clone_into(&mut self.typed_email);
        let email = Email::parse(text).map_err(|flaw| Failure::of_fields(vec![flaw.into()]))?;
        match self.suggestions.once(&email) {
            Some(doubt) => Err(Failure::of_fields(vec![doubt])),
            None => Ok(Change::Email(email)),
        }
    }

    pub(crate) fn read_landline(&mut self, text: &str) -> Result<Change, Failure> {
        self.typed_landline = Some(text.to_owned());
        let landline = LandlinePhone::parse_optional(text);
        landline
            .map(Change::Landline)
            .map_err(|flaw| Failure::of_fields(vec![flaw.into()]))
    }

    pub(crate) fn read_mobile(&mut self, text: &str) -> Result<Change, Failure> {
        text.clone_into(&mut self.typed_mobile);
        Ok(Change::Mobile(MobilePhone::parse(text)?))
    }

    /// The screen of the SMS code, if a code that still works was sent to this number.
    pub(crate) fn code_on_its_way(&mut self, change: &Change) -> Option<ProfileView> {
        let Change::Mobile(mobile) = change else {
            return None;
        };
        let message = self.message.as_ref()?;
        message
            .is_in_force(mobile, None)
            .then(|| self.show(Screen::MobileCode))
    }

    /// *Renvoyer le code*: to the number of the previous message.
    pub(crate) fn resend(&self) -> Result<Change, Failure> {
        let message = self.message.as_ref().ok_or_else(out_of_order)?;
        Ok(Change::Mobile(message.phone().clone()))
    }

    pub(crate) fn code_sent(&mut self, mobile: MobilePhone, sent: SmsSent) -> ProfileView {
        self.message = Some(SmsMessage::now(mobile, None, sent));
        self.show(Screen::MobileCode)
    }

    /// Makes a change, or a PIN, wait until the password is typed.
    pub(crate) fn wait_for_password(&mut self, waiting: impl Into<Waiting>) -> ProfileView {
        self.show(Screen::PasswordAgain(waiting.into()))
    }

    /// What waits for the password.
    pub(crate) fn waiting(&self) -> Result<Waiting, Failure> {
        match &self.screen {
            Screen::PasswordAgain(waiting) => Ok(waiting.clone()),
            Screen::NewPassword(None) => Ok(Waiting::NewPassword),
            _ => Err(out_of_order()),
        }
    }

    pub(crate) fn ask_new_password(&mut self, current: SecretString) -> ProfileView {
        self.show(Screen::NewPassword(Some(current)))
    }

    /// The current password, while the new one is being chosen; none once it was held for too long.
    pub(crate) fn current_password(&self) -> Result<Option<SecretString>, Failure> {
        match &self.screen {
            Screen::NewPassword(current) => Ok(current.clone()),
            _ => Err(out_of_order()),
        }
    }

    /// Wipes the current password, unless the screen was left since.
    pub(crate) fn wipe_current_password(&mut self, stay: Stay) {
        if let Screen::NewPassword(current) = &mut self.screen
            && self.stay == stay
        {
            *current = None;
        }
    }

    /// Asks for the current password once more.
    pub(crate) fn ask_current_password(&mut self) -> ProfileView {
        self.show(Screen::PasswordAgain(Waiting::NewPassword))
    }

    /// The consent of the open screen.
    pub(crate) fn consent(&self) -> Result<ProfileQuestion, Failure> {
        match self.screen {
            Screen::Consent(question, _) => Ok(question),
            _ => Err(out_of_order()),
        }
    }

    /// Takes the overview as just fetched.
    pub(crate) fn refreshed(&mut self, overview: ProfileOverview) {
        self.overview = Some(overview);
        self.up_to_date = true;
        self.failure = None;
    }

    /// Keeps why the overview could not be fetched, for when it is shown again.
    pub(crate) fn not_refreshed(&mut self, failure: Option<Failure>) {
        self.failure = failure;
    }

    pub(crate) fn overview(&self) -> Option<&ProfileOverview> {
        self.overview.as_ref()
    }

    /// Shows a completed change on the overview at once, before the next refresh.
    pub(crate) fn done(&mut self, news: ProfileNews, show: impl FnOnce(&mut ProfileOverview)) -> ProfileView {
        self.know(show);
        self.typed_email.clear();
        self.typed_mobile.clear();
        self.typed_landline = None;
        self.message = None;
        self.failure = None;
        self.news = Some(news);
        self.show(Screen::Overview)
    }

    /// Removes a device that was signed out from the list.
    pub(crate) fn signed_out(&mut self, id: &str) -> ProfileView {
        self.know(|overview| overview.devices.retain(|device| device.id != id));
        self.show(Screen::Devices);
        self.devices(true)
    }

    fn know(&mut self, change: impl FnOnce(&mut ProfileOverview)) {
        self.up_to_date = false;
        if let Some(overview) = &mut self.overview {
            change(overview);
        }
    }

    /// Whether the deletion that waits for the password was sent before, and may have been accepted.
    pub(crate) fn deletion_sent(&self) -> bool {
        self.deletion_sent
            && matches!(
                self.screen,
                Screen::PasswordAgain(Waiting::Change(Change::Deletion))
            )
    }

    pub(crate) fn lose_deletion_answer(&mut self) {
        self.deletion_sent = true;
    }

    fn show(&mut self, screen: Screen) -> ProfileView {
        self.screen = screen;
        self.stay.0 += 1;
        self.view()
    }
}

fn out_of_order() -> Failure {
    Failure::new(FailureCode::Busy)
}
