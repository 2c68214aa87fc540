//! *Mon profil* of the signed-in tenant, one method per thing done there.

mod changes;
mod open_profile;
mod overview;
mod question;
pub(crate) mod view;

use std::sync::Arc;

use contract::{ConsentChoice, Password, PasswordChange, PasswordFlaw, SmsCode};
use secrecy::{ExposeSecret, SecretString};
use tokio::sync::Mutex;

use self::{
    changes::password_in_force_is_wrong,
    open_profile::OpenProfile,
    question::{Change, Waiting},
    view::ProfileView,
};
pub use self::{
    overview::{AccountOverview, ConsentView, Device, StaffHelp},
    question::{AccountNews, AccountQuestion, ExportFormat},
};
use crate::core::{
    Core,
    archive::{ACCOUNT, with_archive},
    client::on_the_wire,
    failure::{Failure, FailureCode},
};

/// What came of something done in *Mon profil*.
pub(crate) enum Outcome {
    View(Box<ProfileView>),
    /// The account is no more.
    Deleted,
    /// This computer is to be signed out.
    SignedOutHere,
}

impl From<ProfileView> for Outcome {
    fn from(view: ProfileView) -> Self {
        Self::View(Box::new(view))
    }
}

/// *Mon profil*.
pub(crate) struct Profile {
    core: Arc<Core>,
    open: Mutex<OpenProfile>,
}

impl Profile {
    pub(crate) fn new(core: Arc<Core>) -> Self {
        Self {
            core,
            open: Mutex::new(OpenProfile::new(None)),
        }
    }

    /// *Mon profil*, as far as it is known without asking the landlord.
    ///
    /// # Errors
    /// When nobody is signed in, or the archive cannot be read.
    pub(crate) async fn open(&self) -> Result<ProfileView, Failure> {
        let archive = self.core.signed_in_archive().await?;
        let kept = with_archive(&archive, |archive| archive.note(ACCOUNT)).await?;
        let opened = OpenProfile::new(kept).with_pin(self.core.vault.pin_standing());
        let view = opened.view();
        *self.open.lock().await = opened;
        Ok(view)
    }

    /// Nothing typed in *Mon profil* outlives the visit.
    pub(crate) async fn close(&self) {
        *self.open.lock().await = OpenProfile::new(None);
    }

    pub(crate) async fn view(&self) -> ProfileView {
        self.open.lock().await.view()
    }

    /// The page before; none before the overview.
    pub(crate) async fn back(&self) -> Option<ProfileView> {
        self.open.lock().await.back()
    }

    /// Tells on the overview that something was done on a page of its own.
    pub(crate) async fn tell(&self, news: AccountNews) -> ProfileView {
        self.open.lock().await.tell(news)
    }

    /// What the landlord holds now.
    ///
    /// # Errors
    /// The landlord's: what was known stays.
    pub(crate) async fn refresh(&self) -> Result<AccountOverview, Failure> {
        let stay = self.open.lock().await.stay();
        let (profile, devices, helped) = self
            .core
            .session
            .authorised(async |token| {
                Ok((
                    self.core.client.account(&token).await?,
                    self.core.client.devices(&token).await?,
                    self.core.client.staff_actions(&token).await?,
                ))
            })
            .await?;
        let overview = AccountOverview::of(&profile, devices, helped, self.core.client.clock().now());
        self.open.lock().await.during(stay)?.refreshed(overview.clone());
        self.keep_account().await;
        Ok(overview)
    }

    /// Opens the page of one question. The landlord is asked first for the devices, which change by
    /// themselves, and for what was never told before.
    ///
    /// # Errors
    /// When nobody is signed in, or the landlord cannot be asked what the page has to tell.
    pub(crate) async fn ask(&self, question: AccountQuestion) -> Result<ProfileView, Failure> {
        let known = self.open.lock().await.can_ask(question);
        if question == AccountQuestion::Devices || !known {
            match self.refresh().await {
                Err(failure) if !known || failure.code == FailureCode::SessionEnded => return Err(failure),
                _ => {}
            }
        }
        self.open.lock().await.ask(question)
    }

    /// Another e-mail address.
    ///
    /// # Errors
    /// The field's, or the landlord's.
    pub(crate) async fn submit_email(&self, text: &str) -> Result<Outcome, Failure> {
        let change = self.open.lock().await.read_email(text)?;
        self.make(change).await
    }

    /// Another landline, or none.
    ///
    /// # Errors
    /// The field's, or the landlord's.
    pub(crate) async fn submit_landline(&self, text: &str) -> Result<Outcome, Failure> {
        let change = self.open.lock().await.read_landline(text)?;
        self.make(change).await
    }

    /// Another mobile: a code goes to it.
    ///
    /// # Errors
    /// The field's, or the landlord's.
    pub(crate) async fn submit_mobile(&self, text: &str) -> Result<Outcome, Failure> {
        let change = {
            let mut account = self.open.lock().await;
            let change = account.read_mobile(text)?;
            if let Some(view) = account.code_on_its_way(&change) {
                return Ok(view.into());
            }
            change
        };
        self.make(change).await
    }

    /// *Renvoyer le code* to the other mobile.
    ///
    /// # Errors
    /// The landlord's.
    pub(crate) async fn resend_sms_code(&self) -> Result<Outcome, Failure> {
        let change = self.open.lock().await.resend()?;
        self.make(change).await
    }

    /// The code sent to the other mobile.
    ///
    /// # Errors
    /// The field's, or the landlord's.
    pub(crate) async fn submit_sms_code(&self, text: &str) -> Result<ProfileView, Failure> {
        let code = SmsCode::parse(text)?;
        let (stay, resend) = {
            let account = self.open.lock().await;
            (account.stay(), account.resend()?)
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
                // The answer to an earlier try may have been lost: then the number is on file already.
                Err(failure) if failure.is_of(FailureCode::SmsCodeExpired) => {
                    let on_file = self.came_on_file(&mask).await?;
                    if on_file { Ok(()) } else { Err(failure) }
                }
                answer => answer,
            }
        });
        confirmed.await?;
        self.done(stay, AccountNews::MobileChanged, |overview| {
            overview.mobile = Some(mask);
        })
        .await
    }

    /// The password in force, typed again: what waited for it goes on.
    ///
    /// # Errors
    /// The field's, or the landlord's.
    pub(crate) async fn submit_password(&self, text: &str) -> Result<Outcome, Failure> {
        if text.is_empty() {
            return Err(PasswordFlaw::Empty.into());
        }
        self.core.client.in_one_wait(self.go_on_with_password(text)).await
    }

    async fn go_on_with_password(&self, text: &str) -> Result<Outcome, Failure> {
        let (stay, waiting, deletion_sent) = {
            let account = self.open.lock().await;
            (account.stay(), account.waiting()?, account.deletion_sent())
        };
        match self.reauthenticate(&SecretString::from(text)).await {
            // The landlord had taken the deletion whose answer was lost: with the account, the session ended.
            Err(failure) if failure.code == FailureCode::SessionEnded && deletion_sent => {
                return Ok(Outcome::Deleted);
            }
            answer => answer?,
        }
        self.open.lock().await.during(stay)?;
        match waiting {
            Waiting::Change(change) => self.make(change).await,
            Waiting::NewPassword => {
                let view = self.open.lock().await.ask_new_password(text.into());
                Ok(view.into())
            }
        }
    }

    /// The new password. This computer stays signed in, every other is signed out.
    ///
    /// # Errors
    /// The field's, or the landlord's.
    pub(crate) async fn submit_new_password(&self, text: &str) -> Result<ProfileView, Failure> {
        let tenant_code = self.core.tenant_at_home().await?;
        let password = Password::choose(text, &tenant_code)?;
        let (stay, current) = {
            let account = self.open.lock().await;
            (account.stay(), account.current_password()?)
        };
        let change = PasswordChange {
            current_password: current.expose_secret().to_owned().into(),
            new_password: on_the_wire(&password),
        };
        let changed = self.core.client.in_one_wait(async {
            let changed = self
                .core
                .session
                .authorised(async |token| self.core.client.change_password(&token, &change).await);
            let Err(failure) = changed.await.map_err(password_in_force_is_wrong) else {
                return Ok(());
            };
            // The answer to an earlier try may have been lost: then the new one is in force already.
            if !failure.is_of(FailureCode::CurrentPasswordWrong)
                || self.reauthenticate(&SecretString::from(text)).await.is_err()
            {
                return Err(failure);
            }
            Ok(())
        });
        changed.await?;
        self.done(stay, AccountNews::PasswordChanged, |overview| {
            overview.devices.retain(|device| device.current);
        })
        .await
    }

    /// Gives or withdraws the consent that is asked about; the other stays as the landlord has it.
    ///
    /// # Errors
    /// The landlord's.
    pub(crate) async fn submit_consent(&self, given: bool) -> Result<ProfileView, Failure> {
        let (stay, question) = {
            let account = self.open.lock().await;
            (account.stay(), account.consent()?)
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
                    AccountQuestion::Mails => choice.mails = given,
                    _ => choice.electronic_receipts = given,
                }
                self.core.client.change_consents(&token, choice).await
            })
            .await?;
        self.done(stay, AccountNews::ConsentKept, |overview| {
            overview.mails = ConsentView::from(&profile.consents.mails);
            overview.electronic_receipts = ConsentView::from(&profile.consents.electronic_receipts);
        })
        .await
    }

    /// *Déconnecter cet appareil*; for this computer it is the sign-out.
    ///
    /// # Errors
    /// The landlord's.
    pub(crate) async fn sign_device_out(&self, id: &str) -> Result<Outcome, Failure> {
        let (stay, device) = {
            let account = self.open.lock().await;
            (account.stay(), account.device(id).cloned())
        };
        let device = device.ok_or_else(|| Failure::new(FailureCode::NotFound))?;
        if device.current {
            return Ok(Outcome::SignedOutHere);
        }
        let signed_out = self
            .core
            .session
            .authorised(async |token| self.core.client.sign_device_out(&token, &device.id).await)
            .await;
        match signed_out {
            // It was signed out already, there or elsewhere.
            Err(failure) if failure.code != FailureCode::NotFound => return Err(failure),
            _ => {}
        }
        let step = self.open.lock().await.during(stay)?.signed_out(&device.id);
        self.keep_account().await;
        Ok(step.into())
    }

    /// Everything held about the tenant, as a file.
    ///
    /// # Errors
    /// The landlord's.
    pub(crate) async fn export(&self, format: ExportFormat) -> Result<Vec<u8>, Failure> {
        let session = &self.core.session;
        match format {
            ExportFormat::Pdf => {
                session
                    .authorised(async |token| self.core.client.export_pdf(&token).await)
                    .await
            }
            ExportFormat::Json => {
                let export = session.authorised(async |token| self.core.client.export(&token).await);
                serde_json::to_vec_pretty(&export.await?).map_err(|error| {
                    tracing::error!(%error, "the export cannot be written");
                    Failure::new(FailureCode::Internal)
                })
            }
        }
    }

    /// From what deletion means to the password, which is asked in any case.
    ///
    /// # Errors
    /// When nobody is signed in.
    pub(crate) async fn continue_deletion(&self) -> Result<ProfileView, Failure> {
        Ok(self.open.lock().await.wait_for_password(Change::Deletion))
    }
}
