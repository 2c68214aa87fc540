//! A new password in *Mon profil*: read while it is typed, then set.

use contract::{Email, Password, PasswordChange, PasswordOwner, PasswordReading, TenantCode};
use secrecy::{ExposeSecret, SecretString};

use super::{Profile, ProfileNews, changes::password_in_force_is_wrong, view::ProfileView};
use crate::core::{
    client::on_the_wire,
    failure::{Failure, FailureCode},
};

impl Profile {
    /// Reads the new password while it is typed, by the rule of [`Self::submit_new_password`].
    pub(crate) async fn read_password(&self, text: &str) -> PasswordReading {
        let tenant_code = self.core.tenant_at_home().await.ok();
        let email = self.email().await;
        let owner = tenant_code
            .as_ref()
            .map(|code| password_owner(code, email.as_ref()));
        Password::read(text, owner)
    }

    /// The e-mail address on the overview.
    async fn email(&self) -> Option<Email> {
        let open = self.open.lock().await;
        Email::parse(&open.overview()?.email).ok()
    }

    /// Sets the new password. This computer stays signed in, every other one is signed out. Asks for the current one
    /// again when that was held for too long.
    ///
    /// # Errors
    /// A field error, or a failure of the landlord's service.
    pub(crate) async fn submit_new_password(&self, text: &str) -> Result<ProfileView, Failure> {
        let tenant_code = self.core.tenant_at_home().await?;
        let email = self.email().await;
        let owner = password_owner(&tenant_code, email.as_ref());
        let password =
            Password::choose(text, owner).map_err(|flaw| Failure::of_chosen_password(text, flaw))?;
        let (stay, current) = {
            let mut open = self.open.lock().await;
            match open.current_password()? {
                Some(current) => (open.stay(), current),
                None => return Ok(open.ask_current_password()),
            }
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
            // The answer to an earlier attempt may have been lost: then the new password is set already.
            if !failure.is_of(FailureCode::CurrentPasswordWrong)
                || self.reauthenticate(&SecretString::from(text)).await.is_err()
            {
                return Err(failure);
            }
            Ok(())
        });
        changed.await?;
        self.done(stay, ProfileNews::PasswordChanged, |overview| {
            overview.devices.retain(|device| device.current);
        })
        .await
    }
}

/// What is known here of who chooses a new password. The service alone knows the whole number.
fn password_owner<'a>(tenant_code: &'a TenantCode, email: Option<&'a Email>) -> PasswordOwner<'a> {
    PasswordOwner {
        email,
        ..PasswordOwner::of_code(tenant_code)
    }
}
