//! *Mon profil* of the signed-in tenant, one method per action.

mod changes;
mod new_password;
mod open_profile;
mod overview;
mod pending;
mod question;
pub(crate) mod view;

use std::{sync::Arc, time::Duration};

use contract::{ConsentChoice, PasswordFlaw, SmsCode, Tenancy};
use secrecy::SecretString;
use tokio::{sync::Mutex, time::sleep};

pub(crate) use self::view::Outcome;
use self::{
    changes::MobileOutcome,
    open_profile::{OpenProfile, Stay},
    question::{Change, Waiting},
    view::ProfileView,
};
pub use self::{
    overview::{ConsentView, Device, PendingEmailView, PendingMobileView, ProfileOverview, StaffHelp},
    question::{ExportFormat, PendingKind, ProfileNews, ProfileQuestion},
};
use crate::{
    core::{
        Core,
        archive::{PROFILE, TENANCY, with_archive},
        client::Sensitive,
        failure::{Failure, FailureCode},
    },
    figures::CODE_WAIT_MINUTES,
};

/// *Mon profil*.
pub(crate) struct Profile {
    core: Arc<Core>,
    open: Arc<Mutex<OpenProfile>>,
}

impl Profile {
    pub(crate) fn new(core: Arc<Core>) -> Self {
        Self {
            core,
            open: Arc::new(Mutex::new(OpenProfile::new(None))),
        }
    }

    /// *Mon profil*, with what is known without a request.
    ///
    /// # Errors
    /// When nobody is signed in, or the archive cannot be read.
    pub(crate) async fn open(&self) -> Result<ProfileView, Failure> {
        let archive = self.core.signed_in_archive().await?;
        let (kept, person) = with_archive(&archive, |archive| {
            let tenancy: Option<Tenancy> = archive.note(TENANCY)?;
            let person = tenancy.and_then(|tenancy| tenancy.holder_name().map(str::to_owned));
            Ok((archive.note(PROFILE)?, person))
        })
        .await?;
        let opened = OpenProfile::new(kept).of_person(person, self.core.vault.pin_status());
        let failure = self.core.synchronised().await.failure;
        let mut open = self.open.lock().await;
        *open = opened.after(&open);
        open.not_refreshed(failure.filter(Failure::holds_everything_back));
        Ok(open.view())
    }

    /// Drops what was typed in *Mon profil*.
    pub(crate) async fn close(&self) {
        let mut open = self.open.lock().await;
        *open = OpenProfile::new(None).after(&open);
    }

    pub(crate) async fn view(&self) -> ProfileView {
        self.open.lock().await.view()
    }

    /// The previous page; none before the overview.
    pub(crate) async fn back(&self) -> Option<ProfileView> {
        self.open.lock().await.back()
    }

    /// Reports on the overview what was done on a page of its own.
    pub(crate) async fn announce(&self, news: ProfileNews) -> ProfileView {
        self.open.lock().await.announce(news)
    }

    /// Fetches what the landlord holds now.
    ///
    /// # Errors
    /// A failure of the landlord's service: what was known stays. When the page was left meanwhile.
    pub(crate) async fn refresh(&self) -> Result<ProfileOverview, Failure> {
        let stay = self.open.lock().await.stay();
        let fetched = self.fetch().await;
        self.core.record_request(fetched.as_ref().err()).await;
        let overview = match fetched {
            Ok(overview) => overview,
            Err(failure) => {
                if let Ok(open) = self.open.lock().await.during(stay) {
                    open.not_refreshed(Some(failure.clone()));
                }
                return Err(failure);
            }
        };
        self.open.lock().await.during(stay)?.refreshed(overview.clone());
        self.keep().await;
        Ok(overview)
    }

    /// Opens the page of one question. Fetches the profile first for the devices, which change by themselves, and
    /// when the page shows data that is not kept here.
    ///
    /// # Errors
    /// When nobody is signed in, or the page needs data that cannot be fetched.
    pub(crate) async fn ask(&self, question: ProfileQuestion) -> Result<ProfileView, Failure> {
        let known = self.open.lock().await.can_ask(question);
        if question == ProfileQuestion::Devices || !known {
            match self.refresh().await {
                Err(failure) if !known || failure.code == FailureCode::SessionEnded => return Err(failure),
                _ => {}
            }
        }
        self.open.lock().await.ask(question)
    }

    /// Changes the e-mail address.
    ///
    /// # Errors
    /// A field error, or a failure of the landlord's service.
    pub(crate) async fn submit_email(&self, text: &str) -> Result<Outcome, Failure> {
        let change = self.open.lock().await.read_email(text)?;
        self.make(change).await
    }

    /// Changes the landline, or removes it.
    ///
    /// # Errors
    /// A field error, or a failure of the landlord's service.
    pub(crate) async fn submit_landline(&self, text: &str) -> Result<Outcome, Failure> {
        let change = self.open.lock().await.read_landline(text)?;
        self.make(change).await
    }

    /// Changes the mobile: an SMS code goes to the new number.
    ///
    /// # Errors
    /// A field error, or a failure of the landlord's service.
    pub(crate) async fn submit_mobile(&self, text: &str) -> Result<Outcome, Failure> {
        let change = {
            let mut open = self.open.lock().await;
            let change = open.read_mobile(text)?;
            if let Some(view) = open.code_on_its_way(&change) {
                return Ok(view.into());
            }
            change
        };
        self.make(change).await
    }

    /// *Renvoyer le code* to the new mobile.
    ///
    /// # Errors
    /// A failure of the landlord's service.
    pub(crate) async fn resend_sms_code(&self) -> Result<Outcome, Failure> {
        let change = self.open.lock().await.resend()?;
        self.make(change).await
    }

    /// The SMS code sent to the new mobile.
    ///
    /// # Errors
    /// A field error, or a failure of the landlord's service.
    pub(crate) async fn submit_sms_code(&self, text: &str) -> Result<ProfileView, Failure> {
        let code = SmsCode::parse(text)?;
        let (stay, resend) = {
            let open = self.open.lock().await;
            (open.stay(), open.resend()?)
        };
        let Change::Mobile(mobile) = resend else {
            return Err(Failure::new(FailureCode::Busy));
        };
        let mask = mobile.mask();
        let confirmed = self.core.client.in_one_wait(async {
            let confirmed = self
                .core
                .session
                .authorised(async |token| self.core.client.confirm_mobile(&token, code.clone()).await);
            match confirmed.await {
                // The answer to an earlier attempt may have been lost: then the number was taken already.
                Err(failure) if failure.is_of(FailureCode::SmsCodeExpired) => {
                    self.outcome_of(&mask).await?.ok_or(failure)
                }
                Ok(()) => Ok(self
                    .outcome_of(&mask)
                    .await
                    .ok()
                    .flatten()
                    .unwrap_or(MobileOutcome::OnFile)),
                Err(failure) => Err(failure),
            }
        });
        match confirmed.await? {
            MobileOutcome::OnFile => {
                let show = |overview: &mut ProfileOverview| overview.mobile = Some(mask);
                self.done(stay, ProfileNews::MobileChanged, show).await
            }
            MobileOutcome::Waits(pending) => {
                let show = |overview: &mut ProfileOverview| overview.pending_mobile = Some(pending);
                self.done(stay, ProfileNews::MobileWaits, show).await
            }
        }
    }

    /// The current password, typed again. The change that waited for it goes on (S8).
    ///
    /// # Errors
    /// A field error, or a failure of the landlord's service.
    pub(crate) async fn submit_password(&self, text: &str) -> Result<Outcome, Failure> {
        if text.is_empty() {
            return Err(PasswordFlaw::Empty.into());
        }
        self.core.client.in_one_wait(self.go_on_with_password(text)).await
    }

    async fn go_on_with_password(&self, text: &str) -> Result<Outcome, Failure> {
        let (stay, waiting, deletion_sent) = {
            let open = self.open.lock().await;
            (open.stay(), open.waiting()?, open.deletion_sent())
        };
        match self.reauthenticate(&SecretString::from(text)).await {
            // The deletion whose answer was lost had been accepted: the session ended with the account.
            Err(failure) if failure.code == FailureCode::SessionEnded && deletion_sent => {
                return Ok(Outcome::Deleted);
            }
            answer => answer?,
        }
        self.open.lock().await.during(stay)?;
        match waiting {
            Waiting::Change(change) => self.make(change).await,
            Waiting::Export => {
                let allowed = self.done(stay, ProfileNews::ExportAllowed, |_| ());
                allowed.await.map(Outcome::from)
            }
            Waiting::Pin(pin) => Ok(Outcome::PinAllowed(pin)),
            Waiting::NewPassword => {
                let mut open = self.open.lock().await;
                let view = open.ask_new_password(text.into());
                self.wipe_in_time(open.stay());
                Ok(view.into())
            }
        }
    }

    /// Wipes the current password after a while: the person may have gone (S10).
    fn wipe_in_time(&self, stay: Stay) {
        let open = Arc::downgrade(&self.open);
        tokio::spawn(async move {
            sleep(Duration::from_secs(60 * CODE_WAIT_MINUTES)).await;
            if let Some(open) = open.upgrade() {
                open.lock().await.wipe_current_password(stay);
            }
        });
    }

    /// Gives or withdraws the consent of the open page. The other consent does not change.
    ///
    /// # Errors
    /// A failure of the landlord's service.
    pub(crate) async fn submit_consent(&self, given: bool) -> Result<ProfileView, Failure> {
        let (stay, question) = {
            let open = self.open.lock().await;
            (open.stay(), open.consent()?)
        };
        let profile = self
            .core
            .session
            .authorised(async |token| {
                let consents = self.core.client.account(&token).await?.consents;
                let mut choice = ConsentChoice {
                    mails: consents.mails.given,
                    electronic_receipts: consents.electronic_receipts.given,
                };
                match question {
                    ProfileQuestion::Mails => choice.mails = given,
                    _ => choice.electronic_receipts = given,
                }
                self.core.client.change_consents(&token, choice).await
            })
            .await?;
        self.done(stay, ProfileNews::ConsentKept, |overview| {
            overview.mails = ConsentView::from(&profile.consents.mails);
            overview.electronic_receipts = ConsentView::from(&profile.consents.electronic_receipts);
        })
        .await
    }

    /// *Déconnecter cet appareil*, which needs the password (S8). For this computer, same as *Se déconnecter*.
    ///
    /// # Errors
    /// A failure of the landlord's service.
    pub(crate) async fn sign_device_out(&self, id: &str) -> Result<Outcome, Failure> {
        let device = self.open.lock().await.device(id).cloned();
        let device = device.ok_or_else(|| Failure::new(FailureCode::NotFound))?;
        if device.current {
            return Ok(Outcome::SignedOutHere);
        }
        self.make(Change::SignOut(device.id)).await
    }

    /// All data held about the tenant, as a file.
    ///
    /// # Errors
    /// [`FailureCode::PasswordWanted`] when the password was not typed recently (S8); a failure of the landlord's service.
    pub(crate) async fn export(&self, format: ExportFormat) -> Result<Vec<u8>, Failure> {
        let session = &self.core.session;
        let wanted = || Failure::new(FailureCode::PasswordWanted);
        match format {
            ExportFormat::Pdf => {
                let pdf = session.authorised(async |token| self.core.client.export_pdf(&token).await);
                match pdf.await? {
                    Sensitive::Made(pdf) => Ok(pdf),
                    Sensitive::WantsPassword => Err(wanted()),
                }
            }
            ExportFormat::Json => {
                let export = session.authorised(async |token| self.core.client.export(&token).await);
                let Sensitive::Made(export) = export.await? else {
                    return Err(wanted());
                };
                serde_json::to_vec_pretty(&export).map_err(|error| {
                    tracing::error!(%error, "the export cannot be written");
                    Failure::new(FailureCode::Internal)
                })
            }
        }
    }

    /// From the consequences of a deletion to the password, which is always asked for.
    ///
    /// # Errors
    /// When nobody is signed in.
    pub(crate) async fn continue_deletion(&self) -> Result<ProfileView, Failure> {
        Ok(self.open.lock().await.wait_for_password(Change::Deletion))
    }
}
