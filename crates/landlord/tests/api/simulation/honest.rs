//! What honest people do in a day, and how much of it succeeds.

use std::net::IpAddr;

use axum::http::StatusCode;
use contract::{MobilePhone, SmsCode, StaffRole};
use serde_json::{Value, json};

use super::attack::Target;
use crate::{
    counter::{CLAIRE, Counter, Helper},
    service::{DURAND, DURAND_MOBILE, Landlord, PASSWORD},
    traces::counted,
};

/// Seconds between two things that somebody does. In another second than the attack's messages to the same number.
const SECONDS_BETWEEN: i64 = 20;
/// People who sign up for the first time in a day.
const NEWCOMERS: usize = 6;

/// A tenant on file, with a number.
#[derive(Debug, Clone)]
pub struct Tenant {
    pub code: String,
    pub mobile: String,
}

/// How often something was tried, and how often it succeeded.
#[derive(Debug, Clone, Copy, Default)]
pub struct Share {
    tried: u32,
    succeeded: u32,
}

impl Share {
    fn percent(self) -> f64 {
        100.0 * f64::from(self.succeeded) / f64::from(self.tried)
    }

    /// What the table says.
    fn told(self) -> String {
        match self.tried {
            0 => "–".to_owned(),
            _ => format!("{:.0} %", self.percent()),
        }
    }
}

/// The share of those whom the attacker knows, and of the others: together they would hide what it does to one.
#[derive(Debug, Clone, Copy, Default)]
pub struct Shares {
    attacked: Share,
    others: Share,
}

impl Shares {
    fn add(&mut self, attacked: bool, succeeded: bool) {
        let share = if attacked {
            &mut self.attacked
        } else {
            &mut self.others
        };
        share.tried += 1;
        share.succeeded += u32::from(succeeded);
    }

    /// The goal of S23.
    pub fn is_reached(self) -> bool {
        let mut shares = [self.attacked, self.others].into_iter();
        self.attacked.tried > 0 && shares.all(|share| share.tried == 0 || share.percent() >= 99.0)
    }

    pub fn told(self) -> String {
        format!("{} / {}", self.attacked.told(), self.others.told())
    }
}

/// Somebody with an account, and the computer that it knows.
struct Person {
    tenant: Tenant,
    attacked: bool,
    home: IpAddr,
    device: Value,
    password: String,
}

/// The day of Mme Durand, who is the one attacked unless the whole service is, of others and of their agency.
pub struct Honest {
    staff: Helper,
    people: Vec<Person>,
    newcomers: Vec<(Tenant, bool)>,
    /// Codes on a computer that the account does not know, and first accounts.
    pub sign_ups: Shares,
    /// Sign-ins on the computer that it knows.
    pub sign_ins: Shares,
    /// Resets there.
    pub resets: Shares,
    /// Codes in visits to the counter.
    pub visits: Shares,
}

impl Honest {
    /// Mme Durand and so many others with an account. The attacker of the service knows every second of them;
    /// any other attacker, Mme Durand.
    pub async fn begin(counter: &mut Counter, target: Target, others: usize) -> Self {
        let staff = counter.helper(CLAIRE, StaffRole::Helper).await;
        let landlord = &mut counter.landlord;
        let mut tenants = vec![Tenant {
            code: DURAND.to_owned(),
            mobile: DURAND_MOBILE.to_owned(),
        }];
        let neighbours: Vec<Tenant> = (0..others).map(|n| numbered(510, 20, n)).collect();
        put_on_file(landlord, &neighbours).await;
        tenants.extend(neighbours);
        let mut people = Vec::new();
        for (n, tenant) in tenants.into_iter().enumerate() {
            let home = IpAddr::from([198, 51, 100, 10 + u8::try_from(n).expect("few")]);
            landlord.address = home;
            landlord.wait(SECONDS_BETWEEN);
            let tokens = sign_up(landlord, &tenant).await.expect("an account");
            people.push(Person {
                attacked: n == 0 || (target == Target::Service && n.is_multiple_of(2)),
                tenant,
                home,
                device: tokens["deviceToken"].clone(),
                password: PASSWORD.to_owned(),
            });
        }
        let newcomers: Vec<Tenant> = (0..NEWCOMERS).map(|n| numbered(520, 30, n)).collect();
        put_on_file(landlord, &newcomers).await;
        let newcomers = newcomers.into_iter().enumerate();
        Self {
            staff,
            people,
            newcomers: newcomers
                .map(|(n, tenant)| (tenant, target == Target::Service && n.is_multiple_of(2)))
                .collect(),
            sign_ups: Shares::default(),
            sign_ins: Shares::default(),
            resets: Shares::default(),
            visits: Shares::default(),
        }
    }

    /// Those whom the attacker knows. It has them at the top of its list, which is the worst for them.
    pub fn attacked(&self) -> Vec<Tenant> {
        let people = self.people.iter().filter(|person| person.attacked);
        let newcomers = self.newcomers.iter().filter(|(_, attacked)| *attacked);
        people
            .map(|person| person.tenant.clone())
            .chain(newcomers.map(|(tenant, _)| tenant.clone()))
            .collect()
    }

    /// Everything once for those whose turn it is: each every so many hours, not all at once.
    pub async fn come(&mut self, counter: &mut Counter, hour: u32, every: u32) {
        // A computer elsewhere, of which no account knows anything.
        let elsewhere = IpAddr::from([203, 0, 113, 1 + u8::try_from(hour).expect("few")]);
        let mut people = std::mem::take(&mut self.people);
        for (n, person) in (0_u32..).zip(&mut people) {
            if (hour + n).is_multiple_of(every) {
                self.do_everything(counter, person, (hour, elsewhere)).await;
            }
        }
        self.people = people;
        if hour.is_multiple_of(every)
            && let Some((newcomer, attacked)) = self.newcomers.pop()
        {
            let landlord = &mut counter.landlord;
            landlord.address = elsewhere;
            landlord.wait(SECONDS_BETWEEN);
            let account = sign_up(landlord, &newcomer).await;
            self.sign_ups.add(attacked, account.is_some());
        }
    }

    async fn do_everything(
        &mut self,
        counter: &mut Counter,
        person: &mut Person,
        (hour, elsewhere): (u32, IpAddr),
    ) {
        let landlord = &mut counter.landlord;
        landlord.wait(SECONDS_BETWEEN);
        landlord.address = person.home;
        let signed_in = person.sign_in(landlord).await;
        self.sign_ins.add(person.attacked, signed_in);

        landlord.wait(SECONDS_BETWEEN);
        landlord.address = elsewhere;
        // In turn: signing up over an account leads through the same screens (S3).
        let purpose = if (hour / 4).is_multiple_of(2) {
            "signUp"
        } else {
            "passwordReset"
        };
        let opening = json!({ "purpose": purpose });
        let verified = verified_enrolment(landlord, &person.tenant, opening).await;
        self.sign_ups.add(person.attacked, verified.is_some());

        landlord.wait(SECONDS_BETWEEN);
        landlord.address = person.home;
        let reset = person.reset(landlord, hour).await;
        self.resets.add(person.attacked, reset);

        landlord.wait(SECONDS_BETWEEN);
        let visited = self.visit(counter, &person.tenant).await;
        self.visits.add(person.attacked, visited);
    }

    async fn visit(&self, counter: &Counter, tenant: &Tenant) -> bool {
        let staff = counter.sign_in(&self.staff).await;
        counter.visit(&staff, &tenant.code, &["passwordReset"]).await;
        let enrolment = counter.enrol(&staff, "passwordReset", None).await;
        let verified = match enrolment.json()["enrolmentToken"].as_str() {
            Some(token) => is_verified(&counter.landlord, token, &tenant.mobile).await,
            None => false,
        };
        counter.end(&staff).await;
        verified
    }
}

impl Person {
    async fn sign_in(&self, landlord: &Landlord) -> bool {
        let opening = json!({
            "tenantCode": self.tenant.code, "password": self.password, "deviceToken": self.device,
        });
        let signed_in = landlord.post("/v1/sessions", None, opening).await;
        signed_in.status == StatusCode::CREATED
    }

    async fn reset(&mut self, landlord: &Landlord, hour: u32) -> bool {
        let at_home = json!({ "purpose": "passwordReset", "deviceToken": self.device });
        let Some(token) = verified_enrolment(landlord, &self.tenant, at_home).await else {
            return false;
        };
        let password = format!("Cerisier bleu {}", 43 + hour);
        let answer = landlord.reset_password(&token, &password).await;
        if answer.status != StatusCode::CREATED {
            return false;
        }
        self.device = answer.json()["deviceToken"].clone();
        self.password = password;
        true
    }
}

/// The `n`th tenant of a block of codes and of numbers for fiction.
fn numbered(codes: u64, numbers: u8, n: usize) -> Tenant {
    Tenant {
        code: format!("{codes}{n:012}"),
        mobile: format!("06 39 98 {numbers} {n:02}"),
    }
}

/// Puts tenants on file, on Mme Durand's lease.
pub async fn put_on_file(landlord: &Landlord, tenants: &[Tenant]) {
    for tenant in tenants {
        let mobile = MobilePhone::parse(&tenant.mobile).expect("a mobile");
        let inserted = sqlx::query(
            "INSERT INTO tenants (tenant_code, lease, name, mobile)
             SELECT ?1, lease, 'M. Connu', ?2 FROM tenants WHERE tenant_code = ?3",
        )
        .bind(&tenant.code)
        .bind(mobile.e164())
        .bind(DURAND)
        .execute(landlord.service.pool())
        .await;
        assert_eq!(inserted.expect("on file").rows_affected(), 1);
    }
}

/// Signs up for the first time. None when one of the steps is refused, or no message comes.
async fn sign_up(landlord: &Landlord, tenant: &Tenant) -> Option<Value> {
    let token = verified_enrolment(landlord, tenant, json!({ "purpose": "signUp" })).await?;
    let account = json!({
        // Everybody has an address of their own: mails to one have a limit.
        "email": format!("t{}@exemple.fr", tenant.code), "landline": null, "termsAccepted": true,
        "mailsAccepted": false, "electronicReceiptsAccepted": true, "password": PASSWORD,
    });
    let path = "/v1/enrolments/current/account";
    let answer = landlord.post(path, Some(&token), account).await;
    (answer.status == StatusCode::CREATED).then(|| answer.json())
}

/// Opens an enrolment and types its code. None when one of the steps is refused, or no message comes.
async fn verified_enrolment(landlord: &Landlord, tenant: &Tenant, mut opening: Value) -> Option<String> {
    opening["tenantCode"] = json!(tenant.code);
    opening["robotCheck"] = landlord.solved_robot_check(&tenant.code).await;
    let opened = landlord.post("/v1/enrolments", None, opening).await;
    let token = opened.json()["enrolmentToken"].as_str()?.to_owned();
    is_verified(landlord, &token, &tenant.mobile)
        .await
        .then_some(token)
}

/// Gives the number on file and types the code that comes.
async fn is_verified(landlord: &Landlord, token: &str, mobile: &str) -> bool {
    let asked = landlord.complete_phone(token, mobile).await;
    if asked.status != StatusCode::ACCEPTED {
        return false;
    }
    match code_just_sent(landlord, mobile).await {
        Some(code) => landlord.try_code(token, &code).await.status == StatusCode::OK,
        None => false,
    }
}

/// The code that was sent at this moment. Messages are handed over beside the answer.
async fn code_just_sent(landlord: &Landlord, mobile: &str) -> Option<String> {
    landlord.service.messages_handed_over().await;
    let mobile = MobilePhone::parse(mobile).expect("a mobile");
    let messages = landlord.service.sms_captured().into_iter();
    let mut to_them = messages.filter(|sms| sms.to == mobile && sms.at.as_second() == landlord.seconds());
    let code = to_them.find_map(|sms| SmsCode::parse(&sms.text).ok())?;
    Some(code.expose().to_owned())
}

/// How many text messages the gateway took.
pub async fn messages_sent(landlord: &Landlord) -> u64 {
    landlord.service.messages_handed_over().await;
    counted(landlord, "sms", "taken").await
}
