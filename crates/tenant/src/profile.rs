//! *Mon profil* of the signed-in tenant, one method per thing done there.

mod changes;
pub(crate) mod open_profile;
mod overview;
mod question;
pub(crate) mod view;

use contract::{ConsentChoice, Password, PasswordChange, PasswordFlaw, SmsCode};
use secrecy::{ExposeSecret, SecretString};

use crate::{
    core::{
        archive::{ACCOUNT, with_archive},
        client::on_the_wire,
        failure::{Failure, FailureCode},
    },
    espace::Espace,
    navigator::{place::Place, step::Step},
    profile::{changes::password_in_force_is_wrong, open_profile::Account},
};

pub(crate) use self::question::{Change, Waiting};
pub use self::{
    overview::{AccountOverview, ConsentView, Device, StaffHelp},
    question::{AccountNews, AccountQuestion, ExportFormat},
};

impl Espace {
    /// *Mon profil*, as far as it is known without asking the landlord.
    ///
    /// # Errors
    /// When nobody is signed in, or the archive cannot be read.
    pub async fn open_account(&self) -> Result<Step, Failure> {
        let archive = self.signed_in_archive().await?;
        let kept = with_archive(&archive, |archive| archive.note(ACCOUNT)).await?;
        *self.account.lock().await = Account::new(kept).with_pin(self.vault.pin_standing());
        Ok(self.go(Place::Account).await)
    }

    /// What the landlord holds now.
    ///
    /// # Errors
    /// The landlord's: what was known stays.
    pub async fn refresh_account(&self) -> Result<AccountOverview, Failure> {
        self.in_account().await?;
        let stay = self.account.lock().await.stay();
        let (profile, devices, helped) = self
            .session
            .authorised(async |token| {
                Ok((
                    self.client.account(&token).await?,
                    self.client.devices(&token).await?,
                    self.client.staff_actions(&token).await?,
                ))
            })
            .await?;
        let overview = AccountOverview::of(&profile, devices, helped, self.client.clock().now());
        self.account.lock().await.during(stay)?.told(overview.clone());
        self.keep_account().await;
        Ok(overview)
    }

    /// Opens the page of one question. The landlord is asked first for the devices, which change by
    /// themselves, and for what was never told before.
    ///
    /// # Errors
    /// When nobody is signed in, or the landlord cannot be asked what the page has to tell.
    pub async fn ask_account(&self, question: AccountQuestion) -> Result<Step, Failure> {
        self.in_account().await?;
        let known = self.account.lock().await.can_ask(question);
        if question == AccountQuestion::Devices || !known {
            match self.refresh_account().await {
                Err(failure) if !known || failure.code == FailureCode::SessionEnded => return Err(failure),
                _ => {}
            }
        }
        self.account.lock().await.ask(question).map(Step::from)
    }

    /// Another e-mail address.
    ///
    /// # Errors
    /// The field's, or the landlord's.
    pub async fn submit_account_email(&self, text: &str) -> Result<Step, Failure> {
        let change = self.account.lock().await.read_email(text)?;
        self.make(change).await
    }

    /// Another landline, or none.
    ///
    /// # Errors
    /// The field's, or the landlord's.
    pub async fn submit_account_landline(&self, text: &str) -> Result<Step, Failure> {
        let change = self.account.lock().await.read_landline(text)?;
        self.make(change).await
    }

    /// Another mobile: a code goes to it.
    ///
    /// # Errors
    /// The field's, or the landlord's.
    pub async fn submit_account_mobile(&self, text: &str) -> Result<Step, Failure> {
        let change = {
            let mut account = self.account.lock().await;
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
    pub async fn resend_account_sms_code(&self) -> Result<Step, Failure> {
        let change = self.account.lock().await.resend()?;
        self.make(change).await
    }

    /// The code sent to the other mobile.
    ///
    /// # Errors
    /// The field's, or the landlord's.
    pub async fn submit_account_sms_code(&self, text: &str) -> Result<Step, Failure> {
        let code = SmsCode::parse(text)?;
        self.in_account().await?;
        let (stay, resend) = {
            let account = self.account.lock().await;
            (account.stay(), account.resend()?)
        };
        let Change::Mobile(mobile) = resend else {
            return Err(Failure::new(FailureCode::Busy));
        };
        let mask = mobile.mask();
        let confirmed = self.client.in_one_wait(async {
            let confirmed = self
                .session
                .authorised(async |token| self.client.confirm_mobile(&token, code.clone()).await);
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
    pub async fn submit_account_password(&self, text: &str) -> Result<Step, Failure> {
        if text.is_empty() {
            return Err(PasswordFlaw::Empty.into());
        }
        self.client.in_one_wait(self.go_on_with_password(text)).await
    }

    async fn go_on_with_password(&self, text: &str) -> Result<Step, Failure> {
        self.in_account().await?;
        let (stay, waiting, deletion_sent) = {
            let account = self.account.lock().await;
            (account.stay(), account.waiting()?, account.deletion_sent())
        };
        match self.reauthenticate(&SecretString::from(text)).await {
            // The landlord had taken the deletion whose answer was lost: with the account, the session ended.
            Err(failure) if failure.code == FailureCode::SessionEnded && deletion_sent => {
                return Ok(self.forget_tenant().await);
            }
            answer => answer?,
        }
        self.account.lock().await.during(stay)?;
        match waiting {
            Waiting::Change(change) => self.make(change).await,
            Waiting::NewPassword => Ok(self.account.lock().await.ask_new_password(text.into()).into()),
        }
    }

    /// The new password. This computer stays signed in, every other is signed out.
    ///
    /// # Errors
    /// The field's, or the landlord's.
    pub async fn submit_new_account_password(&self, text: &str) -> Result<Step, Failure> {
        let tenant_code = self.signed_in_tenant().await?;
        let password = Password::choose(text, &tenant_code)?;
        let (stay, current) = {
            let account = self.account.lock().await;
            (account.stay(), account.current_password()?)
        };
        let change = PasswordChange {
            current_password: current.expose_secret().to_owned().into(),
            new_password: on_the_wire(&password),
        };
        let changed = self.client.in_one_wait(async {
            let changed = self
                .session
                .authorised(async |token| self.client.change_password(&token, &change).await);
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
    pub async fn submit_account_consent(&self, given: bool) -> Result<Step, Failure> {
        self.in_account().await?;
        let (stay, question) = {
            let account = self.account.lock().await;
            (account.stay(), account.consent()?)
        };
        let profile = self
            .session
            .authorised(async |token| {
                let consents = self.client.account(&token).await?.consents;
                let mut choice = ConsentChoice {
                    mails: consents.mails.given,
                    electronic_receipts: consents.electronic_receipts.given,
                };
                match question {
                    AccountQuestion::Mails => choice.mails = given,
                    _ => choice.electronic_receipts = given,
                }
                self.client.change_consents(&token, choice).await
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
    pub async fn sign_device_out(&self, id: &str) -> Result<Step, Failure> {
        self.in_account().await?;
        let (stay, device) = {
            let account = self.account.lock().await;
            (account.stay(), account.device(id).cloned())
        };
        let device = device.ok_or_else(|| Failure::new(FailureCode::NotFound))?;
        if device.current {
            return Ok(self.sign_out().await);
        }
        let signed_out = self
            .session
            .authorised(async |token| self.client.sign_device_out(&token, &device.id).await)
            .await;
        match signed_out {
            // It was signed out already, there or elsewhere.
            Err(failure) if failure.code != FailureCode::NotFound => return Err(failure),
            _ => {}
        }
        let step = self.account.lock().await.during(stay)?.signed_out(&device.id);
        self.keep_account().await;
        Ok(step.into())
    }

    /// Everything held about the tenant, as a file.
    ///
    /// # Errors
    /// The landlord's.
    pub async fn account_export(&self, format: ExportFormat) -> Result<Vec<u8>, Failure> {
        self.in_account().await?;
        let session = &self.session;
        match format {
            ExportFormat::Pdf => {
                session
                    .authorised(async |token| self.client.export_pdf(&token).await)
                    .await
            }
            ExportFormat::Json => {
                let export = session.authorised(async |token| self.client.export(&token).await);
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
    pub async fn continue_account_deletion(&self) -> Result<Step, Failure> {
        self.in_account().await?;
        Ok(self
            .account
            .lock()
            .await
            .wait_for_password(Change::Deletion)
            .into())
    }
}
