//! Whether the SMS gateway and the mail server take the landlord's accounts. Nothing is sent.

use std::time::Duration;

use jiff::Timestamp;

use super::fault::{Carrier, Fault};
use crate::{
    config::{Config, MailSection, SmsSection},
    delivery::{
        DeliveryError,
        mail::SmtpMailer,
        sms::{OvhGateway, Patience},
    },
    figures::CLOCK_DRIFT_SECONDS,
};

/// How long an answer may take.
pub(super) const PATIENCE: Duration = Duration::from_secs(15);

/// The gateway's timeouts.
pub(super) fn patience() -> Patience {
    Patience {
        answer: PATIENCE,
        ..Patience::default()
    }
}

/// What the gateway and the mail server say. One that cannot be set up is a fault already.
pub(super) async fn faults(config: &Config) -> Vec<Fault> {
    let mut faults = Vec::new();
    if let Some(SmsSection::Ovh(section)) = &config.sms
        && let Ok(gateway) = OvhGateway::new(section, patience())
    {
        faults.extend(match gateway.try_account().await {
            Ok(time) => of_clock(time, Timestamp::now().as_second()),
            Err(error) => Some(of_delivery(Carrier::Sms, error)),
        });
    }
    if let Some(MailSection::Smtp(section)) = &config.mail
        && let Ok(mailer) = SmtpMailer::new(section, &config.landlord.name, PATIENCE)
        && let Err(error) = mailer.try_account().await
    {
        faults.push(of_delivery(Carrier::Mail, error));
    }
    faults
}

/// The gateway's clock is a second opinion.
fn of_clock(theirs: i64, ours: i64) -> Option<Fault> {
    let seconds = ours.abs_diff(theirs);
    (seconds > CLOCK_DRIFT_SECONDS).then_some(Fault::ClockOff { seconds })
}

fn of_delivery(carrier: Carrier, error: DeliveryError) -> Fault {
    match error {
        DeliveryError::Refused(reason) => Fault::Refused { carrier, reason },
        _ => Fault::Unreachable(carrier),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_that_drifted_more_than_allowed_is_a_fault() {
        let limit = i64::try_from(CLOCK_DRIFT_SECONDS).expect("a number");
        for (ours, found) in [
            (limit, false),
            (-limit, false),
            (limit + 1, true),
            (-limit - 1, true),
        ] {
            assert_eq!(of_clock(0, ours).is_some(), found, "{ours}");
        }
    }
}
