//! The days, and the table of what came of them.

use landlord::figures::{HOUR, SMS_OF_STRANGERS};

use super::{
    attack::{Attacker, Target, put_known_tenants_on_file},
    honest::{Honest, messages_sent},
};
use crate::counter::Counter;

/// Honest people come every so many hours.
const HONEST_EVERY: u32 = 4;
/// What a text message costs, in cents: what French gateways ask for one of the mainland.
const CENTS_PER_SMS: u64 = 6;
const HOURS: u32 = 24;

/// A day, and what was sent and paid meanwhile.
struct Day {
    honest: Honest,
    sent: u64,
}

/// Lives a day under attack, from `most` addresses an hour.
async fn day(target: Target, addresses: u32, most: u32) -> Day {
    let mut counter = Counter::open().await;
    counter.landlord.wait_for_morning();
    if target == Target::Service {
        put_known_tenants_on_file(&counter.landlord).await;
    }
    let mut honest = Honest::begin(&mut counter).await;
    let mut attacker = Attacker::new(target, addresses);
    for hour in 0..HOURS {
        let begun = counter.landlord.seconds();
        attacker.strike_for_an_hour(&mut counter.landlord, most).await;
        if hour.is_multiple_of(HONEST_EVERY) {
            honest.do_everything(&counter, hour).await;
        }
        counter
            .landlord
            .wait((begun + HOUR - counter.landlord.seconds()).max(0));
        counter.landlord.purge().await;
    }
    let sent = messages_sent(&counter.landlord).await;
    Day { honest, sent }
}

impl Day {
    /// The goal of S23: known devices at home, and the counter.
    fn assert_goal(&self, told: &str) {
        for (what, share) in [
            ("sign-ins", self.honest.sign_ins),
            ("resets", self.honest.resets),
            ("visits", self.honest.visits),
        ] {
            assert!(share.percent() >= 99.0, "{told}: {what} {share:?}");
        }
        let most = SMS_OF_STRANGERS[0].events.unsigned_abs() * u64::from(HOURS);
        assert!(self.sent < most, "{told}: {}", self.sent);
    }

    fn row(&self, target: Target, addresses: u32) -> String {
        let honest = &self.honest;
        let shares = [honest.elsewhere, honest.sign_ins, honest.resets, honest.visits];
        let shares = shares.map(|share| format!("{:.0} %", share.percent()));
        let cost = self.sent * CENTS_PER_SMS;
        format!(
            "| {target:?} | {addresses} | {} | {} | {}.{:02} € |",
            shares.join(" | "),
            self.sent,
            cost / 100,
            cost % 100
        )
    }
}

#[tokio::test]
async fn s23_an_attack_stops_neither_known_devices_nor_the_counter() {
    for target in [Target::Tenant, Target::Number, Target::Service] {
        day(target, 100, 5).await.assert_goal(&format!("{target:?}"));
    }
}

#[tokio::test]
#[ignore = "many minutes long: cargo xtask test --long"]
async fn long_the_table_of_a_day_of_attack() {
    let mut rows = Vec::new();
    for target in [Target::Tenant, Target::Number, Target::Service] {
        for addresses in [1, 100, 10_000] {
            let day = day(target, addresses, u32::MAX).await;
            day.assert_goal(&format!("{target:?} from {addresses}"));
            rows.push(day.row(target, addresses));
        }
    }
    println!(
        "| Target | Addresses | Codes elsewhere | Sign-ins | Resets | Visits | SMS sent | Cost |\n\
         |---|---|---|---|---|---|---|---|\n{}",
        rows.join("\n")
    );
}
