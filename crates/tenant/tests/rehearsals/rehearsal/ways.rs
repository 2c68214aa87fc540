//! The ways up to the screens from which an errand is run.

use std::sync::Arc;

use contract::{SmsCode, TenantCode};
use landlord::figures::{MINUTE, REAUTHENTICATION_MINUTES};
use tenant::{AmountWanted, MemorySecrets, ProfileQuestion, SecretStore, Step};

use super::{NEW_MOBILE, PASSWORD, PIN, Rehearsal, espace, sign_up_details, tenant, without_pin};

const OTHER_PASSWORD: &str = "Prunier jaune 17";

impl Rehearsal {
    /// *Inscription*, up to the tenant code.
    pub async fn go_to_tenant_code(&self) {
        self.sleep();
        self.espace.start_enrolment().await;
        self.espace.continue_enrolment().await;
    }

    pub async fn go_to_phone(&self) {
        self.go_to_tenant_code().await;
        let submitted = self.espace.submit_tenant_code(tenant().tenant_code).await;
        submitted.expect("a tenant code");
    }

    /// Goes up to the SMS code, and returns it.
    pub async fn go_to_sms_code(&self) -> String {
        self.go_to_phone().await;
        self.complete_phone().await
    }

    /// Submits the number on file; returns the code of the message.
    pub async fn complete_phone(&self) -> String {
        let before = self.sms_capture.taken();
        let submitted = self.espace.submit_phone(tenant().mobile).await;
        submitted.expect("the number on file");
        self.nth_sms_code(before + 1).await
    }

    /// The code of the last message.
    pub async fn last_sms_code(&self) -> String {
        self.nth_sms_code(self.sms_capture.taken()).await
    }

    async fn nth_sms_code(&self, number: usize) -> String {
        let message = self.sms_capture.message(number).await.expect("a message");
        let code = SmsCode::parse(&message.text).expect("a code");
        code.expose().to_owned()
    }

    /// *Je ne connais pas ce numéro*, with a new registration letter; returns its code.
    pub async fn letter(&self) -> String {
        let tenant_code = TenantCode::parse(tenant().tenant_code).expect("a tenant code");
        let letter = self.service.letter_admin().issue(&tenant_code).await;
        // The tenant is told: the next message is another one.
        self.service.messages_handed_over().await;
        self.espace.open_letter().await.expect("from the number");
        letter.expect("a letter").grouped()
    }

    pub async fn be_signed_in(&self) {
        if self.espace.rent_documents().await.is_err() {
            let signed_in = self.espace.sign_in(None, &self.password).await;
            signed_in.expect("the right password");
        }
    }

    /// Opens *Mon profil*, fetched today.
    pub async fn open_profile(&self) {
        self.sleep();
        self.be_signed_in().await;
        self.espace.open_profile().await.expect("signed in");
        self.espace.refresh_profile().await.expect("reported");
    }

    /// Goes up to the page of a first PIN, with the password just typed.
    pub async fn go_to_pin(&self) {
        // The landlord's secret needs the password of the last minutes, as the export does.
        self.allow_export().await;
        if self.espace.is_lockable() {
            self.espace.open_pin_removal().await.expect("a PIN is set");
            self.espace.remove_pin(PIN).await.expect("the right one");
        }
        self.espace.open_pin().await.expect("its page");
    }

    /// Goes up to the password for which a first PIN waits.
    pub async fn go_to_password_of_pin(&self) {
        self.go_to_pin().await;
        self.wait(REAUTHENTICATION_MINUTES * MINUTE);
        let step = self.espace.submit_pin(None, PIN, PIN).await;
        let question = ProfileQuestion::Pin;
        assert_eq!(step, Ok(Step::ProfilePasswordAgain { question }));
    }

    /// Goes up to the password of a tenant who has forgotten the PIN.
    pub async fn forget_pin(&self) {
        if !self.espace.is_lockable() {
            self.go_to_pin().await;
            self.espace.submit_pin(None, PIN, PIN).await.expect("a PIN");
        }
        self.espace.lock(|| {}).await;
        self.espace.forget_pin().await;
    }

    pub async fn ask_profile(&self, question: ProfileQuestion) {
        self.open_profile().await;
        self.espace.ask_profile(question).await.expect("its page");
    }

    /// Goes up to the code of another mobile, and returns it.
    pub async fn new_mobile_code(&self, mobile: &str) -> String {
        let step = self.espace.submit_profile_mobile(mobile).await;
        assert!(matches!(step, Ok(Step::ProfilePasswordAgain { .. })), "{step:?}");
        let before = self.sms_capture.taken();
        let step = self.espace.submit_profile_password(&self.password).await;
        assert!(matches!(step, Ok(Step::ProfileMobileCode { .. })), "{step:?}");
        self.nth_sms_code(before + 1).await
    }

    /// Asks for another address, and returns the code that is sent there.
    pub async fn new_mail_code(&self) -> String {
        self.ask_profile(ProfileQuestion::Email).await;
        let address = format!("samir.{}@exemple.fr", self.service.mails_captured().len());
        let step = self.espace.submit_profile_email(&address).await;
        assert!(matches!(step, Ok(Step::ProfilePasswordAgain { .. })), "{step:?}");
        let step = self.espace.submit_profile_password(&self.password).await;
        assert!(
            matches!(step, Ok(Step::Profile { news: Some(_), .. })),
            "{step:?}"
        );
        self.espace.refresh_profile().await.expect("the landlord answers");
        self.service.messages_handed_over().await;
        let mails = self.service.mails_captured();
        let mail = mails.iter().find(|mail| mail.to.as_str() == address);
        let code = SmsCode::parse(&mail.expect("a mail").text);
        code.expect("a code").expose().to_owned()
    }

    /// Types the password, which the export needs.
    pub async fn allow_export(&self) {
        self.ask_profile(ProfileQuestion::Export).await;
        let step = self.espace.submit_profile_password(&self.password).await;
        assert!(
            matches!(step, Ok(Step::Profile { news: Some(_), .. })),
            "{step:?}"
        );
    }

    pub fn other_mobile(&self) -> &'static str {
        if self.mobile == NEW_MOBILE {
            tenant().mobile
        } else {
            NEW_MOBILE
        }
    }

    pub fn other_password(&self) -> String {
        let other = if self.password == PASSWORD {
            OTHER_PASSWORD
        } else {
            PASSWORD
        };
        other.to_owned()
    }

    /// Signs in elsewhere, and opens the list of devices here; returns the id of the other device.
    pub async fn other_device(&self) -> String {
        let secrets: Arc<dyn SecretStore> = Arc::new(MemorySecrets::default());
        let elsewhere = espace(&self.line, &self.disk, &secrets);
        let signed_in = elsewhere
            .sign_in(Some(tenant().tenant_code), &self.password)
            .await;
        signed_in.expect("the right password");
        self.open_profile().await;
        let step = self.espace.ask_profile(ProfileQuestion::Devices).await;
        let Ok(Step::ProfileDevices { devices, .. }) = step else {
            panic!("{step:?} is no list of devices");
        };
        let other = devices.into_iter().find(|device| !device.current);
        other.expect("another device").id
    }

    /// Goes up to the confirmation of a card payment; cancels a pending one before.
    pub async fn go_to_payment(&self) {
        self.be_signed_in().await;
        if let Ok(Step::CardPayment { .. }) = self.espace.open_card_payment().await {
            self.espace.give_payment_up().await.expect("given up");
            self.espace.open_card_payment().await.expect("how much");
        }
        let looked_at = self.espace.submit_payment_amount(AmountWanted::All).await;
        looked_at.expect("something is owed");
    }

    /// Starts a payment on another computer of the tenant.
    pub async fn begin_payment_elsewhere(&self) {
        let secrets: Arc<dyn SecretStore> = Arc::new(MemorySecrets::default());
        let elsewhere = espace(&self.line, &self.disk, &secrets);
        let signed_in = elsewhere
            .sign_in(Some(tenant().tenant_code), &self.password)
            .await;
        without_pin(&elsewhere, signed_in.expect("the right password")).await;
        elsewhere.synchronise().await.expect("synchronised");
        elsewhere.open_card_payment().await.expect("how much");
        let looked_at = elsewhere.submit_payment_amount(AmountWanted::All).await;
        looked_at.expect("something is owed");
        elsewhere.pay().await.expect("begun");
    }

    /// Goes up to the password of a sign-up.
    pub async fn go_to_password(&self) {
        let code = self.go_to_sms_code().await;
        let step = self.espace.submit_sms_code(&code).await.expect("the right code");
        assert!(matches!(step, Step::SignUpDetails { .. }), "{step:?}");
        self.espace
            .submit_sign_up_details(sign_up_details())
            .await
            .expect("valid details");
    }

    /// Signs the tenant up.
    pub async fn sign_up(&self) {
        self.go_to_password().await;
        self.espace.submit_password(PASSWORD).await.expect("a password");
        let step = self.espace.finish_enrolment().await;
        assert!(without_pin(&self.espace, step).await.is_home());
    }
}
