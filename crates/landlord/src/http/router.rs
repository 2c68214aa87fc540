//! Every route of the service. The OpenAPI description of a route stands with its handler.

use std::{any::Any, time::Duration};

use axum::{
    Router,
    extract::{DefaultBodyLimit, Request},
    http::{HeaderName, HeaderValue, header},
    middleware::{Next, from_fn, from_fn_with_state},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use contract::{CLOSURE_PATH, MAX_ATTACHED_BYTES, SECURITY_KEY_PATH, VERIFICATION_PATH};
use tokio::time::timeout;
use tower_http::{catch_panic::CatchPanicLayer, set_header::SetResponseHeaderLayer, trace::TraceLayer};
use utoipa::{
    Modify, OpenApi,
    openapi::security::{ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityScheme},
};
use utoipa_axum::{
    router::{OpenApiRouter, UtoipaMethodRouterExt},
    routes,
};

use super::{application_version, landlord_profile, problem_response::Problems, request_traces};
use crate::{
    changes::routes as changes,
    counter::{
        routes as staff,
        security_key::{page as security_key_page, routes as security_keys},
        visit::routes as visits,
    },
    demonstration::phone as demonstration_phone,
    figures::{BUSY_RETRY_SECONDS, ROUTE_SECONDS},
    identity::{
        archive_recovery::routes as archive_recovery, closure::routes as closures,
        enrolment::routes as enrolments, profile::routes as account, robot_check::routes as robot_checks,
        session::routes as sessions,
    },
    messages::routes as agency_messages,
    operations::event::Event,
    payment::{pages as card_pages, routes as card_payments},
    refusal::Refusal,
    rent::{
        account::routes as rent_account, document::routes as rent_documents, tenant::routes as tenancy,
        verification::routes as verifications,
    },
    service::Service,
};

/// Maximum size of a request body, far above what any route needs except that for messages.
const MAX_BODY_BYTES: usize = 32 * 1024;
/// Maximum size of a message with its attachments, in base64.
const MAX_MESSAGE_BYTES: usize = MAX_ATTACHED_BYTES / 3 * 4 + MAX_BODY_BYTES;
/// Timeout of a route.
const MAX_DURATION: Duration = Duration::from_secs(ROUTE_SECONDS);

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Espace Locataire",
        description = "What a social landlord's service offers its tenants' application.\n\nJSON with camelCase fields; money in integer cents; dates in RFC 3339; ids, cursors and marks opaque. \
                       Errors are RFC 9457 problems with a stable `type`. Unknown fields are to be ignored and unknown variants tolerated.\n\n\
                       The application names its version in the header `Application-Version`. A version below the landlord's minimum is refused with 426."
    ),
    components(schemas(contract::Problem)),
    modifiers(&Bearers, &Problems),
    tags(
        (name = "landlord", description = "Who the landlord is"),
        (name = "enrolment", description = "Sign-up"),
        (name = "session", description = "Sign-in"),
        (name = "account", description = "Mon profil"),
        (name = "changes", description = "What is worth asking for again"),
        (name = "rent documents", description = "What the landlord issues for each term"),
        (name = "payments", description = "Payment by card"),
        (name = "messages", description = "What tenants write to their agency"),
        (name = "rent account", description = "What is owed, what came in"),
        (name = "verification", description = "Whether a document is genuine"),
        (name = "staff", description = "Who stands behind the counter"),
        (name = "visit", description = "A tenant at the counter"),
    )
)]
struct Description;

struct Bearers;

impl Modify for Bearers {
    fn modify(&self, openapi: &mut utoipa::openapi::OpenApi) {
        let components = openapi.components.get_or_insert_default();
        for (name, what) in [
            ("session", "The access token of a session"),
            ("enrolment", "The token of an enrolment under way"),
            ("staff", "The token of a session of agency staff"),
        ] {
            let scheme = HttpBuilder::new()
                .scheme(HttpAuthScheme::Bearer)
                .description(Some(what))
                .build();
            components.add_security_scheme(name, SecurityScheme::Http(scheme));
        }
        let what = "The token of the enrolled device, which a session of staff works on";
        let device = ApiKeyValue::with_description(contract::STAFF_DEVICE_HEADER, what);
        components.add_security_scheme("device", SecurityScheme::ApiKey(ApiKey::Header(device)));
    }
}

fn described() -> OpenApiRouter<Service> {
    OpenApiRouter::with_openapi(Description::openapi())
        .routes(routes!(landlord_profile::read))
        .routes(routes!(robot_checks::make))
        .routes(routes!(enrolments::open))
        .routes(routes!(enrolments::under_way))
        .routes(routes!(enrolments::complete_phone))
        .routes(routes!(enrolments::resend))
        .routes(routes!(enrolments::try_code))
        .routes(routes!(enrolments::create_account))
        .routes(routes!(enrolments::complete_letter))
        .routes(routes!(enrolments::reset_password))
        .routes(routes!(sessions::open))
        .routes(routes!(sessions::refresh))
        .routes(routes!(sessions::end))
        .routes(routes!(account::read, account::delete))
        .routes(routes!(account::reauthenticate))
        .routes(routes!(account::change_email))
        .routes(routes!(account::change_landline))
        .routes(routes!(account::change_mobile))
        .routes(routes!(account::confirm_mobile))
        .routes(routes!(account::change_password))
        .routes(routes!(account::change_consents))
        .routes(routes!(account::devices))
        .routes(routes!(account::sign_device_out))
        .routes(routes!(account::export))
        .routes(routes!(account::export_pdf))
        .routes(routes!(account::staff_actions))
        .routes(routes!(account::confirm_by_mail))
        .routes(routes!(account::withdraw_change))
        .routes(routes!(closures::close))
        .routes(routes!(changes::read))
        .routes(routes!(tenancy::read))
        .routes(routes!(archive_recovery::read))
        .routes(routes!(rent_account::read))
        .routes(routes!(card_payments::begin, card_payments::list))
        .routes(routes!(card_payments::read))
        .routes(routes!(card_payments::give_up))
        .routes(
            routes!(agency_messages::send, agency_messages::list)
                .layer(DefaultBodyLimit::max(MAX_MESSAGE_BYTES)),
        )
        .routes(routes!(rent_documents::list))
        .routes(routes!(rent_documents::read))
        .routes(routes!(rent_documents::pdf))
        .routes(routes!(verifications::check))
        .routes(routes!(staff::begin_activation))
        .routes(routes!(staff::activate))
        .routes(routes!(staff::sign_in))
        .routes(routes!(staff::check))
        .routes(routes!(staff::change_password))
        .routes(routes!(staff::sign_out))
        .routes(routes!(staff::figures))
        .routes(routes!(staff::journal))
        .routes(routes!(staff::journal_paper))
        .routes(routes!(staff::consent_form))
        .routes(routes!(security_keys::begin))
        .routes(routes!(security_keys::state))
        .routes(routes!(security_keys::begin_adding))
        .routes(routes!(security_keys::request))
        .routes(routes!(security_keys::answer))
        .routes(routes!(security_keys::add, security_keys::list))
        .routes(routes!(security_keys::remove))
        .routes(routes!(visits::search))
        .routes(routes!(visits::begin))
        .routes(routes!(visits::current, visits::end))
        .routes(routes!(visits::add_purposes))
        .routes(routes!(visits::enrol))
        .routes(routes!(visits::approve))
        .routes(routes!(visits::consent))
        .routes(routes!(visits::letter))
        .routes(routes!(visits::letter_by_post))
        .routes(routes!(closures::close_at_counter))
        .routes(routes!(closures::open_at_counter))
}

/// The OpenAPI document of `/v1`.
#[must_use]
pub fn openapi() -> utoipa::openapi::OpenApi {
    described().split_for_parts().1
}

/// The whole service as a router.
pub fn router(service: Service) -> Router {
    let mut router = described()
        .split_for_parts()
        .0
        .route(VERIFICATION_PATH, get(verifications::page))
        .route("/verifier/page.js", get(verifications::script))
        .route("/verifier/page.css", get(verifications::style))
        .route(CLOSURE_PATH, get(closures::page))
        .route("/ce-n-est-pas-moi/page.js", get(closures::script))
        .route(SECURITY_KEY_PATH, get(security_key_page::show))
        .route("/cle-de-securite/page.js", get(security_key_page::script))
        .route("/paiement/retour/{state}", get(card_pages::back))
        .route("/paiement/retour.css", get(card_pages::style))
        .route("/paiement/evenements", post(card_payments::receive_event_of_any))
        .route(
            "/paiement/evenements/{provider}",
            post(card_payments::receive_event),
        );
    if service.cards.sandbox().is_some() {
        router = router.route(
            "/bac-a-sable/{reference}",
            get(card_pages::show).post(card_pages::choose),
        );
    }
    if service.demonstration {
        router = router.route("/demo/phone", get(demonstration_phone::show));
    }
    router
        .fallback(|| async { Refusal::NotFound })
        .method_not_allowed_fallback(|| async { Refusal::MethodNotAllowed })
        .with_state(service.clone())
        .layer(from_fn_with_state(service.clone(), application_version::check))
        .layer(DefaultBodyLimit::max(MAX_BODY_BYTES))
        .layer(CatchPanicLayer::custom(panicked))
        .layer(from_fn(in_time))
        .layer(header_layer(header::CACHE_CONTROL, "no-store"))
        .layer(header_layer(header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        // Around the timeout and the panics, whose answers it records.
        .layer(from_fn_with_state(service, request_traces::record))
        // The path holds at most ids. The query string is not logged (S20).
        .layer(
            TraceLayer::new_for_http()
                .make_span_with(|request: &Request| {
                    tracing::info_span!("request", method = %request.method(), path = request.uri().path())
                })
                // Failures are events of the security log, which bounds its lines.
                .on_failure(()),
        )
}

fn header_layer(name: HeaderName, value: &'static str) -> SetResponseHeaderLayer<HeaderValue> {
    SetResponseHeaderLayer::if_not_present(name, HeaderValue::from_static(value))
}

/// A route that takes too long is busy: what it waits for goes on without it, or is given up.
async fn in_time(request: Request, next: Next) -> Response {
    match timeout(MAX_DURATION, next.run(request)).await {
        Ok(response) => response,
        Err(_) => {
            let retry_after = BUSY_RETRY_SECONDS;
            let mut response = Refusal::Busy { retry_after }.into_response();
            response.extensions_mut().insert(Event::TimedOut);
            response
        }
    }
}

fn panicked(_: Box<dyn Any + Send + 'static>) -> Response {
    Refusal::Stored("a handler panicked".to_owned()).into_response()
}

#[cfg(test)]
mod tests {
    use std::future;

    use axum::{body::Body, http::StatusCode};
    use tower::ServiceExt;

    use super::*;

    #[tokio::test(start_paused = true)]
    async fn a_route_that_takes_too_long_is_busy_and_may_be_asked_again() {
        let router: Router = Router::new().route("/", get(future::pending::<Response>));
        let request = Request::new(Body::empty());
        let answer = router
            .layer(from_fn(in_time))
            .oneshot(request)
            .await
            .expect("infallible");
        assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(answer.extensions().get::<Event>(), Some(&Event::TimedOut));
        assert_eq!(answer.headers()[header::CONTENT_TYPE], "application/problem+json");
        assert_eq!(
            answer.headers()[header::RETRY_AFTER],
            BUSY_RETRY_SECONDS.to_string().as_str()
        );
    }
}
