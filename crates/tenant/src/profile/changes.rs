//! Sends a change to the landlord's service, and keeps its result here.

use contract::{Email, LandlinePhone, MaskedPhone, MobilePhone, Pin};
use secrecy::{ExposeSecret, SecretString};

use super::{
    Change, Outcome, PendingEmailView, PendingMobileView, Profile, ProfileNews, ProfileOverview, Waiting,
    open_profile::Stay, view::ProfileView,
};
use crate::core::{
    archive::{PROFILE, with_archive},
    client::Sensitive,
    failure::{Failure, FailureCode},
};

/// What a right SMS code did to a new number.
pub(super) enum MobileOutcome {
    OnFile,
    Waits(PendingMobileView),
}

impl Profile {
    /// Sends a change. One that needs the password first waits for it (S8).
    pub(super) async fn make(&self, change: Change) -> Result<Outcome, Failure> {
        let stay = self.open.lock().await.stay();
        let made = match &change {
            Change::Email(email) => self.change_email(stay, email).await,
            Change::Landline(landline) => self.change_landline(stay, landline.as_ref()).await,
            Change::Mobile(mobile) => self.change_mobile(stay, mobile).await,
            Change::SignOut(id) => self.sign_out(stay, id).await,
            Change::Deletion => return self.delete_account(stay).await,
        };
        match made? {
            Sensitive::Made(view) => Ok(view.into()),
            Sensitive::WantsPassword => {
                let mut open = self.open.lock().await;
                Ok(Outcome::View(Box::new(
                    open.during(stay)?.wait_for_password(change),
                )))
            }
        }
    }

    async fn change_email(&self, stay: Stay, email: &Email) -> Result<Sensitive<ProfileView>, Failure> {
        let asked = self
            .core
            .session
            .authorised(async |token| self.core.client.change_email(&token, email.clone()).await)
            .await?;
        let Sensitive::Made(()) = asked else {
            return Ok(Sensitive::WantsPassword);
        };
        let done = self.done(stay, ProfileNews::EmailAsked, |overview| {
            // What more it waits for, the next fetch tells.
            overview.pending_email = Some(PendingEmailView {
                email: email.as_str().to_owned(),
                code_wanted: true,
                counts_from: None,
                old_address_decides: false,
            });
        });
        done.await.map(Sensitive::Made)
    }

    async fn change_landline(
        &self,
        stay: Stay,
        landline: Option<&LandlinePhone>,
    ) -> Result<Sensitive<ProfileView>, Failure> {
        let asked = self
            .core
            .session
            .authorised(async |token| self.core.client.change_landline(&token, landline.cloned()).await)
            .await?;
        let Sensitive::Made(()) = asked else {
            return Ok(Sensitive::WantsPassword);
        };
        let news = match landline {
            Some(_) => ProfileNews::LandlineChanged,
            None => ProfileNews::LandlineTakenOff,
        };
        let done = self.done(stay, news, |overview| {
            overview.landline = landline.map(LandlinePhone::national);
        });
        done.await.map(Sensitive::Made)
    }

    async fn change_mobile(
        &self,
        stay: Stay,
        mobile: &MobilePhone,
    ) -> Result<Sensitive<ProfileView>, Failure> {
        let asked = self
            .core
            .session
            .authorised(async |token| self.core.client.change_mobile(&token, mobile.clone()).await)
            .await?;
        let Sensitive::Made(sent) = asked else {
            return Ok(Sensitive::WantsPassword);
        };
        let mut open = self.open.lock().await;
        Ok(Sensitive::Made(
            open.during(stay)?.code_sent(mobile.clone(), sent),
        ))
    }

    async fn sign_out(&self, stay: Stay, id: &str) -> Result<Sensitive<ProfileView>, Failure> {
        let asked = self
            .core
            .session
            .authorised(async |token| self.core.client.sign_device_out(&token, id).await)
            .await;
        match asked {
            Ok(Sensitive::WantsPassword) => return Ok(Sensitive::WantsPassword),
            // `NotFound`: the device was signed out already.
            Err(failure) if failure.code != FailureCode::NotFound => return Err(failure),
            _ => {}
        }
        let view = self.open.lock().await.during(stay)?.signed_out(id);
        self.keep().await;
        Ok(Sensitive::Made(view))
    }

    async fn delete_account(&self, stay: Stay) -> Result<Outcome, Failure> {
        let asked = self
            .core
            .session
            .authorised(async |token| self.core.client.delete_account(&token).await)
            .await;
        match asked {
            Ok(Sensitive::WantsPassword) => {
                let mut open = self.open.lock().await;
                Ok(open.during(stay)?.wait_for_password(Change::Deletion).into())
            }
            Ok(Sensitive::Made(())) => Ok(Outcome::Deleted),
            Err(failure) => {
                if failure.code != FailureCode::SessionEnded {
                    self.open.lock().await.lose_deletion_answer();
                }
                Err(failure)
            }
        }
    }

    /// Makes a PIN wait until the password is typed.
    pub(crate) async fn keep_waiting(&self, pin: Pin) -> ProfileView {
        self.open.lock().await.wait_for_password(Waiting::Pin(pin))
    }

    /// Checks the current password at the landlord's service.
    pub(super) async fn reauthenticate(&self, password: &SecretString) -> Result<(), Failure> {
        let answer = self
            .core
            .session
            .authorised(async |token| {
                let password = password.expose_secret().to_owned();
                self.core.client.reauthenticate(&token, password.into()).await
            })
            .await;
        answer.map(|_| ()).map_err(password_in_force_is_wrong)
    }

    /// What became of this number: on file, or waiting after a reset by SMS. None when neither is new since the profile was
    /// fetched last.
    pub(super) async fn outcome_of(&self, mask: &MaskedPhone) -> Result<Option<MobileOutcome>, Failure> {
        let profile = self
            .core
            .session
            .authorised(async |token| self.core.client.account(&token).await)
            .await?;
        if let Some(pending) = profile.pending_mobile.filter(|pending| pending.mobile == *mask) {
            return Ok(Some(MobileOutcome::Waits(PendingMobileView::from(&pending))));
        }
        let open = self.open.lock().await;
        let before = open.overview().and_then(|overview| overview.mobile.as_ref());
        let came = profile.mobile.as_ref() == Some(mask) && before != Some(mask);
        Ok(came.then_some(MobileOutcome::OnFile))
    }

    /// Reports a completed change on the overview, unless its page was left.
    pub(super) async fn done(
        &self,
        stay: Stay,
        news: ProfileNews,
        show: impl FnOnce(&mut ProfileOverview),
    ) -> Result<ProfileView, Failure> {
        let step = self.open.lock().await.during(stay)?.done(news, show);
        self.keep().await;
        Ok(step)
    }

    /// Stores the overview in the archive, for a start without a network.
    pub(super) async fn keep(&self) {
        let known = self.open.lock().await.overview().cloned();
        let (Some(known), Some(archive)) = (known, self.core.archive().await) else {
            return;
        };
        let kept = with_archive(&archive, move |archive| archive.put_note(PROFILE, &known)).await;
        if let Err(failure) = kept {
            tracing::warn!(code = ?failure.code, "the profile is not kept for a start without a network");
        }
    }
}

/// Only the password was asked for, so the tenant code cannot be what is wrong.
pub(super) fn password_in_force_is_wrong(mut failure: Failure) -> Failure {
    for field in &mut failure.fields {
        if field.code == FailureCode::CredentialsWrong {
            field.code = FailureCode::CurrentPasswordWrong;
        }
    }
    failure
}
