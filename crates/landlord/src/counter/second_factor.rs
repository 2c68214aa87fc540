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

/// Makes the codes of a staff member. Their keys are derived from the service's keys and a random salt, so a copy of
/// the database alone cannot make codes.
pub(crate) struct CodeMaker {
    /// What a telephone learns: derived from the service's key in use.
    taught: Totp,
    /// What a telephone learnt before a rotation (S26).
    earlier: Vec<Totp>,
}

impl CodeMaker {
    /// `issuer` and `account` name the entry on the telephone.
    pub(crate) fn new(
        key: &ServiceKey,
        salt: &[u8],
        (issuer, account): (&str, &str),
    ) -> Result<Self, Refusal> {
        // The colon separates issuer and account in the link.
        let issuer = issuer.replace(':', " ");
        let of = |secret: &Hash| {
            like_every_authenticator()
                .with_secret(secret[..KEY_BYTES].to_vec())
                .with_issuer(Some(issuer.clone()))
                .with_account_name(account)
                .build()
                .map_err(|error| Refusal::Stored(error.to_string()))
        };
        let (label, parts) = ("second-factor", [account.as_bytes(), salt]);
        let earlier = key.derive_all(label, &parts);
        Ok(Self {
            taught: of(&key.derive_hash(label, &parts))?,
            earlier: earlier.iter().skip(1).map(of).collect::<Result<_, _>>()?,
        })
    }

    /// Returns the step that a code belongs to. Accepts the current step and its neighbours, as clocks differ (RFC
    /// 6238, section 5.2).
    pub(crate) fn step_of(&self, code: &SmsCode, now: i64) -> Option<i64> {
        let present = now / STEP_SECONDS;
        let mut found = None;
        // Compares all three even after a match, so that the time reveals nothing.
        for step in [present - 1, present, present + 1] {
            for maker in self.earlier.iter().chain([&self.taught]) {
                let right = code_of(maker, step);
                if bool::from(right.as_bytes().ct_eq(code.expose().as_bytes())) {
                    found = Some(step);
                }
            }
        }
        found
    }

    /// The code valid at a moment, Unix seconds.
    pub(crate) fn code_at(&self, now: i64) -> String {
        code_of(&self.taught, now / STEP_SECONDS)
    }

    /// The key and the link that the telephone's authenticator needs.
    ///
    /// # Errors
    /// When the account's name cannot stand in a link.
    pub(crate) fn to_learn(&self, name: String) -> Result<SecondFactor, Refusal> {
        let link = self
            .taught
            .to_url()
            .map_err(|error| Refusal::Stored(error.to_string()))?;
        Ok(SecondFactor {
            name,
            key: self.taught.secret().to_base32().into(),
            link: link.into(),
        })
    }
}

fn code_of(maker: &Totp, step: i64) -> String {
    maker.generate((step * STEP_SECONDS).unsigned_abs()).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The key of RFC 6238's test vectors, appendix B.
    fn of_the_rfc() -> CodeMaker {
        let key = b"12345678901234567890".to_vec();
        let taught = like_every_authenticator().with_secret(key).build().expect("made");
        CodeMaker {
            taught,
            earlier: Vec::new(),
        }
    }

    #[test]
    fn s26_a_code_of_an_earlier_key_of_the_service_is_still_accepted() {
        let earlier = like_every_authenticator()
            .with_secret(vec![7; KEY_BYTES])
            .build()
            .expect("made");
        let before = CodeMaker {
            taught: earlier.clone(),
            earlier: Vec::new(),
        };
        let after = CodeMaker {
            earlier: vec![earlier],
            ..of_the_rfc()
        };
        let code = SmsCode::parse(&before.code_at(59)).expect("six digits");
        assert_eq!(before.step_of(&code, 59), Some(1));
        assert_eq!(after.step_of(&code, 59), Some(1));
        assert_eq!(of_the_rfc().step_of(&code, 59), None, "its key was revoked");
        assert_eq!(after.code_at(59), "287082", "a telephone learns the key in use");
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
