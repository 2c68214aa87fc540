//! What honest people do in a day, and how much of it succeeds.

use axum::http::StatusCode;
use contract::{MobilePhone, SmsCode, StaffRole};
use serde_json::{Value, json};

use crate::{
    counter::{CLAIRE, Counter, Helper},
    service::{DURAND, DURAND_MOBILE, Landlord, PASSWORD},
    traces::counted,
};

/// How often something was tried, and how often it succeeded.
#[derive(Debug, Clone, Copy, Default)]
pub struct Share {
    pub tried: u32,
    pub succeeded: u32,
}

impl Share {
    fn add(&mut self, succeeded: bool) {
        self.tried += 1;
        self.succeeded += u32::from(succeeded);
    }

    pub fn percent(self) -> f64 {
        100.0 * f64::from(self.succeeded) / f64::from(self.tried)
    }
}

/// The day of Mme Durand, who is the one attacked unless the whole service is, and of her agency.
pub struct Honest {
    staff: Helper,
    device: Value,
    password: String,
    /// Codes for a sign-up on a computer that the account does not know.
    pub elsewhere: Share,
    /// Sign-ins on the computer that it knows.
    pub sign_ins: Share,
    /// Resets there.
    pub resets: Share,
    /// Codes in visits to the counter.
    pub visits: Share,
}

impl Honest {
    /// An account, and the computer that it knows.
    pub async fn begin(counter: &mut Counter) -> Self {
        let staff = counter.helper(CLAIRE, StaffRole::Helper).await;
        let tokens = counter.landlord.sign_up(DURAND, DURAND_MOBILE).await;
        Self {
            staff,
            device: tokens["deviceToken"].clone(),
            password: PASSWORD.to_owned(),
            elsewhere: Share::default(),
            sign_ins: Share::default(),
            resets: Share::default(),
            visits: Share::default(),
        }
    }

    /// Everything once.
    pub async fn do_everything(&mut self, counter: &Counter, round: u32) {
        let landlord = &counter.landlord;
        let opening = json!({
            "tenantCode": DURAND, "password": self.password, "deviceToken": self.device,
        });
        let signed_in = landlord.post("/v1/sessions", None, opening).await;
        self.sign_ins.add(signed_in.status == StatusCode::CREATED);

        landlord.wait(60);
        let elsewhere = verified_enrolment(landlord, json!({ "purpose": "signUp" })).await;
        self.elsewhere.add(elsewhere.is_some());

        landlord.wait(60);
        let at_home = json!({ "purpose": "passwordReset", "deviceToken": self.device });
        let reset = match verified_enrolment(landlord, at_home).await {
            Some(token) => self.reset(landlord, &token, round).await,
            None => false,
        };
        self.resets.add(reset);

        landlord.wait(60);
        let visited = self.visit(counter).await;
        self.visits.add(visited);
    }

    async fn reset(&mut self, landlord: &Landlord, token: &str, round: u32) -> bool {
        let password = format!("Cerisier bleu {}", 43 + round);
        let answer = landlord.reset_password(token, &password).await;
        if answer.status != StatusCode::CREATED {
            return false;
        }
        self.device = answer.json()["deviceToken"].clone();
        self.password = password;
        true
    }

    async fn visit(&self, counter: &Counter) -> bool {
        let staff = counter.sign_in(&self.staff).await;
        counter.visit(&staff, DURAND, &["passwordReset"]).await;
        let enrolment = counter.enrol(&staff, "passwordReset", None).await;
        let verified = match enrolment.json()["enrolmentToken"].as_str() {
            Some(token) => is_verified(&counter.landlord, token).await,
            None => false,
        };
        counter.end(&staff).await;
        verified
    }
}

/// Opens an enrolment and types its code. None when one of the steps is refused, or no message comes.
async fn verified_enrolment(landlord: &Landlord, mut opening: Value) -> Option<String> {
    opening["tenantCode"] = json!(DURAND);
    opening["robotCheck"] = landlord.solved_robot_check(DURAND).await;
    let opened = landlord.post("/v1/enrolments", None, opening).await;
    let token = opened.json()["enrolmentToken"].as_str()?.to_owned();
    is_verified(landlord, &token).await.then_some(token)
}

/// Gives the number on file and types the code that comes.
async fn is_verified(landlord: &Landlord, token: &str) -> bool {
    let asked = landlord.complete_phone(token, DURAND_MOBILE).await;
    if asked.status != StatusCode::ACCEPTED {
        return false;
    }
    match code_just_sent(landlord).await {
        Some(code) => landlord.try_code(token, &code).await.status == StatusCode::OK,
        None => false,
    }
}

/// The code that was sent at this moment. Messages are handed over beside the answer.
async fn code_just_sent(landlord: &Landlord) -> Option<String> {
    let mobile = MobilePhone::parse(DURAND_MOBILE).expect("a mobile");
    for _ in 0..1_000 {
        let messages = landlord.service.sms_captured().into_iter();
        let mut to_her = messages.filter(|sms| sms.to == mobile && sms.at.as_second() == landlord.seconds());
        if let Some(code) = to_her.find_map(|sms| SmsCode::parse(&sms.text).ok()) {
            return Some(code.expose().to_owned());
        }
        tokio::task::yield_now().await;
    }
    None
}

/// How many text messages the gateway took.
pub async fn messages_sent(landlord: &Landlord) -> u64 {
    counted(landlord, "sms", "taken").await
}
