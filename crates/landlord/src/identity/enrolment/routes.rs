//! `/v1/enrolments`: sign-up, step by step.

use axum::{Json, extract::State, http::StatusCode};
use contract::{
    AccountCreation, EnrolmentOpened, EnrolmentOpening, EnrolmentUnderWay, LetterCompletion, PasswordReset,
    PhoneCompletion, Problem, SessionTokens, SmsCodeAccepted, SmsCodeTry, SmsSent,
};

use crate::{
    http::{
        bearer::EnrolmentToken,
        client_address::ClientAddress,
        json_body::JsonBody,
        problem_response::{AnyProblem, NoSession, OverQuota, WrongSmsCode},
        reader_language::ReaderLanguage,
    },
    identity::{
        enrolment::{
            self, completion,
            tried_codes::{self, StrangersTry},
        },
        letter,
    },
    operations::traces,
    refusal::Refusal,
    service::Service,
};

/// Opens an enrolment and returns the masked number on file. An unknown tenant code gets a stable decoy.
#[utoipa::path(post, path = "/v1/enrolments", tag = "enrolment", request_body = EnrolmentOpening,
    responses(
        (status = 201, body = EnrolmentOpened),
        (status = 403, body = Problem, content_type = "application/problem+json", description = "The robot check is wrong, spent, expired or made for something else"),
        OverQuota, AnyProblem,
    ))]
pub(crate) async fn open(
    State(service): State<Service>,
    ClientAddress(address): ClientAddress,
    ReaderLanguage(language): ReaderLanguage,
    JsonBody(opening): JsonBody<EnrolmentOpening>,
) -> Result<(StatusCode, Json<EnrolmentOpened>), Refusal> {
    Ok((
        StatusCode::CREATED,
        Json(enrolment::open(&service.people(), opening, language, address).await?),
    ))
}

/// The progress of the enrolment, with which a window that was closed midway resumes it.
#[utoipa::path(get, path = "/v1/enrolments/current", tag = "enrolment", security(("enrolment" = [])),
    responses((status = 200, body = EnrolmentUnderWay), NoSession, AnyProblem))]
pub(crate) async fn under_way(
    State(service): State<Service>,
    EnrolmentToken(token): EnrolmentToken,
) -> Result<Json<EnrolmentUnderWay>, Refusal> {
    enrolment::under_way(&service.people(), token.expose())
        .await
        .map(Json)
}

/// Completes the masked number. A right and a wrong one get the same answer, but only the number on file gets a
/// message.
#[utoipa::path(post, path = "/v1/enrolments/current/phone", tag = "enrolment", request_body = PhoneCompletion,
    security(("enrolment" = [])),
    responses((status = 202, body = SmsSent), NoSession, OverQuota, AnyProblem))]
pub(crate) async fn complete_phone(
    State(service): State<Service>,
    ClientAddress(address): ClientAddress,
    EnrolmentToken(token): EnrolmentToken,
    JsonBody(completion): JsonBody<PhoneCompletion>,
) -> Result<(StatusCode, Json<SmsSent>), Refusal> {
    let phone = completion.phone;
    let sent = enrolment::complete_phone(&service.people(), token.expose(), phone, address).await?;
    Ok((StatusCode::ACCEPTED, Json(sent)))
}

/// Takes the code of a registration letter and a new number. The SMS code goes to the new number, which replaces
/// the number on file once that code is right.
#[utoipa::path(post, path = "/v1/enrolments/current/letter", tag = "enrolment", request_body = LetterCompletion,
    security(("enrolment" = [])),
    responses(
        (status = 202, body = SmsSent),
        (status = 422, body = Problem, content_type = "application/problem+json", description = "Not the code of the last letter, or one that does not work any more"),
        NoSession, OverQuota, AnyProblem,
    ))]
pub(crate) async fn complete_letter(
    State(service): State<Service>,
    ClientAddress(address): ClientAddress,
    EnrolmentToken(token): EnrolmentToken,
    JsonBody(completion): JsonBody<LetterCompletion>,
) -> Result<(StatusCode, Json<SmsSent>), Refusal> {
    let sent = letter::complete(&service.people(), token.expose(), completion, address).await?;
    Ok((StatusCode::ACCEPTED, Json(sent)))
}

/// Sends another message, whose code replaces the previous one.
#[utoipa::path(post, path = "/v1/enrolments/current/messages", tag = "enrolment",
    security(("enrolment" = [])),
    responses((status = 202, body = SmsSent), NoSession, OverQuota, AnyProblem))]
pub(crate) async fn resend(
    State(service): State<Service>,
    ClientAddress(address): ClientAddress,
    EnrolmentToken(token): EnrolmentToken,
) -> Result<(StatusCode, Json<SmsSent>), Refusal> {
    let sent = enrolment::resend(&service.people(), token.expose(), address).await?;
    Ok((StatusCode::ACCEPTED, Json(sent)))
}

/// Checks the code of the last message.
#[utoipa::path(post, path = "/v1/enrolments/current/code", tag = "enrolment", request_body = SmsCodeTry,
    security(("enrolment" = [])),
    responses((status = 200, body = SmsCodeAccepted), NoSession, WrongSmsCode, OverQuota, AnyProblem))]
pub(crate) async fn try_code(
    State(service): State<Service>,
    ClientAddress(address): ClientAddress,
    EnrolmentToken(token): EnrolmentToken,
    JsonBody(tried): JsonBody<SmsCodeTry>,
) -> Result<Json<SmsCodeAccepted>, Refusal> {
    // A task of its own: who breaks the connection off must not have a code counted of which nobody is told.
    let checked = async move {
        let of_strangers = service.clone();
        let wrong = move |guess| tell_later(of_strangers, guess);
        enrolment::try_code(&service.people(), token.expose(), &tried.code, wrong).await
    };
    tokio::spawn(traces::from_address(address, checked))
        .await?
        .map(Json)
}

/// Tells a tenant of wrong codes in the background: the time of the answer does not reveal whether there is somebody to
/// tell (S2).
fn tell_later(service: Service, guess: StrangersTry) {
    let under_way = service.people().outlet.under_way();
    under_way.run(async move {
        if let Err(error) = tried_codes::tell(&service.people(), &guess).await {
            tracing::error!(%error, "a tenant could not be told of wrong codes");
        }
    });
}

/// Creates the account and signs in.
#[utoipa::path(post, path = "/v1/enrolments/current/account", tag = "enrolment", request_body = AccountCreation,
    security(("enrolment" = [])),
    responses((status = 201, body = SessionTokens), NoSession, AnyProblem))]
pub(crate) async fn create_account(
    State(service): State<Service>,
    EnrolmentToken(token): EnrolmentToken,
    JsonBody(account): JsonBody<AccountCreation>,
) -> Result<(StatusCode, Json<SessionTokens>), Refusal> {
    let tokens = completion::create_account(&service.people(), token.expose(), account).await?;
    Ok((StatusCode::CREATED, Json(tokens)))
}

/// Sets the password of a registered tenant, ends all sessions and signs in.
#[utoipa::path(post, path = "/v1/enrolments/current/password", tag = "enrolment", request_body = PasswordReset,
    security(("enrolment" = [])),
    responses(
        (status = 201, body = SessionTokens),
        (status = 409, body = Problem, content_type = "application/problem+json", description = "There is no account yet: the enrolment goes on with one"),
        NoSession, AnyProblem,
    ))]
pub(crate) async fn reset_password(
    State(service): State<Service>,
    EnrolmentToken(token): EnrolmentToken,
    JsonBody(reset): JsonBody<PasswordReset>,
) -> Result<(StatusCode, Json<SessionTokens>), Refusal> {
    let tokens = completion::reset_password(&service.people(), token.expose(), reset).await?;
    Ok((StatusCode::CREATED, Json(tokens)))
}
