//! What a tenant asks of the service to sign up, to sign in, or to reset a password.

use axum::http::StatusCode;
use serde_json::{Value, json};

use super::{Answer, Landlord, PASSWORD};

impl Landlord {
    /// Returns a solved robot check.
    pub async fn solved_robot_check(&self, tenant_code: &str) -> Value {
        let request = json!({ "purpose": "enrolment", "tenantCode": tenant_code });
        let answer = self.post("/v1/robot-checks", None, request).await;
        let challenge = serde_json::from_value(answer.json()["challenge"].clone()).expect("a challenge");
        let solution = altcha::solve_challenge(altcha::SolveChallengeOptions::new(&challenge));
        let solution = solution.expect("solvable").expect("solved");
        serde_json::to_value(altcha::Payload { challenge, solution }).expect("JSON")
    }

    /// Opens an enrolment for sign-up and returns its token.
    pub async fn enrolment(&self, tenant_code: &str) -> String {
        self.enrolment_for("signUp", tenant_code).await
    }

    /// Opens an enrolment and returns its token.
    pub async fn enrolment_for(&self, purpose: &str, tenant_code: &str) -> String {
        let robot_check = self.solved_robot_check(tenant_code).await;
        let opening = json!({ "tenantCode": tenant_code, "robotCheck": robot_check, "purpose": purpose });
        let answer = self.post("/v1/enrolments", None, opening).await;
        assert_eq!(answer.status, StatusCode::CREATED);
        answer.json()["enrolmentToken"]
            .as_str()
            .expect("a token")
            .to_owned()
    }

    pub async fn under_way(&self, enrolment: &str) -> Answer {
        self.get("/v1/enrolments/current", Some(enrolment)).await
    }

    pub async fn complete_phone(&self, enrolment: &str, phone: &str) -> Answer {
        self.post(
            "/v1/enrolments/current/phone",
            Some(enrolment),
            json!({ "phone": phone }),
        )
        .await
    }

    pub async fn try_code(&self, enrolment: &str, code: &str) -> Answer {
        self.post(
            "/v1/enrolments/current/code",
            Some(enrolment),
            json!({ "code": code }),
        )
        .await
    }

    pub async fn create_account(&self, enrolment: &str, password: &str) -> Answer {
        let account = json!({
            "email": "jeanne.durand@exemple.fr", "landline": null, "termsAccepted": true,
            "mailsAccepted": false, "electronicReceiptsAccepted": true, "password": password,
        });
        self.post("/v1/enrolments/current/account", Some(enrolment), account)
            .await
    }

    pub async fn reset_password(&self, enrolment: &str, password: &str) -> Answer {
        let reset = json!({ "password": password });
        self.post("/v1/enrolments/current/password", Some(enrolment), reset)
            .await
    }

    pub async fn complete_letter(&self, enrolment: &str, letter_code: &str, phone: &str) -> Answer {
        let completion = json!({ "letterCode": letter_code, "phone": phone });
        self.post("/v1/enrolments/current/letter", Some(enrolment), completion)
            .await
    }

    /// Issues a tenant's registration letter and returns its code, as printed.
    pub async fn letter(&self, tenant_code: &str) -> String {
        let tenant_code = contract::TenantCode::parse(tenant_code).expect("a tenant code");
        let letter = self.service.letter_admin().issue(&tenant_code).await;
        letter.expect("a letter").grouped()
    }

    /// Signs a tenant up and returns the tokens.
    pub async fn sign_up(&mut self, tenant_code: &str, mobile: &str) -> Value {
        let enrolment = self.enrolment(tenant_code).await;
        self.complete_phone(&enrolment, mobile).await;
        let code = self.sms_code().await;
        assert_eq!(self.try_code(&enrolment, &code).await.status, StatusCode::OK);
        let answer = self.create_account(&enrolment, PASSWORD).await;
        assert_eq!(answer.status, StatusCode::CREATED);
        answer.json()
    }

    /// Signs a tenant up and returns the access token.
    pub async fn signed_in(&mut self, tenant_code: &str, mobile: &str) -> String {
        let tokens = self.sign_up(tenant_code, mobile).await;
        tokens["accessToken"].as_str().expect("a token").to_owned()
    }

    pub async fn sign_in(&self, tenant_code: &str, password: &str) -> Answer {
        let opening = json!({ "tenantCode": tenant_code, "password": password });
        self.post("/v1/sessions", None, opening).await
    }
}
