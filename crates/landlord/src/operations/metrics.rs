//! `/metrics`, `/healthz` and `/readyz`, on an address of their own that only this machine reaches (S27).

use std::fmt::Write;

use axum::{
    Router,
    extract::State,
    http::{StatusCode, header},
    response::IntoResponse,
    routing::get,
};
use contract::ProgramVersion;

use super::{event::Event, health};
use crate::service::Service;

/// The text format of Prometheus.
const FORMAT: &str = "text/plain; version=0.0.4; charset=utf-8";

/// What the address of `metrics-listen` answers.
pub fn router(service: Service) -> Router {
    Router::new()
        .route("/metrics", get(metrics))
        .route("/healthz", get(|| async { "alive\n" }))
        .route("/readyz", get(ready))
        .with_state(service)
}

async fn metrics(State(service): State<Service>) -> impl IntoResponse {
    ([(header::CONTENT_TYPE, FORMAT)], text(&service))
}

/// 200 when the service can answer tenants, 503 with the reason when it cannot.
async fn ready(State(service): State<Service>) -> (StatusCode, String) {
    match health::flaw(&service).await {
        None => (StatusCode::OK, "ready\n".to_owned()),
        Some(flaw) => (StatusCode::SERVICE_UNAVAILABLE, format!("{flaw}\n")),
    }
}

/// All counters. An event that never happened has 0, so that its first occurrence is an increase.
fn text(service: &Service) -> String {
    let mut text = String::new();
    let version = ProgramVersion::of_this_build();
    // Writing into a string cannot fail.
    let _ = writeln!(text, "# TYPE landlord_build_info gauge");
    let _ = writeln!(text, "landlord_build_info{{version=\"{version}\"}} 1");
    let _ = writeln!(
        text,
        "# HELP landlord_time_seconds The service's clock, in Unix seconds."
    );
    let _ = writeln!(text, "# TYPE landlord_time_seconds gauge");
    let _ = writeln!(text, "landlord_time_seconds {}", service.base.clock.seconds());
    let _ = writeln!(
        text,
        "# HELP landlord_events_total Events of the security log since the start."
    );
    let _ = writeln!(text, "# TYPE landlord_events_total counter");
    for event in Event::ALL {
        let (kind, outcome) = event.names();
        let total = service.base.traces.total(*event);
        let _ = writeln!(
            text,
            "landlord_events_total{{kind=\"{kind}\",outcome=\"{outcome}\"}} {total}"
        );
    }
    text
}
