//! What an attacker does in a day: whatever its quotas let through, and it knows them.
//!
//! Left out is only what is refused like what was tried before. Addresses take turns, so that the next one has used no
//! more of its quotas than the one before: once several in a row are refused, so are all others at that moment.

use std::net::{IpAddr, Ipv4Addr};

use axum::http::StatusCode;
use landlord::figures::{LETTER_CODE_TRIES, SMS_CODE_TRIES, SMS_OF_STRANGERS};
use serde_json::json;

use super::honest::Tenant;
use crate::service::{Answer, Landlord};

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

/// How much of a day of attack is lived through.
#[derive(Debug, Clone, Copy)]
pub struct Pace {
    /// Rounds of an hour, after each of which quotas have room again.
    pub rounds: u32,
    /// Enrolments of a round, at most: for a test that is to be quick.
    pub enrolments: u32,
    /// The same of passwords.
    pub passwords: u32,
}

/// Everything that can do harm.
pub const WHOLE: Pace = Pace {
    rounds: 9,
    enrolments: u32::MAX,
    passwords: PASSWORDS_IN_ROUND,
};

/// Tenants whose codes and numbers the attacker of the service knows.
pub const KNOWN_TENANTS: usize = 500;
/// Seconds of an hour that it lasts. Honest people have the rest.
const ATTACK_SECONDS: u32 = 45 * 60;
/// Tenant codes that an address of the attacker of the service uses: as many as its quota allows.
const CODES_OF_ADDRESS: u32 = 20;
/// Refusals in a row, from different addresses, after which all others would be refused as well.
const REFUSALS_IN_A_ROW: u32 = 20;
/// The same of passwords on one account.
const WRONG_IN_A_ROW: u32 = 3;
/// Enrolments of a round, with an unknown number: 10,000 addresses then act about once in the day. Each counts for its own
/// address and its own invented number, and no message leaves, so that more of them change nothing for anybody else.
const STRIKES_IN_ROUND: u32 = 47;
/// Of the enrolments with an invented number, every so many also tries codes: they count for that number only.
const CODES_EVERY: u32 = 8;
/// Passwords of a round. The one account that is attacked has no room for more within two hours. Of the whole service, honest
/// people's accounts come first; more on the others would only be slow to hash: at home, no count of strangers matters (S7),
/// and queues are not simulated.
const PASSWORDS_IN_ROUND: u32 = 8;
/// Passwords on one account before the attacker of the service goes on to the next: enough to have it told.
const PASSWORDS_IN_A_ROW: u32 = 30;
/// The same from one address, which has to pause then.
const PASSWORDS_OF_ADDRESS: u32 = 5;
/// Enrolments that are kept to ask for further codes: fewer requests, and the number given counts once.
const KEPT: usize = 3;

/// An enrolment to ask for another code with.
struct Kept {
    token: String,
    address: IpAddr,
}

/// An attacker with many addresses.
pub struct Attacker {
    target: Target,
    addresses: u32,
    /// Whom it attacks: the only one, or all that it knows.
    known: Vec<Tenant>,
    kept: Vec<Kept>,
    /// Number of enrolments so far, of which each is another address's turn.
    strikes: u32,
    /// Number of passwords so far.
    passwords: u32,
    /// Number of requests so far, those for robot checks included.
    pub requests: u32,
}

impl Attacker {
    /// An attacker who knows these tenants.
    pub fn new(target: Target, addresses: u32, known: Vec<Tenant>) -> Self {
        Self {
            target,
            addresses,
            known,
            kept: Vec::new(),
            strikes: 0,
            passwords: 0,
            requests: 0,
        }
    }

    /// Attacks for most of an hour.
    pub async fn strike_for_an_hour(&mut self, landlord: &mut Landlord, pace: Pace) {
        let home = landlord.address;
        for _ in 0..pace.rounds {
            landlord.wait(i64::from(ATTACK_SECONDS / pace.rounds));
            self.ask_again(landlord).await;
            self.strike_until_refused(landlord, pace).await;
            self.guess_passwords(landlord, pace).await;
            self.send_garbage(landlord).await;
        }
        landlord.address = home;
    }

    /// Enrolments of a round. More of the service's messages than there are in an hour cannot leave: who spends the
    /// tenants' codes faster keeps the budget full for fewer hours.
    fn strikes_in_round(&self, pace: Pace) -> u32 {
        let most = match self.target {
            Target::Tenant | Target::Number => STRIKES_IN_ROUND,
            Target::Service => {
                let budget = u32::try_from(SMS_OF_STRANGERS[0].events).expect("few");
                budget.div_ceil(pace.rounds) + 5
            }
        };
        most.min(pace.enrolments)
    }

    /// The `n`th turn's address.
    fn address(&self, n: u32) -> IpAddr {
        IpAddr::V4(Ipv4Addr::from_bits(0x6440_0000 + n % self.addresses))
    }

    /// Whom the next enrolment is for, and the number to give. An address keeps to as many codes as it may use; together
    /// they use all that are known.
    fn aim(&self) -> Tenant {
        let n = self.strikes;
        match self.target {
            Target::Tenant => Tenant {
                code: self.known[0].code.clone(),
                mobile: invented_number(n),
            },
            Target::Number => self.known[0].clone(),
            Target::Service => {
                let (address, turn) = (n % self.addresses, n / self.addresses);
                let first = address * CODES_OF_ADDRESS + address * CODES_OF_ADDRESS / self.count();
                self.known[((first + turn % CODES_OF_ADDRESS) % self.count()) as usize].clone()
            }
        }
    }

    fn count(&self) -> u32 {
        u32::try_from(self.known.len()).expect("few")
    }

    /// Asks for further codes in the enrolments that were kept.
    async fn ask_again(&mut self, landlord: &mut Landlord) {
        for kept in std::mem::take(&mut self.kept) {
            landlord.address = kept.address;
            self.requests += 1;
            let path = "/v1/enrolments/current/messages";
            let asked = landlord.post(path, Some(&kept.token), json!({})).await;
            if asked.status != StatusCode::ACCEPTED {
                continue;
            }
            self.try_codes(landlord, &kept.token).await;
            self.kept.push(kept);
        }
    }

    /// Opens enrolments until several addresses in a row are refused.
    async fn strike_until_refused(&mut self, landlord: &mut Landlord, pace: Pace) {
        let patience = self.addresses.min(REFUSALS_IN_A_ROW);
        let mut refused = 0;
        for _ in 0..self.strikes_in_round(pace) {
            landlord.address = self.address(self.strikes);
            let let_through = self.strike(landlord).await;
            self.strikes += 1;
            refused = if let_through { 0 } else { refused + 1 };
            if refused == patience {
                break;
            }
        }
    }

    /// Opens an enrolment, asks for a code, and guesses it. Returns whether the code was asked for: a stranger does not
    /// learn whether it was sent.
    async fn strike(&mut self, landlord: &Landlord) -> bool {
        let aim = self.aim();
        let robot_check = landlord.solved_robot_check(&aim.code).await;
        let purpose = if self.strikes.is_multiple_of(2) {
            "passwordReset"
        } else {
            "signUp"
        };
        let opening = json!({ "tenantCode": aim.code, "robotCheck": robot_check, "purpose": purpose });
        let opened = landlord.post("/v1/enrolments", None, opening).await;
        self.requests += 2;
        if opened.status != StatusCode::CREATED {
            return false;
        }
        let token = text_of(&opened, "enrolmentToken");
        self.requests += 1;
        if landlord.complete_phone(&token, &aim.mobile).await.status != StatusCode::ACCEPTED {
            return false;
        }
        if self.target != Target::Tenant || self.strikes.is_multiple_of(CODES_EVERY) {
            self.try_codes(landlord, &token).await;
        }
        if self.target == Target::Number && self.kept.len() < KEPT {
            self.kept.push(Kept {
                token,
                address: landlord.address,
            });
        }
        true
    }

    /// Guesses the code until that is refused.
    async fn try_codes(&mut self, landlord: &Landlord, token: &str) {
        for _ in 0..SMS_CODE_TRIES {
            self.requests += 1;
            let tried = landlord.try_code(token, "000000").await;
            if !text_of(&tried, "type").ends_with("sms-code-wrong") {
                break;
            }
        }
    }

    /// Guesses passwords until several addresses in a row are refused.
    async fn guess_passwords(&mut self, landlord: &mut Landlord, pace: Pace) {
        let patience = self.addresses.min(WRONG_IN_A_ROW);
        let in_a_row = if self.addresses == 1 {
            PASSWORDS_OF_ADDRESS
        } else {
            PASSWORDS_IN_A_ROW
        };
        let mut refused = 0;
        for _ in 0..pace.passwords {
            landlord.address = self.address(self.passwords);
            let of = (self.passwords / in_a_row % self.count()) as usize;
            let answer = landlord.sign_in(&self.known[of].code, "Prunier jaune 17").await;
            self.passwords += 1;
            self.requests += 1;
            let is_refused = answer.status == StatusCode::TOO_MANY_REQUESTS;
            refused = if is_refused { refused + 1 } else { 0 };
            if refused == patience {
                break;
            }
        }
    }

    /// Once a round, what changes nothing that honest people use: a robot check that is spent, letter codes, and tokens that
    /// nobody has. More of it would be more of the same.
    async fn send_garbage(&mut self, landlord: &mut Landlord) {
        landlord.address = self.address(self.strikes);
        let code = self.aim().code;
        let robot_check = landlord.solved_robot_check(&code).await;
        let opening = json!({ "tenantCode": code, "robotCheck": robot_check, "purpose": "signUp" });
        let opened = landlord.post("/v1/enrolments", None, opening.clone()).await;
        landlord.post("/v1/enrolments", None, opening).await;
        self.requests += 3;
        if opened.status == StatusCode::CREATED {
            let token = text_of(&opened, "enrolmentToken");
            for _ in 0..LETTER_CODE_TRIES {
                self.requests += 1;
                let mobile = invented_number(self.strikes);
                landlord
                    .complete_letter(&token, "0000-0000-0000-0000", &mobile)
                    .await;
            }
        }
        let nobodys = "A".repeat(43);
        let refresh = json!({ "refreshToken": nobodys });
        landlord.post("/v1/sessions/refresh", None, refresh).await;
        let link = json!({ "token": nobodys });
        landlord.post("/v1/closures", None, link).await;
        self.requests += 2;
    }
}

/// A text of an answer; empty where it has none.
fn text_of(answer: &Answer, field: &str) -> String {
    answer.json()[field].as_str().unwrap_or_default().to_owned()
}

/// A mobile of a block for fiction, which no tenant of the tests has.
fn invented_number(n: u32) -> String {
    format!("06 39 97 {:02} {:02}", n / 100 % 100, n % 100)
}

/// A tenant without an account, whom the attacker of the service knows.
pub fn known_tenant(n: usize) -> Tenant {
    Tenant {
        code: format!("{}", 500_000_000_000_000 + n),
        mobile: format!("06 39 98 {:02} {:02}", 10 + n / 100, n % 100),
    }
}
