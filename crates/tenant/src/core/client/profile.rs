//! Requests of *Mon profil*.

use contract::{
    AccountProfile, ConsentChoice, Email, EmailChange, LandlineChange, LandlinePhone, MAX_EXPORT_BYTES,
    MAX_PDF_BYTES, MobileChange, MobilePhone, PasswordChange, ProblemKind, Reauthenticated, Reauthentication,
    SignedInDevices, SmsCode, SmsCodeTry, SmsSent, StaffActionsTaken, TypedPassword, WireSecret,
};
use reqwest::Method;
use serde::Serialize;
use serde_json::Value;

use super::{ClientError, LandlordClient, decode, whole_pdf};

/// The answer to what needs the password typed recently (S8, S12).
#[derive(Debug)]
pub(crate) enum Sensitive<T> {
    /// It was done.
    Made(T),
    /// The password has to be typed first.
    WantsPassword,
}

impl<T> Sensitive<T> {
    pub(super) fn of(answer: Result<T, ClientError>) -> Result<Self, ClientError> {
        match answer {
            Err(ClientError::Problem(problem)) if problem.kind == ProblemKind::ReauthenticationRequired => {
                Ok(Self::WantsPassword)
            }
            answer => answer.map(Self::Made),
        }
    }
}

impl LandlordClient {
    pub(crate) async fn account(&self, access: &WireSecret) -> Result<AccountProfile, ClientError> {
        self.get("v1/account", access).await
    }

    pub(crate) async fn devices(&self, access: &WireSecret) -> Result<SignedInDevices, ClientError> {
        self.get("v1/account/devices", access).await
    }

    /// What agency staff did for the tenant. Empty from an earlier version of the service, which has no staff.
    pub(crate) async fn staff_actions(&self, access: &WireSecret) -> Result<StaffActionsTaken, ClientError> {
        match self.get("v1/account/staff-actions", access).await {
            Err(error) if error.is(ProblemKind::NotFound) => Ok(StaffActionsTaken { actions: Vec::new() }),
            answer => answer,
        }
    }

    pub(crate) async fn reauthenticate(
        &self,
        access: &WireSecret,
        password: TypedPassword,
    ) -> Result<Reauthenticated, ClientError> {
        let content = Reauthentication { password };
        self.post("v1/account/reauthentication", Some(access), Some(&content))
            .await
    }

    pub(crate) async fn change_email(
        &self,
        access: &WireSecret,
        email: Email,
    ) -> Result<Sensitive<()>, ClientError> {
        Sensitive::of(self.put("v1/account/email", access, &EmailChange { email }).await)
    }

    pub(crate) async fn change_landline(
        &self,
        access: &WireSecret,
        landline: Option<LandlinePhone>,
    ) -> Result<Sensitive<()>, ClientError> {
        let content = LandlineChange { landline };
        Sensitive::of(self.put("v1/account/landline", access, &content).await)
    }

    /// Requests a code at a new number; each call sends another one.
    pub(crate) async fn change_mobile(
        &self,
        access: &WireSecret,
        mobile: MobilePhone,
    ) -> Result<Sensitive<SmsSent>, ClientError> {
        let content = MobileChange { mobile };
        Sensitive::of(self.post("v1/account/mobile", Some(access), Some(&content)).await)
    }

    pub(crate) async fn confirm_mobile(&self, access: &WireSecret, code: SmsCode) -> Result<(), ClientError> {
        let content = SmsCodeTry { code };
        self.change(Method::POST, "v1/account/mobile/code", access, Some(&content))
            .await
    }

    /// Submits a code that was sent by mail, to a new address or to the old one.
    pub(crate) async fn confirm_by_mail(
        &self,
        access: &WireSecret,
        code: SmsCode,
    ) -> Result<(), ClientError> {
        let content = SmsCodeTry { code };
        self.change(Method::POST, "v1/account/changes/code", access, Some(&content))
            .await
    }

    /// Drops a change that does not count yet.
    pub(crate) async fn withdraw_change(
        &self,
        access: &WireSecret,
        kind: &'static str,
    ) -> Result<(), ClientError> {
        self.delete(&format!("v1/account/changes/{kind}"), access).await
    }

    pub(crate) async fn change_password(
        &self,
        access: &WireSecret,
        change: &PasswordChange,
    ) -> Result<(), ClientError> {
        self.put("v1/account/password", access, change).await
    }

    pub(crate) async fn change_consents(
        &self,
        access: &WireSecret,
        choice: ConsentChoice,
    ) -> Result<AccountProfile, ClientError> {
        self.write(Method::PUT, "v1/account/consents", Some(access), Some(&choice))
            .await
    }

    /// Signs a device out; `id` comes from the landlord's list.
    pub(crate) async fn sign_device_out(
        &self,
        access: &WireSecret,
        id: &str,
    ) -> Result<Sensitive<()>, ClientError> {
        Sensitive::of(self.delete(&format!("v1/account/devices/{id}"), access).await)
    }

    /// Everything held about the person, with fields that a later version of the service adds.
    pub(crate) async fn export(&self, access: &WireSecret) -> Result<Sensitive<Value>, ClientError> {
        let export = self.download("v1/account/export", access, MAX_EXPORT_BYTES).await;
        Sensitive::of(export.and_then(|json| decode(&json)))
    }

    pub(crate) async fn export_pdf(&self, access: &WireSecret) -> Result<Sensitive<Vec<u8>>, ClientError> {
        let pdf = self.download("v1/account/export/pdf", access, MAX_PDF_BYTES);
        Sensitive::of(pdf.await.and_then(whole_pdf))
    }

    pub(crate) async fn delete_account(&self, access: &WireSecret) -> Result<Sensitive<()>, ClientError> {
        Sensitive::of(self.delete("v1/account", access).await)
    }

    async fn put(
        &self,
        path: &str,
        access: &WireSecret,
        content: &(impl Serialize + Sync),
    ) -> Result<(), ClientError> {
        self.change(Method::PUT, path, access, Some(content)).await
    }
}
