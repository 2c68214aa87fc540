//! What is asked of the landlord for a change, and what is left here after it.

use contract::{Email, EnrolmentPurpose, LandlinePhone, MaskedPhone, MobilePhone, TenantCode};
use secrecy::{ExposeSecret, SecretString};

use crate::{
    Espace,
    core::{
        archive::{ACCOUNT, Archive, with_archive},
        client::Sensitive,
        failure::{Failure, FailureCode},
        secrets::SecretName,
    },
    navigator::{place::Place, step::Step},
    profile::{AccountNews, AccountOverview, Change, open_profile::Stay},
    sign_up::enrolment::Enrolment,
};

impl Espace {
    /// Asks the landlord for a change; one that needs the password first waits for it (S8).
    pub(crate) async fn make(&self, change: Change) -> Result<Step, Failure> {
        self.in_account().await?;
        let stay = self.account.lock().await.stay();
        let made = match &change {
            Change::Email(email) => self.change_email(stay, email).await,
            Change::Landline(landline) => self.change_landline(stay, landline.as_ref()).await,
            Change::Mobile(mobile) => self.change_mobile(stay, mobile).await,
            Change::Deletion => self.delete_account().await,
        };
        match made? {
            Sensitive::Made(step) => Ok(step),
            Sensitive::WantsPassword => {
                let mut account = self.account.lock().await;
                Ok(account.during(stay)?.wait_for_password(change).into())
            }
        }
    }

    async fn change_email(&self, stay: Stay, email: &Email) -> Result<Sensitive<Step>, Failure> {
        let asked = self
            .session
            .authorised(async |token| self.client.change_email(&token, email.clone()).await)
            .await?;
        let Sensitive::Made(()) = asked else {
            return Ok(Sensitive::WantsPassword);
        };
        let done = self.done(stay, AccountNews::EmailChanged, |overview| {
            overview.email = email.as_str().to_owned();
        });
        done.await.map(Sensitive::Made)
    }

    async fn change_landline(
        &self,
        stay: Stay,
        landline: Option<&LandlinePhone>,
    ) -> Result<Sensitive<Step>, Failure> {
        let asked = self
            .session
            .authorised(async |token| self.client.change_landline(&token, landline.cloned()).await)
            .await?;
        let Sensitive::Made(()) = asked else {
            return Ok(Sensitive::WantsPassword);
        };
        let news = match landline {
            Some(_) => AccountNews::LandlineChanged,
            None => AccountNews::LandlineTakenOff,
        };
        let done = self.done(stay, news, |overview| {
            overview.landline = landline.map(LandlinePhone::national);
        });
        done.await.map(Sensitive::Made)
    }

    async fn change_mobile(&self, stay: Stay, mobile: &MobilePhone) -> Result<Sensitive<Step>, Failure> {
        let asked = self
            .session
            .authorised(async |token| self.client.change_mobile(&token, mobile.clone()).await)
            .await?;
        let Sensitive::Made(sent) = asked else {
            return Ok(Sensitive::WantsPassword);
        };
        let mut account = self.account.lock().await;
        Ok(Sensitive::Made(
            account.during(stay)?.code_sent(mobile.clone(), sent).into(),
        ))
    }

    async fn delete_account(&self) -> Result<Sensitive<Step>, Failure> {
        let asked = self
            .session
            .authorised(async |token| self.client.delete_account(&token).await)
            .await;
        match asked {
            Ok(Sensitive::WantsPassword) => Ok(Sensitive::WantsPassword),
            Ok(Sensitive::Made(())) => Ok(Sensitive::Made(self.forget_tenant().await)),
            Err(failure) => {
                if failure.code != FailureCode::SessionEnded {
                    self.account.lock().await.lose_deletion_answer();
                }
                Err(failure)
            }
        }
    }

    /// Checks the password in force with the landlord.
    pub(crate) async fn reauthenticate(&self, password: &SecretString) -> Result<(), Failure> {
        let answer = self
            .session
            .authorised(async |token| {
                let password = password.expose_secret().to_owned();
                self.client.reauthenticate(&token, password.into()).await
            })
            .await;
        answer.map(|_| ()).map_err(password_in_force_is_wrong)
    }

    /// Whether the landlord has this number on file now, and had another when it last told.
    pub(crate) async fn came_on_file(&self, mask: &MaskedPhone) -> Result<bool, Failure> {
        let profile = self
            .session
            .authorised(async |token| self.client.account(&token).await)
            .await?;
        let account = self.account.lock().await;
        let before = account.overview().and_then(|overview| overview.mobile.as_ref());
        Ok(profile.mobile.as_ref() == Some(mask) && before != Some(mask))
    }

    /// A change is made: the overview tells it, unless its page was left.
    pub(crate) async fn done(
        &self,
        stay: Stay,
        news: AccountNews,
        show: impl FnOnce(&mut AccountOverview),
    ) -> Result<Step, Failure> {
        let step = self.account.lock().await.during(stay)?.done(news, show);
        self.keep_account().await;
        Ok(step.into())
    }

    /// Keeps what is known of the account for a start without a network.
    pub(crate) async fn keep_account(&self) {
        let known = self.account.lock().await.overview().cloned();
        let (Some(known), Some(archive)) = (known, self.archive().await) else {
            return;
        };
        let kept = with_archive(&archive, move |archive| archive.put_note(ACCOUNT, &known)).await;
        if let Err(failure) = kept {
            tracing::warn!(code = ?failure.code, "the account is not kept for a start without a network");
        }
    }

    pub(crate) async fn in_account(&self) -> Result<(), Failure> {
        match *self.place.lock().await {
            Place::Account => Ok(()),
            _ => Err(Failure::new(FailureCode::SessionEnded)),
        }
    }

    pub(crate) async fn signed_in_tenant(&self) -> Result<TenantCode, Failure> {
        self.in_account().await?;
        let known = self.known.read().await;
        let known = known.as_ref();
        known
            .map(|known| known.tenant_code.clone())
            .ok_or_else(|| Failure::new(FailureCode::SessionEnded))
    }

    /// The account is no more: nothing of this tenant stays on this computer.
    pub(crate) async fn forget_tenant(&self) -> Step {
        *self.keeping.lock().await = None;
        self.session.discard().await;
        if self.vault.is_unlocked() {
            // Other tenants' archives may need the key that the PIN seals.
            self.session.unseal().await;
        }
        self.vault.delete(SecretName::TenantCode).await;
        self.vault.delete(SecretName::DeviceToken).await;
        let known = self.known.write().await.take();
        let others_remain = match known {
            Some(known) => with_archive(&known.archive, Archive::erase).await,
            None => Ok(false),
        };
        // Other tenants' archives on this computer need the key. What could not be erased goes with it.
        if !matches!(others_remain, Ok(true)) {
            self.vault.delete(SecretName::ArchiveKey).await;
        }
        self.vault.delete(SecretName::SetAside).await;
        self.forget_enrolment().await;
        *self.enrolment.lock().await = Enrolment::new(self.client.clone(), EnrolmentPurpose::SignUp);
        self.go(Place::Welcome).await;
        Step::AccountDeleted
    }
}

/// The password was asked for alone: there is no doubt about the tenant code.
pub(crate) fn password_in_force_is_wrong(mut failure: Failure) -> Failure {
    for field in &mut failure.fields {
        if field.code == FailureCode::CredentialsWrong {
            field.code = FailureCode::CurrentPasswordWrong;
        }
    }
    failure
}
