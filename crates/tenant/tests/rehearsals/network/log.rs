//! What the application logs while the network fails (S20).

use std::{
    io::{self, Write},
    sync::{Arc, Mutex},
};

use tracing::{level_filters::LevelFilter, subscriber::DefaultGuard};
use tracing_subscriber::{Layer, filter::Targets, fmt, layer::SubscriberExt, registry};

use super::{errand::Errand, matrix::reported};
use crate::rehearsal::{NEW_MOBILE, PASSWORD, PIN, tenant};

/// Everything that the tenant's crate logs on this thread, as long as the guard lives.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().expect("not poisoned").write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Log {
    fn begin() -> (Self, DefaultGuard) {
        let log = Self::default();
        let writer = log.clone();
        let everything = Targets::new().with_target("tenant", LevelFilter::TRACE);
        let layer = fmt::layer()
            .without_time()
            .with_ansi(false)
            .with_writer(move || writer.clone());
        let guard = tracing::subscriber::set_default(registry().with(layer.with_filter(everything)));
        (log, guard)
    }

    fn text(&self) -> String {
        String::from_utf8(self.0.lock().expect("not poisoned").clone()).expect("UTF-8")
    }
}

#[tokio::test]
async fn s20_no_failure_logs_a_value_an_address_or_a_code() {
    let (log, _guard) = Log::begin();
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
    let logged = log.text();
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
