//! The signed-in devices, and signing them out.

use tenant::{FailureCode, ProfileQuestion, Step};

use super::{NEW_EMAIL, sign_in};
use crate::at_home::{Home, PASSWORD, assert_home};

#[tokio::test]
async fn another_device_is_signed_out_from_here() {
    let home = Home::in_profile().await;
    let elsewhere = home.second_computer();
    sign_in(&elsewhere, PASSWORD).await;
    // The list was fetched before the other sign-in, so it is fetched again.
    let Step::ProfileDevices { devices, .. } = home.ask(ProfileQuestion::Devices).await else {
        panic!("not the devices");
    };
    assert_eq!(
        devices.iter().map(|device| device.current).collect::<Vec<_>>(),
        [true, false],
        "this computer first"
    );
    let made_up = home.espace.sign_device_out("../../account").await;
    assert_eq!(made_up.expect_err("not listed").code, FailureCode::NotFound);

    let asked = home.espace.sign_device_out(&devices[1].id).await;
    let question = ProfileQuestion::Devices;
    assert_eq!(asked, Ok(Step::ProfilePasswordAgain { question }));
    let step = home.espace.submit_profile_password(PASSWORD).await;
    let Ok(Step::ProfileDevices {
        devices: left,
        signed_out: true,
    }) = step
    else {
        panic!("not the devices but {step:?}");
    };
    assert_eq!(left, devices[..1]);
    let refused = elsewhere.synchronise().await.expect_err("signed out");
    assert_eq!(refused.code, FailureCode::SessionEnded);
    assert_eq!(home.refreshed().await.devices.len(), 1);
}

#[tokio::test]
async fn signing_out_a_device_that_is_already_signed_out_is_no_failure() {
    let home = Home::in_profile().await;
    let elsewhere = home.second_computer();
    sign_in(&elsewhere, PASSWORD).await;
    let id = home.refreshed().await.devices[1].id.clone();
    elsewhere.sign_out().await;
    let step = home.espace.sign_device_out(&id).await;
    assert!(matches!(step, Ok(Step::ProfileDevices { signed_out: true, .. })));
}

#[tokio::test]
async fn signing_this_computer_out_is_the_sign_out() {
    let home = Home::in_profile().await;
    let id = home.refreshed().await.devices[0].id.clone();
    let step = home.espace.sign_device_out(&id).await;
    assert!(matches!(step, Ok(Step::SignIn { .. })));
    home.espace.open_profile().await.expect_err("signed out");
}

#[tokio::test]
async fn a_computer_signed_out_elsewhere_is_told_to_sign_in() {
    let home = Home::in_profile().await;
    let elsewhere = home.second_computer();
    sign_in(&elsewhere, PASSWORD).await;
    elsewhere.open_profile().await.expect("signed in");
    let devices = elsewhere.refresh_profile().await.expect("reported").devices;
    elsewhere.sign_device_out(&devices[1].id).await.expect("asked");
    elsewhere.submit_profile_password(PASSWORD).await.expect("out");

    home.ask(ProfileQuestion::Email).await;
    let refused = home.espace.submit_profile_email(NEW_EMAIL).await;
    assert_eq!(refused.expect_err("signed out").code, FailureCode::SessionEnded);
    home.espace.open_sign_in().await;
    let step = home.espace.sign_in(None, PASSWORD).await;
    assert_home(&step);
}
