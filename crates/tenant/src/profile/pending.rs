//! Changes that do not count yet: the code that came by mail, and dropping them (S8).

use contract::SmsCode;

use super::{PendingKind, Profile, ProfileNews, ProfileOverview, view::ProfileView};
use crate::core::failure::{Failure, FailureCode};

impl Profile {
    /// What the landlord holds now.
    pub(super) async fn fetch(&self) -> Result<ProfileOverview, Failure> {
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
        let now = self.core.client.clock().now();
        Ok(ProfileOverview::of(&profile, devices, helped, now))
    }

    /// The code that came by mail: to a new address, or to the old one.
    ///
    /// # Errors
    /// A field error, or a failure of the landlord's service.
    pub(crate) async fn submit_mail_code(&self, text: &str) -> Result<ProfileView, Failure> {
        let code = SmsCode::parse(text).map_err(|flaw| of_mail(flaw.into()))?;
        let (stay, before) = {
            let open = self.open.lock().await;
            (open.stay(), open.overview().cloned())
        };
        let taken = self.core.client.in_one_wait(async {
            let taken = self
                .core
                .session
                .authorised(async |token| self.core.client.confirm_by_mail(&token, code.clone()).await);
            let refused = taken.await.map_err(of_mail).err();
            if let Some(failure) = &refused
                && !is_used(failure)
            {
                return Err(failure.clone());
            }
            match (refused, self.fetch().await) {
                (None, now) => now,
                // The answer to an earlier attempt may have been lost: then something counts that did not.
                (Some(failure), Ok(now)) => match &before {
                    Some(before) if counts_more(before, &now) => Ok(now),
                    _ => Err(failure),
                },
                (Some(failure), Err(_)) => Err(failure),
            }
        });
        let now = taken.await?;
        self.done(stay, ProfileNews::MailCodeTaken, |overview| *overview = now)
            .await
    }

    /// *Annuler ce changement*. One that is gone already is as good.
    ///
    /// # Errors
    /// A failure of the landlord's service.
    pub(crate) async fn withdraw(&self, kind: PendingKind) -> Result<ProfileView, Failure> {
        let stay = self.open.lock().await.stay();
        let name = match kind {
            PendingKind::Email => "email",
            PendingKind::Mobile => "mobile",
        };
        let asked = self
            .core
            .session
            .authorised(async |token| self.core.client.withdraw_change(&token, name).await)
            .await;
        match asked {
            Err(failure) if failure.code != FailureCode::NotFound => return Err(failure),
            _ => {}
        }
        self.done(stay, ProfileNews::ChangeWithdrawn, |overview| match kind {
            PendingKind::Email => overview.pending_email = None,
            PendingKind::Mobile => overview.pending_mobile = None,
        })
        .await
    }
}

/// Whether something counts now that did not before: a code was taken.
fn counts_more(before: &ProfileOverview, now: &ProfileOverview) -> bool {
    let waits = |overview: &ProfileOverview| {
        let pending = overview.pending_email.as_ref();
        pending.map(|pending| pending.code_wanted)
    };
    before.email != now.email
        || before.mobile != now.mobile
        || (!before.email_confirmed && now.email_confirmed)
        || (waits(before) == Some(true) && waits(now) == Some(false))
}

/// Whether a code was refused that may have been used before.
fn is_used(failure: &Failure) -> bool {
    failure.is_of(FailureCode::MailCodeExpired) || failure.is_of(FailureCode::MailCodeWrong)
}

/// The code of a mail has the form of one of an SMS, and other words.
fn of_mail(mut failure: Failure) -> Failure {
    for field in &mut failure.fields {
        field.code = match field.code {
            FailureCode::SmsCodeEmpty => FailureCode::MailCodeEmpty,
            FailureCode::SmsCodeLength => FailureCode::MailCodeLength,
            FailureCode::SmsCodeWrong => FailureCode::MailCodeWrong,
            FailureCode::SmsCodeExpired => FailureCode::MailCodeExpired,
            other => other,
        };
    }
    failure
}
