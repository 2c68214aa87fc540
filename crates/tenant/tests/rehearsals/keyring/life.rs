//! Everything that touches secrets, in the order of a life.

use tenant::{Failure, FailureCode, ProfileQuestion, Step};

use crate::rehearsal::{PIN, Rehearsal, sign_up_details, tenant, without_pin};

/// A deed of the tenant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    Open,
    BeginToSignUp,
    SubmitPhone,
    SubmitSmsCode,
    SubmitSignUpDetails,
    SubmitPassword,
    Synchronise,
    OpenAgain,
    SignOut,
    SignInAsRemembered,
    ChangePassword,
    LiveWithPin,
    SignOutAgain,
    ForgetPassword,
    LeaveAndTakeUp,
    Abandon,
    SignInAnew,
    DeleteAccount,
}

impl Deed {
    pub const LIFE: [Self; 18] = [
        Self::Open,
        Self::BeginToSignUp,
        Self::SubmitPhone,
        Self::SubmitSmsCode,
        Self::SubmitSignUpDetails,
        Self::SubmitPassword,
        Self::Synchronise,
        Self::OpenAgain,
        Self::SignOut,
        Self::SignInAsRemembered,
        Self::ChangePassword,
        Self::LiveWithPin,
        Self::SignOutAgain,
        Self::ForgetPassword,
        Self::LeaveAndTakeUp,
        Self::Abandon,
        Self::SignInAnew,
        Self::DeleteAccount,
    ];

    /// Performs the deed; returns the screen that it leads to.
    pub async fn happen(self, rehearsal: &mut Rehearsal) -> Result<Step, Failure> {
        let espace = &rehearsal.espace;
        match self {
            Self::Open | Self::OpenAgain => Ok(espace.first_screen().await?.step),
            Self::BeginToSignUp => {
                rehearsal.sleep();
                espace.start_enrolment().await;
                espace.continue_enrolment().await;
                espace.submit_tenant_code(tenant().tenant_code).await
            }
            Self::SubmitPhone => {
                espace.submit_phone(tenant().mobile).await?;
                rehearsal.wait(31);
                espace.resend_sms_code().await?;
                Ok(espace.go_back().await)
            }
            Self::SubmitSmsCode => {
                rehearsal.wait(31);
                espace.submit_phone(tenant().mobile).await?;
                let code = rehearsal.last_sms_code().await;
                espace.submit_sms_code(&code).await
            }
            Self::SubmitSignUpDetails => espace.submit_sign_up_details(sign_up_details()).await,
            Self::SubmitPassword => {
                espace.submit_password(&rehearsal.password).await?;
                let step = espace.finish_enrolment().await;
                Ok(without_pin(espace, step).await)
            }
            Self::Synchronise => {
                espace.synchronise().await?;
                // The access token in memory expires; the session goes on.
                rehearsal.wait(601);
                espace.synchronise().await?;
                espace.open_receipts().await
            }
            Self::SignOut | Self::SignOutAgain => Ok(espace.sign_out().await),
            Self::SignInAsRemembered => espace.sign_in(None, &rehearsal.password).await,
            Self::ChangePassword => {
                espace.open_profile().await?;
                espace.refresh_profile().await?;
                espace.ask_profile(ProfileQuestion::Password).await?;
                espace.submit_profile_password(&rehearsal.password).await?;
                let new = rehearsal.other_password();
                espace.submit_profile_new_password(&new).await?;
                rehearsal.password = new;
                Ok(rehearsal.espace.go_back().await)
            }
            Self::LiveWithPin => {
                espace.open_profile().await?;
                let set = match espace.open_pin().await {
                    Ok(_) => espace.submit_pin(None, PIN, PIN).await,
                    Err(failure) => Err(failure),
                };
                match set {
                    Ok(_) => {
                        espace.lock(|| {}).await;
                        match espace.unlock(PIN).await {
                            // A try that cannot be counted is refused: the password opens instead.
                            Err(failure) if failure.code == FailureCode::PinNotChecked => {
                                espace.forget_pin().await;
                                espace.sign_in(None, &rehearsal.password).await?;
                            }
                            unlocked => {
                                unlocked?;
                            }
                        }
                        espace.open_profile().await?;
                        if espace.is_lockable() {
                            espace.open_pin_removal().await?;
                            match espace.remove_pin(PIN).await {
                                Err(failure) if failure.code == FailureCode::PinNotChecked => {}
                                removed => {
                                    removed?;
                                }
                            }
                        }
                    }
                    // The PIN would be gone at the next start, and the application says so.
                    Err(failure) if failure.code == FailureCode::PinNotKept => {}
                    Err(failure) => return Err(failure),
                }
                espace.open_profile().await?;
                Ok(espace.go_back().await)
            }
            Self::ForgetPassword => {
                rehearsal.sleep();
                espace.start_password_reset().await
            }
            Self::LeaveAndTakeUp => {
                espace.open_sign_in().await;
                espace.resume_enrolment().await
            }
            Self::Abandon => Ok(espace.abandon_enrolment().await),
            Self::SignInAnew => {
                espace
                    .sign_in(Some(tenant().tenant_code), &rehearsal.password)
                    .await
            }
            Self::DeleteAccount => {
                espace.open_profile().await?;
                espace.refresh_profile().await?;
                espace.ask_profile(ProfileQuestion::Deletion).await?;
                espace.continue_profile_deletion().await?;
                espace.submit_profile_password(&rehearsal.password).await
            }
        }
    }
}
