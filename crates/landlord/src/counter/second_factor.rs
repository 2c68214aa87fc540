//! The second factor of staff (RFC 6238): codes of six digits from a telephone, each of which works once.

use contract::{SecondFactor, SmsCode};
use subtle::ConstantTimeEq;
use totp_rs::{Algorithm, Builder, Totp};

use crate::{
    keys::{Hash, ServiceKey},
    refusal::Refusal,
};

const STEP_SECONDS: i64 = 30;
/// RFC 4226 recommends 160 bits.
const KEY_BYTES: usize = 20;

/// SHA-1, six digits, 30 s: what every authenticator knows (RFC 6238).
fn like_every_authenticator() -> Builder {
    Builder::new()
        .with_algorithm(Algorithm::SHA1)
        .with_digits(SmsCode::DIGITS as u8)
        .with_step_duration(STEP_SECONDS.unsigned_abs())
}

/// Makes the codes of a staff member. The key is derived from the service's key and a random salt, so a copy of
/// the database alone cannot make codes.
pub(crate) struct CodeMaker(Totp);

impl CodeMaker {
    /// `issuer` and `account` name the entry on the telephone.
    pub(crate) fn new(
        key: &ServiceKey,
        salt: &[u8],
        (issuer, account): (&str, &str),
    ) -> Result<Self, Refusal> {
        let secret: Hash = key.derive_hash("second-factor", &[account.as_bytes(), salt]);
        // The colon separates issuer and account in the link.
        let issuer = issuer.replace(':', " ");
        like_every_authenticator()
            .with_secret(secret[..KEY_BYTES].to_vec())
            .with_issuer(Some(issuer))
            .with_account_name(account)
            .build()
            .map(Self)
            .map_err(|error| Refusal::Stored(error.to_string()))
    }

    /// Returns the step that a code belongs to. Accepts the current step and its neighbours, as clocks differ (RFC
    /// 6238, section 5.2).
    pub(crate) fn step_of(&self, code: &SmsCode, now: i64) -> Option<i64> {
        let present = now / STEP_SECONDS;
        let mut found = None;
        // Compares all three even after a match, so that the time reveals nothing.
        for step in [present - 1, present, present + 1] {
            let right = self.code_of(step);
            if bool::from(right.as_bytes().ct_eq(code.expose().as_bytes())) {
                found = Some(step);
            }
        }
        found
    }

    /// The code valid at a moment, Unix seconds.
    pub(crate) fn code_at(&self, now: i64) -> String {
        self.code_of(now / STEP_SECONDS)
    }

    fn code_of(&self, step: i64) -> String {
        self.0.generate((step * STEP_SECONDS).unsigned_abs()).to_string()
    }

    /// The key and the link that the telephone's authenticator needs.
    ///
    /// # Errors
    /// When the account's name cannot stand in a link.
    pub(crate) fn to_learn(&self, name: String) -> Result<SecondFactor, Refusal> {
        let link = self
            .0
            .to_url()
            .map_err(|error| Refusal::Stored(error.to_string()))?;
        Ok(SecondFactor {
            name,
            key: self.0.secret().to_base32().into(),
            link: link.into(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The key of RFC 6238's test vectors, appendix B.
    fn of_the_rfc() -> CodeMaker {
        let key = b"12345678901234567890".to_vec();
        CodeMaker(like_every_authenticator().with_secret(key).build().expect("made"))
    }

    #[test]
    fn codes_match_rfc_6238() {
        // The RFC lists eight digits: these are the last six.
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
    fn accepts_a_code_one_step_off_and_no_further() {
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
