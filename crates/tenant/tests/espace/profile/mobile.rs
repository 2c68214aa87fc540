//! Changing the mobile, confirmed by an SMS code.

use contract::FieldName;
use landlord::figures::{MINUTE, REAUTHENTICATION_MINUTES, SMS_RESEND_SECONDS};
use tenant::{FailureCode, ProfileNews, ProfileQuestion, Step};

use super::{NEW_MOBILE, field_code, news};
use crate::at_home::Home;

#[tokio::test]
async fn a_new_mobile_is_on_file_once_its_code_is_right() {
    let home = Home::in_profile().await;
    let code = home.go_to_mobile_code().await;
    let wrong = if code == "000000" { "000001" } else { "000000" };
    let refused = home.espace.submit_profile_sms_code(wrong).await;
    assert_eq!(
        field_code(&refused.expect_err("wrong")),
        (FieldName::SmsCode, FailureCode::SmsCodeWrong)
    );
    let step = home.espace.submit_profile_sms_code(&code).await.expect("right");
    assert_eq!(news(&step), Some(ProfileNews::MobileChanged));
    let mobile = home.refreshed().await.mobile.expect("a mobile");
    assert_eq!(mobile.display, "06*****64");
}

#[tokio::test]
async fn going_back_and_forth_sends_no_second_code() {
    let home = Home::in_profile().await;
    home.go_to_mobile_code().await;
    let sent = home.sms_capture.taken();
    let Step::ProfileMobile { typed, .. } = home.espace.go_back().await else {
        panic!("not the mobile");
    };
    assert_eq!(typed, NEW_MOBILE);
    let step = home.espace.submit_profile_mobile(NEW_MOBILE).await;
    assert!(matches!(step, Ok(Step::ProfileMobileCode { .. })));
    assert_eq!(home.sms_capture.taken(), sent);
}

#[tokio::test]
async fn a_resent_code_replaces_the_first() {
    let home = Home::in_profile().await;
    let first = home.go_to_mobile_code().await;
    home.wait(SMS_RESEND_SECONDS + 1);
    let before = home.sms_capture.taken();
    let step = home.espace.resend_profile_sms_code().await;
    assert!(matches!(
        step,
        Ok(Step::ProfileMobileCode { messages_sent: 2, .. })
    ));
    let second = home.code(before + 1).await;
    if first != second {
        home.espace
            .submit_profile_sms_code(&first)
            .await
            .expect_err("replaced");
    }
    let step = home.espace.submit_profile_sms_code(&second).await.expect("right");
    assert_eq!(news(&step), Some(ProfileNews::MobileChanged));
}

#[tokio::test]
async fn resending_a_code_after_a_while_needs_the_password() {
    let home = Home::in_profile().await;
    home.go_to_mobile_code().await;
    home.wait(REAUTHENTICATION_MINUTES * MINUTE + 1);
    let step = home.espace.resend_profile_sms_code().await;
    assert_eq!(
        step,
        Ok(Step::ProfilePasswordAgain {
            question: ProfileQuestion::Mobile
        })
    );
    assert!(matches!(
        home.type_password().await,
        Step::ProfileMobileCode { messages_sent: 2, .. }
    ));
}
