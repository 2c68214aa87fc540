//! The tenant's application behind a real proxy, squid, where only the proxy knows the way.

use reserved_port::Port;
use squid::{NAME, PASSWORD, Squid};
use tenant::FailureCode;

use super::fault::Fault;
use crate::rehearsal::Rehearsal;

/// A tenant whose computer finds no name by itself.
async fn without_names() -> Rehearsal {
    let mut rehearsal = Rehearsal::begin().await;
    rehearsal.line.strike(Fault::NoName, "GET /nothing").await;
    rehearsal
}

#[tokio::test]
async fn everything_goes_through_the_proxy_that_is_configured() {
    let mut rehearsal = without_names().await;
    let squid = Squid::open().await;
    rehearsal.reopen_with_proxy(&squid.url());
    rehearsal.sign_up().await;
    let list = rehearsal.espace.synchronise().await.expect("synchronised");
    let id = list.documents().next().expect("a document").id.0.clone();
    rehearsal.espace.rent_document_pdf(id).await.expect("a PDF");
}

#[tokio::test]
async fn nothing_goes_through_a_proxy_where_none_is_wanted() {
    let mut rehearsal = without_names().await;
    rehearsal.reopen_with_proxy("none");
    let failure = rehearsal.espace.prepare_robot_check("204518730961245").await;
    assert_eq!(failure.expect_err("no name").code, FailureCode::NoNetwork);
}

#[tokio::test]
async fn a_proxy_that_is_gone_is_reported_as_no_answer() {
    let mut rehearsal = without_names().await;
    let (gone, listener) = Port::free();
    gone.end();
    drop(listener);
    rehearsal.reopen_with_proxy(&gone.address.to_string());
    let failure = rehearsal.espace.prepare_robot_check("204518730961245").await;
    assert_eq!(failure.expect_err("nobody there").code, FailureCode::Unreachable);
}

#[tokio::test]
async fn a_proxy_that_wants_a_password_lets_through_with_the_right_one() {
    let mut rehearsal = without_names().await;
    let squid = Squid::with_password().await;
    rehearsal.reopen_with_proxy(&squid.url());
    let refused = rehearsal.espace.prepare_robot_check("204518730961245").await;
    let code = refused.expect_err("no password").code;
    assert_eq!(code, FailureCode::ProxyPasswordRequired);
    let server = format!("http://127.0.0.1:{}", squid.port());
    let server = Some(server.as_str());
    assert_eq!(rehearsal.espace.proxy_server().as_deref(), server);

    let empty = rehearsal
        .espace
        .enter_proxy(server, "", "")
        .await
        .expect_err("empty");
    let fields: Vec<FailureCode> = empty.fields.iter().map(|field| field.code).collect();
    assert_eq!(fields, [FailureCode::ProxyNameEmpty, FailureCode::PasswordEmpty]);
    let wrong = rehearsal.espace.enter_proxy(server, NAME, "Pluie").await;
    let wrong = wrong.expect_err("another password").fields;
    assert_eq!(wrong[0].code, FailureCode::ProxyPasswordWrong);

    let entered = rehearsal.espace.enter_proxy(server, NAME, PASSWORD).await;
    entered.expect("the right password");
    rehearsal.sign_up().await;
    rehearsal.espace.synchronise().await.expect("synchronised");
}

#[tokio::test]
async fn a_proxy_that_was_not_shown_gets_no_password() {
    let mut rehearsal = without_names().await;
    let squid = Squid::with_password().await;
    rehearsal.reopen_with_proxy(&squid.url());
    let other_scheme = format!("https://127.0.0.1:{}", squid.port());
    for shown in [
        None,
        Some("http://other.example:3128"),
        Some(other_scheme.as_str()),
    ] {
        let refused = rehearsal.espace.enter_proxy(shown, NAME, PASSWORD).await;
        assert_eq!(refused.expect_err("another").code, FailureCode::ProxyChanged);
    }
    let asked = rehearsal.espace.prepare_robot_check("204518730961245").await;
    let code = asked.expect_err("no password").code;
    assert_eq!(code, FailureCode::ProxyPasswordRequired);
}

#[tokio::test]
async fn a_proxy_that_takes_no_password_is_reported_without_asking_for_one() {
    let mut rehearsal = without_names().await;
    let squid = Squid::with_domain_account().await;
    rehearsal.reopen_with_proxy(&squid.url());
    let failure = rehearsal.espace.prepare_robot_check("204518730961245").await;
    let code = failure.expect_err("no account").code;
    assert_eq!(code, FailureCode::ProxyUnsupported);
}
