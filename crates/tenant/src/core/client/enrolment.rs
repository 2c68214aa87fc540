//! Requests of sign-up and forgotten passwords.

use contract::{
    AccountCreation, EnrolmentOpened, EnrolmentOpening, EnrolmentUnderWay, LetterCompletion, PasswordReset,
    PhoneCompletion, RobotCheck, RobotCheckRequest, SessionTokens, SmsCode, SmsCodeAccepted, SmsCodeTry,
    SmsSent, WireSecret,
};

use super::{ClientError, LandlordClient};

impl LandlordClient {
    pub(crate) async fn robot_check(&self, request: &RobotCheckRequest) -> Result<RobotCheck, ClientError> {
        self.post("v1/robot-checks", None, Some(request)).await
    }

    pub(crate) async fn open_enrolment(
        &self,
        opening: &EnrolmentOpening,
    ) -> Result<EnrolmentOpened, ClientError> {
        self.post("v1/enrolments", None, Some(opening)).await
    }

    pub(crate) async fn enrolment_under_way(
        &self,
        enrolment: &WireSecret,
    ) -> Result<EnrolmentUnderWay, ClientError> {
        self.get("v1/enrolments/current", enrolment).await
    }

    pub(crate) async fn complete_letter(
        &self,
        enrolment: &WireSecret,
        completion: &LetterCompletion,
    ) -> Result<SmsSent, ClientError> {
        self.post("v1/enrolments/current/letter", Some(enrolment), Some(completion))
            .await
    }

    pub(crate) async fn complete_phone(
        &self,
        enrolment: &WireSecret,
        completion: &PhoneCompletion,
    ) -> Result<SmsSent, ClientError> {
        self.post("v1/enrolments/current/phone", Some(enrolment), Some(completion))
            .await
    }

    pub(crate) async fn resend(&self, enrolment: &WireSecret) -> Result<SmsSent, ClientError> {
        self.post("v1/enrolments/current/messages", Some(enrolment), None::<&()>)
            .await
    }

    pub(crate) async fn try_code(
        &self,
        enrolment: &WireSecret,
        code: SmsCode,
    ) -> Result<SmsCodeAccepted, ClientError> {
        self.post(
            "v1/enrolments/current/code",
            Some(enrolment),
            Some(&SmsCodeTry { code }),
        )
        .await
    }

    pub(crate) async fn create_account(
        &self,
        enrolment: &WireSecret,
        account: &AccountCreation,
    ) -> Result<SessionTokens, ClientError> {
        self.post("v1/enrolments/current/account", Some(enrolment), Some(account))
            .await
    }

    pub(crate) async fn reset_password(
        &self,
        enrolment: &WireSecret,
        reset: &PasswordReset,
    ) -> Result<SessionTokens, ClientError> {
        self.post("v1/enrolments/current/password", Some(enrolment), Some(reset))
            .await
    }
}
