//! A counter for the tests: an enrolled device, activated staff and their telephones.

use axum::http::{Method, StatusCode, header::HeaderName};
use contract::{StaffLogin, StaffRole};
use landlord::{counter_admin::CounterAdmin, operations::operator::Operator};
use serde_json::{Value, json};
use totp_rs::{Builder, Secret, Totp};

use crate::service::{Answer, Landlord};

pub const STAFF_PASSWORD: &str = "Comptoir de Lens 62";
pub const CLAIRE: &str = "claire.martin";
pub const NADIA: &str = "nadia.roussel";

/// A staff member with their telephone.
pub struct Helper {
    pub login: &'static str,
    telephone: Totp,
    pub recovery_codes: Vec<String>,
}

/// A device of an agency.
pub struct Counter {
    pub landlord: Landlord,
    pub device: String,
}

impl Counter {
    pub async fn open() -> Self {
        let landlord = Landlord::open().await;
        let device = landlord
            .service
            .counter_admin()
            .enrol_staff_device("Lens, guichet 2")
            .await;
        let device = device.expect("enrolled").expose().to_owned();
        Self { landlord, device }
    }

    /// Sends a request from the device.
    pub async fn ask(&self, method: Method, path: &str, token: Option<&str>, body: Option<Value>) -> Answer {
        let device = HeaderName::from_static(contract::STAFF_DEVICE_HEADER);
        let headers = [(device, self.device.as_str())];
        self.landlord.ask(method, path, token, &headers, body).await
    }

    pub async fn post(&self, path: &str, token: Option<&str>, body: Value) -> Answer {
        self.ask(Method::POST, path, token, Some(body)).await
    }

    /// Adds a staff member and returns the activation code.
    pub async fn add(&self, login: &'static str, role: StaffRole) -> String {
        let name = StaffLogin::parse(login).expect("a name");
        let code = self
            .landlord
            .service
            .counter_admin()
            .add_staff(&name, "Claire MARTIN", role, "A1")
            .await;
        code.expect("added").grouped()
    }

    /// Adds a staff member and activates the account.
    pub async fn helper(&self, login: &'static str, role: StaffRole) -> Helper {
        let code = self.add(login, role).await;
        self.begin(login, &code).await
    }

    pub async fn begin(&self, login: &'static str, code: &str) -> Helper {
        let activation = json!({ "login": login, "activationCode": code });
        let factor = self.post("/v1/staff/activations", None, activation).await;
        assert_eq!(factor.status, StatusCode::OK);
        let key = factor.json()["key"].as_str().expect("a key").to_owned();
        let telephone = telephone(&key);
        let confirmation = json!({
            "login": login, "activationCode": code, "password": STAFF_PASSWORD,
            "code": telephone.generate(self.now()).to_string(),
        });
        let codes = self
            .post("/v1/staff/activations/confirmation", None, confirmation)
            .await;
        assert_eq!(codes.status, StatusCode::OK, "{:?}", codes.json());
        // The first code is spent: moves on to the telephone's next one.
        self.landlord.wait(30);
        let codes = codes.json()["codes"].as_array().expect("codes").clone();
        Helper {
            login,
            telephone,
            recovery_codes: codes
                .iter()
                .map(|code| code.as_str().expect("a code").to_owned())
                .collect(),
        }
    }

    pub fn now(&self) -> u64 {
        self.landlord.seconds().unsigned_abs()
    }

    /// The code that a staff member's telephone shows now.
    pub fn code(&self, helper: &Helper) -> String {
        self.code_in(helper, 0)
    }

    /// The code that it will show in some seconds.
    pub fn code_in(&self, helper: &Helper, seconds: u64) -> String {
        helper.telephone.generate(self.now() + seconds).to_string()
    }

    pub fn credentials(&self, helper: &Helper) -> Value {
        json!({ "login": helper.login, "password": STAFF_PASSWORD, "code": self.code(helper) })
    }

    /// Signs in and returns the token. Moves on to the telephone's next code.
    pub async fn sign_in(&self, helper: &Helper) -> String {
        let answer = self
            .post("/v1/staff/sessions", None, self.credentials(helper))
            .await;
        assert_eq!(answer.status, StatusCode::CREATED, "{:?}", answer.json());
        self.landlord.wait(30);
        answer.json()["token"].as_str().expect("a token").to_owned()
    }

    /// Searches a tenant by code.
    pub async fn search(&self, staff: &str, tenant_code: &str) -> Answer {
        let search = json!({ "tenantCode": tenant_code });
        self.post("/v1/staff/searches", Some(staff), search).await
    }

    /// Finds a tenant, and begins a visit in which they agree to these purposes.
    pub async fn visit(&self, staff: &str, tenant_code: &str, purposes: &[&str]) -> Answer {
        self.search(staff, tenant_code).await;
        self.begin_visit(staff, tenant_code, purposes).await
    }

    /// Begins a visit of a tenant who agrees to these purposes.
    pub async fn begin_visit(&self, staff: &str, tenant_code: &str, purposes: &[&str]) -> Answer {
        let opening = json!({
            "tenantCode": tenant_code, "identityDocument": "identityCard", "purposes": purposes,
        });
        self.post("/v1/staff/visits", Some(staff), opening).await
    }

    /// A second member of staff approves what the visit is for.
    pub async fn approve(&self, staff: &str, second: &Helper) -> Answer {
        let credentials = self.credentials(second);
        self.post("/v1/staff/visits/current/approval", Some(staff), credentials)
            .await
    }

    /// Prints a registration letter.
    pub async fn letter(&self, staff: &str) -> Answer {
        let path = "/v1/staff/visits/current/letter";
        self.ask(Method::POST, path, Some(staff), None).await
    }

    /// The visit under way.
    pub async fn current(&self, staff: &str) -> Answer {
        self.ask(Method::GET, "/v1/staff/visits/current", Some(staff), None)
            .await
    }

    /// Moves a tenant's home to another agency.
    pub async fn move_to_another_agency(&self, tenant_code: &str) {
        let pool = self.landlord.service.pool();
        sqlx::query(
            "INSERT INTO agencies SELECT 'A2', 'Agence de Béthune', address, telephone, email, opening_hours
             FROM agencies WHERE reference = 'A1'",
        )
        .execute(pool)
        .await
        .expect("another agency");
        sqlx::query(
            "UPDATE dwellings SET agency = 'A2' WHERE reference =
                 (SELECT leases.dwelling FROM tenants JOIN leases ON leases.reference = tenants.lease
                  WHERE tenants.tenant_code = ?)",
        )
        .bind(tenant_code)
        .execute(pool)
        .await
        .expect("moved");
    }

    /// Opens an enrolment for the tenant of the visit.
    pub async fn enrol(&self, staff: &str, purpose: &str, new_mobile: Option<&str>) -> Answer {
        let opening = json!({ "purpose": purpose, "newMobile": new_mobile });
        self.post("/v1/staff/visits/current/enrolments", Some(staff), opening)
            .await
    }

    pub async fn end(&self, staff: &str) -> Answer {
        self.ask(Method::DELETE, "/v1/staff/visits/current", Some(staff), None)
            .await
    }

    /// The administrator's commands.
    pub fn admin(&self) -> CounterAdmin<'_> {
        self.landlord.service.counter_admin()
    }

    /// The journal has no break in its chain.
    pub async fn has_a_whole_journal(&self) -> bool {
        let check = self.admin().verify_journal(None).await;
        check.expect("checked").is_whole()
    }

    /// The journal as CSV.
    pub async fn journal(&self) -> String {
        self.admin().journal_csv().await.expect("written")
    }

    /// The actions of staff in the journal, in order.
    pub async fn actions(&self) -> Vec<String> {
        let csv = self.journal().await;
        let of_staff = csv
            .lines()
            .skip(1)
            .filter(|line| !line.contains(Operator::PREFIX));
        let actions = of_staff.filter_map(|line| line.split(';').nth(4));
        actions.map(ToOwned::to_owned).collect()
    }
}

pub fn telephone(key: &str) -> Totp {
    let key = Secret::try_from_base32(key).expect("base 32");
    Builder::new().with_secret(key).build().expect("a telephone")
}
