//! The envelope opens with its PIN and its recovery, and with nothing else.

use super::*;

fn tenant(end: &str) -> TenantCode {
    TenantCode::parse(&format!("204518730961{end}")).expect("fifteen digits")
}

fn pin(text: &str) -> Pin {
    Pin::parse(text).expect("six digits")
}

#[test]
fn an_envelope_opens_only_with_the_pin_or_recovery_of_its_tenant() {
    let data_key = DataKey::make().expect("random");
    let sealed = data_key
        .seal(&tenant("245"), "archive-key", &"a key".into())
        .expect("sealed");
    let recovery = WireSecret::from("of the landlord".to_owned());
    let closed = Envelope::close(&tenant("245"), &pin("407395"), &recovery, &data_key).expect("closed");
    let kept = closed.to_secret();
    assert!(!kept.expose_secret().contains("407395"));
    assert!(kept.expose_secret().len() < 600, "small");
    let envelope = Envelope::read(&kept).expect("an envelope");

    let opens = |key: DataKey| {
        let opened = key.open(&tenant("245"), "archive-key", &sealed);
        opened.expect("opens").expose_secret() == "a key"
    };
    let by_pin = envelope.open(&tenant("245"), &pin("407395")).expect("derived");
    assert!(by_pin.is_some_and(opens));
    assert!(envelope.recover(&tenant("245"), &recovery).is_some_and(opens));
    for (tenant, pin) in [(tenant("245"), pin("407396")), (tenant("246"), pin("407395"))] {
        assert!(envelope.open(&tenant, &pin).expect("derived").is_none());
    }
    assert!(envelope.recover(&tenant("246"), &recovery).is_none());
    let other = WireSecret::from("of another landlord".to_owned());
    assert!(envelope.recover(&tenant("245"), &other).is_none());
    for (tenant, purpose) in [(tenant("245"), "refresh-token"), (tenant("246"), "archive-key")] {
        assert!(data_key.open(&tenant, purpose, &sealed).is_err(), "{purpose}");
    }
}

/// Made with libsodium, the reference Argon2 and Python's `hmac`.
#[test]
fn an_envelope_that_other_libraries_closed_opens() {
    let envelope = Envelope {
        format: FORMAT,
        secret: "ZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXp7fH1+f4CBgoM=".to_owned(),
        salt: "yMnKy8zNzs/Q0dLT1NXW1w==".to_owned(),
        tries: 0,
        by_pin: Some(
            "QEFCQ0RFRkdISUpLTE1OT1BRUlNUVVZXqjf/AbpIfHnSd5zaecxbX48NE6GheC9uVN7aUVpkBPnFmhCFnbTIViQmEnRk9gqi".to_owned(),
        ),
        by_recovery:
            "QEFCQ0RFRkdISUpLTE1OT1BRUlNUVVZXnWAulwsB3I1OpOhNhEpB6+7c/Mg4OpFPjx8Ao9nZFdXHfN3sLdMMfYvTzH4UfIrV".to_owned(),
    };
    let sealed = "QEFCQ0RFRkdISUpLTE1OT1BRUlNUVVZXfTJx/C5sVLbh5xXMkQCvuAo2RVoT";
    let by_pin = envelope.open(&tenant("245"), &pin("407395")).expect("derived");
    let recovery = WireSecret::from("of the landlord".to_owned());
    for key in [by_pin, envelope.recover(&tenant("245"), &recovery)] {
        let opened = key.expect("opens").open(&tenant("245"), "archive-key", sealed);
        assert_eq!(opened.expect("opens").expose_secret(), "a key");
    }
}

#[test]
fn an_envelope_with_another_recovery_opens_with_that_one_and_the_pin() {
    let [former, latest] =
        ["the former secret", "the latest secret"].map(|text| WireSecret::from(text.to_owned()));
    let data_key = DataKey::make().expect("random");
    let mut envelope = Envelope::close(&tenant("245"), &pin("407395"), &former, &data_key).expect("closed");
    envelope
        .take_recovery(&tenant("245"), &latest, &data_key)
        .expect("sealed");
    assert!(envelope.recover(&tenant("245"), &former).is_none());
    assert!(envelope.recover(&tenant("245"), &latest).is_some());
    let by_pin = envelope.open(&tenant("245"), &pin("407395")).expect("derived");
    assert!(by_pin.is_some());
}

#[test]
fn another_format_or_something_else_is_not_read() {
    let recovery = WireSecret::from("of the landlord".to_owned());
    let data_key = DataKey::make().expect("random");
    let closed = Envelope::close(&tenant("245"), &pin("407395"), &recovery, &data_key).expect("closed");
    let later = closed
        .to_secret()
        .expose_secret()
        .replace("\"format\":1", "\"format\":2");
    assert!(Envelope::read(&later.into()).is_none());
    assert!(Envelope::read(&"".into()).is_none());
}

#[test]
fn tries_run_out_and_recovery_still_works() {
    let recovery = WireSecret::from("of the landlord".to_owned());
    let data_key = DataKey::make().expect("random");
    let mut envelope = Envelope::close(&tenant("245"), &pin("407395"), &recovery, &data_key).expect("closed");
    for left in (0..PIN_TRIES).rev().chain([0]) {
        envelope.count_try();
        assert_eq!(envelope.tries_left(), left);
    }
    envelope.begin_count_anew();
    assert_eq!(envelope.tries_left(), PIN_TRIES);
    envelope.forget_pin();
    assert_eq!(envelope.tries_left(), 0);
    let opened = envelope
        .open(&tenant("245"), &pin("407395"))
        .expect("nothing to derive");
    assert!(opened.is_none());
    assert!(envelope.recover(&tenant("245"), &recovery).is_some());
}
