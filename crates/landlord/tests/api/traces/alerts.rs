//! The alerts of `packaging/alerts.yml` watch counters that exist, and SECURITY.md names each of them.

use std::{collections::BTreeSet, fs, path::Path};

use super::monitored;
use crate::service::Landlord;

/// Each alert with the kind of event that it watches; without one, it watches the service itself.
const ALERTS: [(&str, Option<&str>); 37] = [
    ("ServiceGone", None),
    ("ServiceFails", Some("service")),
    ("ServiceBusy", Some("service")),
    ("ConnectionsFull", Some("connections")),
    ("DatabaseUnwritable", Some("database")),
    ("PurgeFails", Some("purge")),
    ("ClockJumped", Some("clock")),
    ("ClockWrong", None),
    ("SmsBudgetHalf", Some("sms-budget")),
    ("SmsBudgetFull", Some("sms-budget")),
    ("SmsRangeFull", Some("sms-budget")),
    ("MessagesWithheld", Some("sms")),
    ("MailBudgetFull", Some("mail-budget")),
    ("SmsFails", Some("sms")),
    ("MailFails", Some("mail")),
    ("CardsFail", Some("cards")),
    ("CardEventsRefused", Some("card-event")),
    ("AccountGuessed", Some("guessing")),
    ("SourceGuesses", Some("guessing")),
    ("RightPasswordUnderGuessing", Some("sign-in")),
    ("PasswordsSprayed", Some("password")),
    ("CodesGuessed", Some("quota")),
    ("NumberFlooded", Some("quota")),
    ("LetterCodesGuessed", Some("letter-code")),
    ("TenantCodesTried", Some("quota")),
    ("RobotChecksRefused", Some("robot-check")),
    ("RobotChecksWrong", Some("quota")),
    ("SpentTokenShown", Some("session")),
    ("AccountClosed", Some("closure")),
    ("ClosedAccountTried", Some("closure")),
    ("ClosingLinksTried", Some("quota")),
    ("AccountLoops", Some("quota")),
    ("StaffGuessed", Some("quota")),
    ("StaffDeviceUnknown", Some("staff")),
    ("StaffSearches", Some("quota")),
    ("VisitsFromElsewhere", Some("visit")),
    ("KeysUnreadable", Some("keys")),
];

/// The events that no alert watches.
const UNWATCHED: [(&str, &[&str]); 13] = [
    // What tenants and their agency do all day. Many wrong codes of one tenant, and what follows from them, fill a quota.
    ("sign-in", &["accepted", "paused"]),
    ("enrolment", &["opened"]),
    ("sms-code", &["wrong", "sent", "withheld"]),
    (
        "account",
        &[
            "created",
            "deleted",
            "password-reset",
            "password-changed",
            "mobile-changed",
            "email-changed",
            "change-held",
            "archive-secrets",
        ],
    ),
    ("mail-code", &["wrong"]),
    ("closure", &["by-agency", "unknown-link", "reopened"]),
    ("staff", &["signed-in", "wrong-proof"]),
    ("visit", &["begun", "letter-printed", "letter-asked-for"]),
    ("sms", &["taken"]),
    ("mail", &["taken"]),
    // The mail left.
    ("notice", &["mail-only"]),
    // `AccountGuessed` comes long before.
    ("quota", &["wrong-passwords"]),
    // Somebody with many papers to check, or much to write.
    ("quota", &["verifications", "agency-messages"]),
];

fn read(path: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    fs::read_to_string(root.join(path)).expect("read")
}

/// The value of a label in an expression: `kind="quota"` or `outcome=~"busy|timed-out"`.
fn label<'a>(expression: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = expression.split_once(&format!("{name}="))?;
    rest.trim_start_matches('~').strip_prefix('"')?.split('"').next()
}

#[tokio::test]
async fn s27_each_alert_watches_counters_that_the_service_has() {
    let landlord = Landlord::open().await;
    let (_, metrics) = monitored(&landlord, "/metrics").await;
    let rules = read("packaging/alerts.yml");
    let alerts: Vec<&str> = rules.split("- alert: ").skip(1).collect();
    assert_eq!(alerts.len(), ALERTS.len());
    for (alert, (name, kind)) in alerts.into_iter().zip(ALERTS) {
        assert_eq!(alert.lines().next(), Some(name));
        assert!(alert.contains("summary: "), "{name}");
        let expression = alert.lines().find_map(|line| line.trim().strip_prefix("expr: "));
        let expression = expression.expect("an expression");
        assert_eq!(label(expression, "kind"), kind, "{name}");
        let Some(kind) = kind else {
            let gauges = ["landlord_build_info", "landlord_time_seconds"];
            let watched = gauges.into_iter().find(|gauge| expression.contains(gauge));
            assert!(metrics.contains(watched.expect("a gauge")), "{name}");
            continue;
        };
        let outcomes = label(expression, "outcome").expect("an outcome");
        for outcome in outcomes.split('|') {
            let series = format!("landlord_events_total{{kind=\"{kind}\",outcome=\"{outcome}\"}} ");
            assert!(metrics.contains(&series), "{name}: {series}");
        }
    }
}

/// The expressions of the alerts, in order.
fn expressions(rules: &str) -> impl Iterator<Item = &str> {
    rules
        .lines()
        .filter_map(|line| line.trim().strip_prefix("expr: "))
}

#[tokio::test]
async fn s27_each_event_is_watched_by_an_alert_or_needs_none() {
    let landlord = Landlord::open().await;
    let (_, metrics) = monitored(&landlord, "/metrics").await;
    let counters = metrics
        .lines()
        .filter(|line| line.starts_with("landlord_events_total{"));
    let counters: BTreeSet<(&str, &str)> = counters
        .filter_map(|line| label(line, "kind").zip(label(line, "outcome")))
        .collect();
    let rules = read("packaging/alerts.yml");
    let watched = expressions(&rules).filter_map(|rule| label(rule, "kind").zip(label(rule, "outcome")));
    let mut known = BTreeSet::new();
    for (kind, outcomes) in watched {
        for outcome in outcomes.split('|') {
            assert!(known.insert((kind, outcome)), "two alerts: {kind} {outcome}");
        }
    }
    for (kind, outcomes) in UNWATCHED {
        for outcome in outcomes {
            assert!(
                known.insert((kind, *outcome)),
                "it has an alert: {kind} {outcome}"
            );
        }
    }
    assert_eq!(known, counters);
}

#[test]
fn s27_security_md_names_each_alert_and_no_other() {
    let security = read("docs/SECURITY.md");
    let section = security.split("### S27").nth(1).expect("a section");
    let section = section.split("\n#").next().expect("a section");
    let rows = section.lines().filter(|line| line.starts_with("| "));
    let named: BTreeSet<&str> = rows.flat_map(|row| row.split('`').skip(1).step_by(2)).collect();
    let alerts: BTreeSet<&str> = ALERTS.iter().map(|(name, _)| *name).collect();
    assert_eq!(named, alerts);
}
