//! What an attacker does in a day.

use std::net::{IpAddr, Ipv4Addr};

use serde_json::json;

use crate::service::{DURAND, DURAND_MOBILE, Landlord};

/// What the attacker is after.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// One tenant, whose code is known and whose number is not.
    Tenant,
    /// One number, whose tenant code is known as well.
    Number,
    /// All messages of the service, with the codes and numbers of many tenants.
    Service,
}

/// Tenants whose codes and numbers the attacker of the service knows.
pub const KNOWN_TENANTS: u32 = 500;
/// Addresses that act in an hour. Of more, each acts once in the day.
const MAX_IN_AN_HOUR: u32 = 420;
/// Seconds of an hour that it lasts. Honest people have the rest.
const ATTACK_SECONDS: i64 = 50 * 60;
/// Of the attacks, every so many also tries a password: hashing it is slow.
const PASSWORD_EVERY: u32 = 20;

/// An attacker with many addresses.
pub struct Attacker {
    pub target: Target,
    pub addresses: u32,
    /// Number of attacks so far.
    attacks: u32,
}

impl Attacker {
    pub fn new(target: Target, addresses: u32) -> Self {
        Self {
            target,
            addresses,
            attacks: 0,
        }
    }

    /// Attacks for most of an hour from as many addresses as there are, and no more than `most`.
    pub async fn strike_for_an_hour(&mut self, landlord: &mut Landlord, most: u32) {
        let home = landlord.address;
        let strikes = self.addresses.min(MAX_IN_AN_HOUR).min(most);
        for _ in 0..strikes {
            landlord.wait(ATTACK_SECONDS / i64::from(strikes));
            let address = Ipv4Addr::from_bits(0x6440_0000 + self.attacks % self.addresses);
            landlord.address = IpAddr::V4(address);
            self.strike(landlord).await;
            self.attacks += 1;
        }
        landlord.address = home;
    }

    /// The tenant code and the number of this attack.
    fn aim(&self) -> (String, String) {
        let n = self.attacks;
        match self.target {
            Target::Tenant => (DURAND.to_owned(), invented_number(n)),
            Target::Number => (DURAND.to_owned(), DURAND_MOBILE.to_owned()),
            // Every third code is invented, as an enumerator's are.
            Target::Service if n.is_multiple_of(3) => (
                format!("{:015}", 700_000_000_000_000 + u64::from(n)),
                invented_number(n),
            ),
            Target::Service => known_tenant(n % KNOWN_TENANTS),
        }
    }

    /// Does all that one address can with one enrolment: asks for codes, guesses them, and guesses a letter.
    async fn strike(&self, landlord: &Landlord) {
        let (code, mobile) = self.aim();
        let robot_check = landlord.solved_robot_check(&code).await;
        let opening = json!({ "tenantCode": code, "robotCheck": robot_check, "purpose": "passwordReset" });
        let opened = landlord.post("/v1/enrolments", None, opening).await;
        if let Some(token) = opened.json()["enrolmentToken"].as_str() {
            landlord.complete_phone(token, &mobile).await;
            for _ in 0..5 {
                landlord.try_code(token, "000000").await;
            }
            for _ in 0..5 {
                landlord
                    .complete_letter(token, "0000-0000-0000-0000", &mobile)
                    .await;
            }
        }
        if self.attacks.is_multiple_of(PASSWORD_EVERY) {
            landlord.sign_in(&code, "Prunier jaune 17").await;
        }
    }
}

/// A mobile of a block for fiction, which no tenant of the tests has.
fn invented_number(n: u32) -> String {
    format!("06 39 97 {:02} {:02}", n / 100 % 100, n % 100)
}

/// A tenant whom the attacker knows.
fn known_tenant(n: u32) -> (String, String) {
    let code = format!("{:015}", 500_000_000_000_000 + u64::from(n));
    (code, format!("06 39 98 {:02} {:02}", 10 + n / 100, n % 100))
}

/// Puts the tenants on file whom the attacker of the service knows.
pub async fn put_known_tenants_on_file(landlord: &Landlord) {
    for n in 0..KNOWN_TENANTS {
        let (code, mobile) = known_tenant(n);
        let mobile = contract::MobilePhone::parse(&mobile).expect("a mobile");
        let inserted = sqlx::query(
            "INSERT INTO tenants (tenant_code, lease, name, mobile)
             SELECT ?1, lease, 'M. Connu', ?2 FROM tenants WHERE tenant_code = ?3",
        )
        .bind(code)
        .bind(mobile.e164())
        .bind(DURAND)
        .execute(landlord.service.pool())
        .await;
        assert_eq!(inserted.expect("on file").rows_affected(), 1);
    }
}
