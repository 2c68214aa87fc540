//! Two members of staff at a counter, and what they have done before the line is struck.

use contract::{IdentityDocument, StaffRole, VisitPurpose, VisitReason};
use tenant::{Counter, WipeReason};
use totp_rs::{Builder, Secret, Totp};

use crate::{
    keys::{Authenticator, Browser},
    rehearsal::{Rehearsal, tenant},
};

pub(super) const PASSWORD: &str = "Guichet de Lens 62";
/// Staff besides those of the demonstration.
pub(super) const CLAIRE: &str = "claire.dubois";
pub(super) const NADIA: &str = "nadia.lambert";

/// Two members of staff with their telephones, at a counter behind the line.
pub(super) struct Agency {
    pub(super) rehearsal: Rehearsal,
    pub(super) counter: Counter,
    pub(super) telephones: [(&'static str, Totp); 2],
    pub(super) activation: String,
    /// The security key that is removed.
    pub(super) key: String,
}

impl Agency {
    pub(super) async fn open() -> Self {
        let rehearsal = Rehearsal::begin().await;
        let counter = rehearsal.counter().await;
        let mut telephones = Vec::new();
        for (login, role) in [(CLAIRE, StaffRole::Helper), (NADIA, StaffRole::AgencyManager)] {
            let code = rehearsal.staff(login, role).await;
            telephones.push((login, activate(&rehearsal, &counter, login, &code).await));
        }
        Self {
            rehearsal,
            counter,
            telephones: telephones.try_into().expect("two"),
            activation: String::new(),
            key: String::new(),
        }
    }

    /// A code that was not used yet.
    pub(super) fn code(&self, login: &str) -> String {
        self.rehearsal.wait(30);
        let telephone = self.telephones.iter().find(|(name, _)| *name == login);
        let (_, telephone) = telephone.expect("a telephone");
        telephone
            .generate(self.rehearsal.seconds().unsigned_abs())
            .to_string()
    }

    pub(super) async fn sign_in(&self) {
        self.sign_in_as(CLAIRE).await;
    }

    pub(super) async fn sign_in_as(&self, login: &str) {
        self.rehearsal.sleep();
        self.counter.end_visit(WipeReason::Ended).await;
        self.counter.sign_staff_out().await;
        let code = self.code(login);
        let signed_in = self.counter.sign_staff_in(login, PASSWORD, &code).await;
        signed_in.expect("signed in");
    }

    pub(super) async fn choose(&self) {
        self.sign_in().await;
        self.choose_signed_in().await;
    }

    pub(super) async fn choose_signed_in(&self) {
        let found = self.counter.search_by_code(tenant().tenant_code).await;
        found.expect("found");
        self.counter.choose_tenant(0).await.expect("chosen");
        // The tenant is another agency's.
        let said = self.counter.submit_reason(Some(VisitReason::Nearer), "").await;
        said.expect("said");
        let seen = Some(IdentityDocument::Passport);
        self.counter.submit_identity(seen).await.expect("seen");
    }

    pub(super) async fn visit(&self) {
        self.choose().await;
        let agreed = vec![VisitPurpose::SignUp, VisitPurpose::NewNumber];
        self.counter.begin_visit(agreed).await.expect("begun");
    }

    /// Staff have no security key, and another one has answered.
    pub(super) async fn touch_new_key(&self) {
        self.sign_in().await;
        let listed = self.counter.open_security_keys().await;
        for key in keys(&listed.expect("listed")) {
            let code = self.code(CLAIRE);
            let removed = self.counter.remove_security_key(&key, &code).await;
            removed.expect("removed");
        }
        let page = self.counter.ask_security_key(true).await.expect("asked");
        let browser = Browser(self.rehearsal.landlord_address);
        browser.touches(&page, &mut Authenticator::eddsa("one")).await;
        assert_eq!(self.counter.security_key_answered(true).await, Ok(true));
    }
}

/// The ids of the security keys on screen.
pub(super) fn keys(step: &tenant::Step) -> Vec<String> {
    let tenant::Step::SecurityKeys { keys } = step else {
        panic!("{step:?}")
    };
    keys.iter().map(|key| key.id.clone()).collect()
}

async fn activate(rehearsal: &Rehearsal, counter: &Counter, login: &str, code: &str) -> Totp {
    let begun = counter.begin_activation(login, code).await.expect("begun");
    let telephone = telephone(&begun);
    let shown = telephone.generate(rehearsal.seconds().unsigned_abs()).to_string();
    let codes = counter.confirm_activation(PASSWORD, &shown).await;
    codes.expect("activated");
    telephone
}

pub(super) fn telephone(step: &tenant::Step) -> Totp {
    let tenant::Step::StaffSecondFactor { factor } = step else {
        panic!("{step:?}")
    };
    let key = Secret::try_from_base32(factor.key.replace(' ', "")).expect("base 32");
    Builder::new().with_secret(key).build().expect("a telephone")
}
