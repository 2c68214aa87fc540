//! Requests of agency staff and of a tenant's visit (S21).

use contract::{
    JournalPeriod, MAX_PDF_BYTES, RecoveryCodes, SecondFactor, SecurityKey, SecurityKeyAdding,
    SecurityKeyAttempt, SecurityKeyAttemptState, SecurityKeyProof, SecurityKeys, StaffActivation, StaffCheck,
    StaffConfirmation, StaffCredentials, StaffFigures, StaffNewPassword, StaffSession, TenantSearch,
    TenantsFound, Visit, VisitBegun, VisitEnrolment, VisitEnrolmentOpening, VisitOpening, VisitPurposesAdded,
    WireSecret,
};
use reqwest::Method;
use serde::Serialize;
use uuid::Uuid;

use super::{ClientError, LandlordClient, body};
use crate::core::pdf::is_whole_pdf;

impl LandlordClient {
    pub(crate) async fn begin_activation(
        &self,
        activation: &StaffActivation,
    ) -> Result<SecondFactor, ClientError> {
        self.post("v1/staff/activations", None, Some(activation)).await
    }

    pub(crate) async fn activate(
        &self,
        key: Uuid,
        confirmation: &StaffConfirmation,
    ) -> Result<RecoveryCodes, ClientError> {
        let path = "v1/staff/activations/confirmation";
        let request = self.request_with(Method::POST, path, None, Some(confirmation))?;
        self.answer_once(request, key).await
    }

    pub(crate) async fn sign_staff_in(
        &self,
        credentials: &StaffCredentials,
    ) -> Result<StaffSession, ClientError> {
        self.post("v1/staff/sessions", None, Some(credentials)).await
    }

    pub(crate) async fn check_staff(
        &self,
        staff: &WireSecret,
        check: &StaffCheck,
    ) -> Result<(), ClientError> {
        self.change(
            Method::POST,
            "v1/staff/sessions/current/check",
            staff,
            Some(check),
        )
        .await
    }

    pub(crate) async fn begin_security_key(&self) -> Result<SecurityKeyAttempt, ClientError> {
        let path = "v1/staff/security-key-attempts";
        self.post(path, None, None::<&()>).await
    }

    pub(crate) async fn security_key_state(
        &self,
        proof: &SecurityKeyProof,
    ) -> Result<SecurityKeyAttemptState, ClientError> {
        let path = "v1/staff/security-key-attempts/state";
        self.post(path, None, Some(proof)).await
    }

    pub(crate) async fn begin_adding_security_key(
        &self,
        staff: &WireSecret,
    ) -> Result<SecurityKeyAttempt, ClientError> {
        let path = "v1/staff/security-keys/attempts";
        self.post(path, Some(staff), None::<&()>).await
    }

    pub(crate) async fn security_keys(&self, staff: &WireSecret) -> Result<SecurityKeys, ClientError> {
        self.get("v1/staff/security-keys", staff).await
    }

    pub(crate) async fn add_security_key(
        &self,
        staff: &WireSecret,
        adding: &SecurityKeyAdding,
    ) -> Result<SecurityKey, ClientError> {
        self.post("v1/staff/security-keys", Some(staff), Some(adding))
            .await
    }

    pub(crate) async fn remove_security_key(
        &self,
        staff: &WireSecret,
        id: &str,
        check: &StaffCheck,
    ) -> Result<(), ClientError> {
        let path = format!("v1/staff/security-keys/{id}/removal");
        self.change(Method::POST, &path, staff, Some(check)).await
    }

    pub(crate) async fn sign_staff_out(&self, staff: &WireSecret) -> Result<(), ClientError> {
        self.delete("v1/staff/sessions/current", staff).await
    }

    pub(crate) async fn staff_figures(&self, staff: &WireSecret) -> Result<StaffFigures, ClientError> {
        self.get("v1/staff/figures", staff).await
    }

    pub(crate) async fn search_tenants(
        &self,
        staff: &WireSecret,
        search: &TenantSearch,
    ) -> Result<TenantsFound, ClientError> {
        self.post("v1/staff/searches", Some(staff), Some(search)).await
    }

    pub(crate) async fn begin_visit(
        &self,
        staff: &WireSecret,
        opening: &VisitOpening,
    ) -> Result<VisitBegun, ClientError> {
        self.post("v1/staff/visits", Some(staff), Some(opening)).await
    }

    pub(crate) async fn add_visit_purposes(
        &self,
        staff: &WireSecret,
        added: &VisitPurposesAdded,
    ) -> Result<Visit, ClientError> {
        self.post("v1/staff/visits/current/purposes", Some(staff), Some(added))
            .await
    }

    pub(crate) async fn visit_under_way(&self, staff: &WireSecret) -> Result<Visit, ClientError> {
        self.get("v1/staff/visits/current", staff).await
    }

    pub(crate) async fn close_account(&self, staff: &WireSecret) -> Result<Visit, ClientError> {
        self.post("v1/staff/visits/current/closure", Some(staff), None::<&()>)
            .await
    }

    pub(crate) async fn reopen_account(&self, staff: &WireSecret) -> Result<Visit, ClientError> {
        self.post("v1/staff/visits/current/reopening", Some(staff), None::<&()>)
            .await
    }

    pub(crate) async fn end_visit(&self, staff: &WireSecret) -> Result<(), ClientError> {
        self.delete("v1/staff/visits/current", staff).await
    }

    pub(crate) async fn enrol_in_visit(
        &self,
        staff: &WireSecret,
        opening: &VisitEnrolmentOpening,
    ) -> Result<VisitEnrolment, ClientError> {
        self.post("v1/staff/visits/current/enrolments", Some(staff), Some(opening))
            .await
    }

    pub(crate) async fn approve_in_visit(
        &self,
        staff: &WireSecret,
        credentials: &StaffCredentials,
    ) -> Result<(), ClientError> {
        self.change(
            Method::POST,
            "v1/staff/visits/current/approval",
            staff,
            Some(credentials),
        )
        .await
    }

    pub(crate) async fn change_staff_password(
        &self,
        staff: &WireSecret,
        chosen: &StaffNewPassword,
    ) -> Result<(), ClientError> {
        self.change(Method::PUT, "v1/staff/password", staff, Some(chosen))
            .await
    }

    pub(crate) async fn consent_pdf(&self, staff: &WireSecret) -> Result<Vec<u8>, ClientError> {
        self.post_for_pdf("v1/staff/visits/current/consent", staff, None::<&()>)
            .await
    }

    pub(crate) async fn letter_pdf(&self, staff: &WireSecret) -> Result<Vec<u8>, ClientError> {
        self.post_for_pdf("v1/staff/visits/current/letter", staff, None::<&()>)
            .await
    }

    pub(crate) async fn ask_for_letter_by_post(&self, staff: &WireSecret) -> Result<(), ClientError> {
        let path = "v1/staff/visits/current/letter/posting";
        self.change(Method::POST, path, staff, None::<&()>).await
    }

    pub(crate) async fn consent_form(&self, staff: &WireSecret) -> Result<Vec<u8>, ClientError> {
        self.get_pdf("v1/staff/consent-form", staff).await
    }

    pub(crate) async fn journal_pdf(
        &self,
        staff: &WireSecret,
        period: JournalPeriod,
    ) -> Result<Vec<u8>, ClientError> {
        self.post_for_pdf("v1/staff/journal/paper", staff, Some(&period))
            .await
    }

    /// A PDF that is made anew for each request.
    async fn post_for_pdf(
        &self,
        path: &str,
        staff: &WireSecret,
        content: Option<&(impl Serialize + Sync)>,
    ) -> Result<Vec<u8>, ClientError> {
        let request = self.request_with(Method::POST, path, Some(staff), content)?;
        let pdf = self.in_time(async {
            let answer = self.send_once(request).await?;
            body(answer, MAX_PDF_BYTES).await
        });
        let pdf = pdf.await?;
        if is_whole_pdf(&pdf) {
            Ok(pdf)
        } else {
            Err(ClientError::Unreadable("not a whole PDF".to_owned()))
        }
    }
}
