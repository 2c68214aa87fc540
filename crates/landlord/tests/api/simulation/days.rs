//! The days, and the table of what came of them.

use std::io::Write;

use landlord::figures::{HOUR, SMS_OF_STRANGERS};

use super::{
    attack::{Attacker, KNOWN_TENANTS, Pace, Target, WHOLE, known_tenant},
    honest::{Honest, Shares, Tenant, messages_sent, put_on_file},
};
use crate::counter::Counter;

/// What a text message costs, in cents: what French gateways ask for one of the mainland.
const CENTS_PER_SMS: u64 = 6;
const HOURS: u32 = 24;

/// What is lived through, and by whom.
#[derive(Debug, Clone, Copy)]
struct Plan {
    pace: Pace,
    /// Honest people besides Mme Durand.
    others: usize,
    /// Each of them comes every so many hours.
    every: u32,
}

/// What the table of `docs/SECURITY.md` says.
const TABLE: Plan = Plan {
    pace: WHOLE,
    others: 5,
    every: 4,
};
/// What runs with every other test.
const QUICK: Plan = Plan {
    pace: Pace {
        rounds: 1,
        enrolments: 5,
        passwords: 1,
    },
    others: 2,
    every: 8,
};

/// A day, and what was sent and paid meanwhile.
struct Day {
    honest: Honest,
    sent: u64,
    requests: u32,
}

/// Whom the attacker knows: those of the honest people who are attacked, and tenants without an account.
async fn known_to_the_attacker(counter: &Counter, target: Target, honest: &Honest) -> Vec<Tenant> {
    let mut known = honest.attacked();
    if target == Target::Service {
        let more: Vec<Tenant> = (known.len()..KNOWN_TENANTS).map(known_tenant).collect();
        put_on_file(&counter.landlord, &more).await;
        known.extend(more);
    }
    known
}

/// Lives a day under attack.
async fn day(target: Target, addresses: u32, plan: Plan) -> Day {
    let mut counter = Counter::open().await;
    counter.landlord.wait_for_morning();
    let mut honest = Honest::begin(&mut counter, target, plan.others).await;
    let known = known_to_the_attacker(&counter, target, &honest).await;
    let mut attacker = Attacker::new(target, addresses, known);
    let before = messages_sent(&counter.landlord).await;
    for hour in 0..HOURS {
        let begun = counter.landlord.seconds();
        attacker
            .strike_for_an_hour(&mut counter.landlord, plan.pace)
            .await;
        honest.come(&mut counter, hour, plan.every).await;
        counter
            .landlord
            .wait((begun + HOUR - counter.landlord.seconds()).max(0));
        counter.landlord.purge().await;
    }
    let sent = messages_sent(&counter.landlord).await - before;
    Day {
        honest,
        sent,
        requests: attacker.requests,
    }
}

impl Day {
    /// The goal of S23 at counters, whatever is attacked, and what messages may cost at most.
    fn assert_counters(&self, told: &str) {
        let visits = self.honest.visits;
        assert!(visits.is_reached(), "{told}: visits {visits:?}");
        let most = SMS_OF_STRANGERS[0].events.unsigned_abs() * u64::from(HOURS);
        assert!(self.sent < most, "{told}: {}", self.sent);
    }

    /// The goal of S23 at home, on known devices.
    fn assert_homes(&self, told: &str) {
        for (what, shares) in [("sign-ins", self.honest.sign_ins), ("resets", self.honest.resets)] {
            assert!(shares.is_reached(), "{told}: {what} {shares:?}");
        }
    }

    fn row(&self, target: Target, addresses: u32) -> String {
        let honest = &self.honest;
        let shares = [honest.sign_ups, honest.sign_ins, honest.resets, honest.visits];
        let shares = shares.map(Shares::told);
        let cost = self.sent * CENTS_PER_SMS;
        format!(
            "| {target:?} | {addresses} | {} | {} | {}.{:02} € | {} |",
            shares.join(" | "),
            self.sent,
            cost / 100,
            cost % 100,
            self.requests
        )
    }
}

#[tokio::test]
async fn s23_an_attack_stops_neither_known_devices_nor_the_counter() {
    for target in [Target::Tenant, Target::Number, Target::Service] {
        let day = day(target, 100, QUICK).await;
        day.assert_counters(&format!("{target:?}"));
        day.assert_homes(&format!("{target:?}"));
    }
}

/// Lives the days of one target. Each row is written at once, past the harness: a run that is cut off leaves some.
async fn fill_the_table(target: Target) {
    for addresses in [1, 100, 10_000] {
        let day = day(target, addresses, TABLE).await;
        let row = format!("{}\n", day.row(target, addresses));
        std::io::stderr().write_all(row.as_bytes()).expect("written");
        let told = format!("{target:?} from {addresses}");
        day.assert_counters(&told);
        // Of the whole service, the goal is the counter.
        if target != Target::Service {
            day.assert_homes(&told);
        }
    }
}

#[tokio::test]
#[ignore = "minutes long: cargo xtask test --long"]
async fn long_a_day_of_attack_on_one_tenant() {
    fill_the_table(Target::Tenant).await;
}

#[tokio::test]
#[ignore = "minutes long: cargo xtask test --long"]
async fn long_a_day_of_attack_on_one_number() {
    fill_the_table(Target::Number).await;
}

#[tokio::test]
#[ignore = "minutes long: cargo xtask test --long"]
async fn long_a_day_of_attack_on_the_service() {
    fill_the_table(Target::Service).await;
}
