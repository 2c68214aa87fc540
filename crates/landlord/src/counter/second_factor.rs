//! The second factor of staff (RFC 6238): six digits of a telephone, each of which works once.

use contract::{SecondFactor, SmsCode};
use subtle::ConstantTimeEq;
use totp_rs::{Algorithm, TOTP};

use crate::{
    keys::{Hash, ServiceKey},
    refusal::Refusal,
};

const STEP_SECONDS: i64 = 30;
/// RFC 4226 recommends 160 bits.
const KEY_BYTES: usize = 20;

/// What makes the codes of a staff member. The key comes of the service's own and a random salt: the database alone
/// makes none.
pub(crate) struct CodeMaker(TOTP);

impl CodeMaker {
    /// `issuer` and `account` name the entry on the telephone.
    pub(crate) fn new(
        key: &ServiceKey,
        salt: &[u8],
        (issuer, account): (&str, &str),
    ) -> Result<Self, Refusal> {
        let secret: Hash = key.derive_hash("second-factor", &[account.as_bytes(), salt]);
        // A colon parts the two in the link.
        let issuer = issuer.replace(':', " ");
        TOTP::new(
            Algorithm::SHA1,
            SmsCode::DIGITS,
            0,
            STEP_SECONDS.unsigned_abs(),
            secret[..KEY_BYTES].to_vec(),
            Some(issuer),
            account.to_owned(),
        )
        .map(Self)
        .map_err(|error| Refusal::Stored(error.to_string()))
    }

    /// The step whose code it is: the present one or one beside it, as clocks differ (RFC 6238, section 5.2).
    pub(crate) fn step_of(&self, code: &SmsCode, now: i64) -> Option<i64> {
        let present = now / STEP_SECONDS;
        let mut found = None;
        // All three are compared whatever the first says: the time tells nothing.
        for step in [present - 1, present, present + 1] {
            let right = self.code_of(step);
            if bool::from(right.as_bytes().ct_eq(code.expose().as_bytes())) {
                found = Some(step);
            }
        }
        found
    }

    /// The code of a moment.
    pub(crate) fn code_at(&self, now: i64) -> String {
        self.code_of(now / STEP_SECONDS)
    }

    fn code_of(&self, step: i64) -> String {
        self.0.generate((step * STEP_SECONDS).unsigned_abs())
    }

    /// What the telephone has to learn.
    pub(crate) fn to_learn(&self, name: String) -> SecondFactor {
        SecondFactor {
            name,
            key: self.0.get_secret_base32().into(),
            link: self.0.get_url().into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The key of the test vectors of RFC 6238, appendix B.
    fn of_the_rfc() -> CodeMaker {
        let key = b"12345678901234567890".to_vec();
        let totp = TOTP::new(Algorithm::SHA1, 6, 0, 30, key, None, "x".to_owned());
        CodeMaker(totp.expect("made"))
    }

    #[test]
    fn codes_are_those_of_rfc_6238() {
        // The last six of its eight digits.
        for (moment, code) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_234_567_890, "005924"),
            (20_000_000_000, "353130"),
        ] {
            assert_eq!(of_the_rfc().code_at(moment), code);
        }
    }

    #[test]
    fn a_clock_may_be_half_a_minute_off_and_no_more() {
        let maker = of_the_rfc();
        let code = SmsCode::parse("287082").expect("six digits");
        for (now, step) in [
            (30, Some(1)),
            (59, Some(1)),
            (29, Some(1)),
            (89, Some(1)),
            (90, None),
        ] {
            assert_eq!(maker.step_of(&code, now), step, "{now}");
        }
    }
}
