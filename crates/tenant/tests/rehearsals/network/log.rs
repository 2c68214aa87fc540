//! What the application logs while the network fails (S20).

use std::{
    cell::RefCell,
    io::{self, Write},
    sync::Once,
};

use tracing::level_filters::LevelFilter;
use tracing_subscriber::{
    Layer, filter::Targets, fmt, layer::SubscriberExt, registry, util::SubscriberInitExt,
};

use super::{errand::Errand, matrix::reported};
use crate::rehearsal::{NEW_MOBILE, PASSWORD, PIN, tenant};

thread_local! {
    /// What the tenant's crate logs on this thread, once the thread listens.
    static LOGGED: RefCell<Option<Vec<u8>>> = const { RefCell::new(None) };
}

/// Writes to the log of the thread that writes.
struct ThreadLog;

impl Write for ThreadLog {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        LOGGED.with_borrow_mut(|logged| {
            if let Some(logged) = logged {
                logged.extend_from_slice(bytes);
            }
        });
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Listens to everything that the tenant's crate logs on this thread. The subscriber is the process's: with one for
/// this thread alone, an event that another test meets first would be disabled here too (`tracing` asks only the
/// thread that meets it).
fn listen() {
    static SUBSCRIBER: Once = Once::new();
    SUBSCRIBER.call_once(|| {
        let everything = Targets::new().with_target("tenant", LevelFilter::TRACE);
        let layer = fmt::layer()
            .without_time()
            .with_ansi(false)
            .with_writer(|| ThreadLog);
        registry().with(layer.with_filter(everything)).init();
    });
    LOGGED.set(Some(Vec::new()));
}

/// What was logged since this thread listens.
fn logged() -> String {
    String::from_utf8(LOGGED.take().expect("it listens")).expect("UTF-8")
}

#[tokio::test]
async fn s20_no_failure_logs_a_value_an_address_or_a_code() {
    listen();
    let mut values = Vec::new();
    for errand in [
        Errand::SubmitTenantCodeChecked,
        Errand::SignIn,
        Errand::SignOut,
        Errand::SynchroniseDocuments,
        Errand::SynchroniseDamaged,
        Errand::RentDocumentPdf,
        Errand::FollowPayment,
        Errand::ProfileEmail,
    ] {
        let mut rehearsal = errand.begin().await;
        for fault in errand.faults() {
            let typed = errand.prepare(&mut rehearsal).await;
            rehearsal.line.strike(fault, errand.request()).await;
            let answer = errand.run(&rehearsal, &typed).await;
            assert_eq!(
                reported(&answer),
                errand.reported(fault),
                "{errand:?} × {fault:?}"
            );
            rehearsal.line.heal().await;
            if answer.is_err() {
                let again = errand.run(&rehearsal, &typed).await;
                assert_eq!(again, Ok(()), "{errand:?} × {fault:?}: once the line is healed");
            }
        }
        values.extend(rehearsal.line.values_answered());
    }
    let logged = logged();
    assert!(
        logged.contains("the answer cannot be read"),
        "failures are logged: {logged}"
    );
    assert!(logged.contains("a certificate was refused"), "{logged}");
    assert!(
        values.iter().any(|value| value.contains(tenant().name)),
        "answers are looked at"
    );
    let own = [
        tenant().tenant_code,
        tenant().mobile,
        NEW_MOBILE,
        PASSWORD,
        PIN,
        "://",
        "?",
    ];
    for told in own.into_iter().chain(values.iter().map(String::as_str)) {
        assert!(!logged.contains(told), "« {told} » in {logged}");
    }
}
