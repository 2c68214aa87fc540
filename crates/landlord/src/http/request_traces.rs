//! Records what the answer to a request tells an operator (S27).

use axum::{
    extract::{Request, State},
    middleware::Next,
    response::Response,
};

use super::client_address::ClientAddress;
use crate::{
    operations::{
        event::Event,
        traces::{self, Who},
    },
    service::Service,
};

/// Answers a request from its address, and records the event of a refusal.
pub(crate) async fn record(
    State(service): State<Service>,
    ClientAddress(address): ClientAddress,
    request: Request,
    next: Next,
) -> Response {
    let answer = async move {
        let response = next.run(request).await;
        if let Some(event) = event_of(&response) {
            service.base.trace(event, Who::Nobody);
        }
        response
    };
    traces::from_address(address, answer).await
}

fn event_of(response: &Response) -> Option<Event> {
    let refused = response.extensions().get::<Event>().copied();
    refused.or_else(|| response.status().is_server_error().then_some(Event::Failed))
}

#[cfg(test)]
mod tests {
    use axum::{http::StatusCode, response::IntoResponse};

    use super::*;
    use crate::{payment::provider::CardError, refusal::Refusal};

    #[test]
    fn s27_each_answer_that_fails_or_finds_a_quota_full_raises_its_event() {
        let full = Refusal::TooManyAttempts {
            retry_after: 60,
            event: Event::TenantCodesFull,
        };
        let unreachable = CardError::Unreachable("no route".to_owned());
        let refused = CardError::Refused("401".to_owned());
        for (response, event) in [
            (full.into_response(), Some(Event::TenantCodesFull)),
            (
                Refusal::Cards(unreachable).into_response(),
                Some(Event::CardsUnreachable),
            ),
            (Refusal::Cards(refused).into_response(), Some(Event::CardsRefused)),
            (
                Refusal::Busy { retry_after: 2 }.into_response(),
                Some(Event::Busy),
            ),
            (
                Refusal::Stored("x".to_owned()).into_response(),
                Some(Event::Failed),
            ),
            (
                StatusCode::INTERNAL_SERVER_ERROR.into_response(),
                Some(Event::Failed),
            ),
            (Refusal::NotFound.into_response(), None),
            (StatusCode::OK.into_response(), None),
        ] {
            assert_eq!(event_of(&response), event, "{}", response.status());
        }
    }
}
