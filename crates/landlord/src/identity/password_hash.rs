//! Password hashing (S6): Argon2id, at most one hash per core at a time, with short queues; beyond that, busy. Strangers,
//! known devices, staff and enrolments queue apart, so that none of them keeps the others out.

use std::time::Duration;

use argon2::{
    ARGON2ID_IDENT, Algorithm, Argon2, Params, PasswordHash, PasswordHasher as _, PasswordVerifier, Version,
};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use contract::{Password, TypedPassword};
use secrecy::{ExposeSecret, SecretString};

use super::common_passwords::CommonPasswords;
use crate::{
    concurrency::{self, Bounds, Share, SharedConcurrencyLimit},
    figures::{
        PASSWORD_HASH_KIB, PASSWORD_HASH_LANES, PASSWORD_HASH_PASSES, PASSWORD_QUEUE_PLACES,
        PASSWORD_QUEUE_SECONDS, PASSWORD_TURNS,
    },
    keys::random_bytes,
    refusal::Refusal,
};

/// At most one hash per core at a time, and a short queue (S6).
fn bounds() -> Bounds {
    Bounds {
        permits: concurrency::cores(),
        queue: Duration::from_secs(PASSWORD_QUEUE_SECONDS),
        retry_after: 2,
    }
}

/// Whose password it is. Each kind has at most half of the permits, and a queue of its own: the queue for a permit
/// then holds a few jobs of each kind, whatever one of them sends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Turn<'a> {
    /// A device that the account does not know, by its address.
    Stranger(&'a [u8]),
    /// A tenant on a device that the account knows, at a counter, or in a session. However many devices somebody has,
    /// they queue once: the others' queue is not theirs to fill.
    Known(&'a [u8]),
    /// A member of staff, on an enrolled device.
    Staff(&'a [u8]),
    /// The tenant of an enrolment whose code was right.
    Enrolment(&'a [u8]),
}

impl<'a> Turn<'a> {
    fn parts(self) -> (&'static str, &'a [u8]) {
        match self {
            Self::Stranger(who) => ("stranger", who),
            Self::Known(who) => ("known", who),
            Self::Staff(who) => ("staff", who),
            Self::Enrolment(who) => ("enrolment", who),
        }
    }
}

/// Hashes and verifies passwords, a bounded number at a time.
pub(crate) struct PasswordHasher {
    /// What each kind of turn has.
    kinds: SharedConcurrencyLimit,
    /// How many turns one person or address may wait for or have.
    people: SharedConcurrencyLimit,
    common: CommonPasswords,
    decoy: String,
}

/// A stored hash that a password matches.
pub(crate) struct MatchedHash {
    /// The hash that the password was verified against.
    pub(crate) stored: String,
    /// The hash to store instead, when `stored` was made with outdated parameters.
    pub(crate) rehashed: Option<String>,
}

/// As RFC 9106, 3.1 recommends.
const SALT_BYTES: usize = 16;

fn argon2() -> Result<Argon2<'static>, Refusal> {
    // Sets the output length explicitly: parameters read from a stored hash include it, and compare equal only
    // with it.
    let params = Params::new(
        PASSWORD_HASH_KIB,
        PASSWORD_HASH_PASSES,
        PASSWORD_HASH_LANES,
        Some(Params::DEFAULT_OUTPUT_LEN),
    )
    .map_err(|error| Refusal::Hashing(error.to_string()))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

fn hash_now(password: &str) -> Result<String, Refusal> {
    let salt = &random_bytes()?[..SALT_BYTES];
    argon2()?
        .hash_password_with_salt(password.as_bytes(), salt)
        .map(|hash| hash.to_string())
        .map_err(|error| Refusal::Hashing(error.to_string()))
}

/// Whether a hash was made with the current algorithm and parameters.
fn is_of_today(hash: &PasswordHash, argon2: &Argon2<'_>) -> bool {
    hash.algorithm == ARGON2ID_IDENT
        && hash.version == Some(Version::V0x13.into())
        && Params::try_from(hash).is_ok_and(|params| params == *argon2.params())
}

/// Whether a typed password matches in its normal form, and as it was typed. Both are tried whatever came of the first:
/// the time of an answer must not tell that the password was right (S21).
fn forms_that_match(typed: &TypedPassword, is_right: impl Fn(&str) -> bool) -> (bool, bool) {
    let in_normal_form = is_right(typed.expose());
    // Until December 2027: hashes from before decision 35 are of the text as it was typed.
    let as_typed = typed.as_typed().is_some_and(is_right);
    (in_normal_form, as_typed)
}

impl PasswordHasher {
    pub(crate) fn new(common: CommonPasswords) -> Result<Self, Refusal> {
        Self::bounded(bounds(), common)
    }

    fn bounded(bounds: Bounds, common: CommonPasswords) -> Result<Self, Refusal> {
        let half = Share {
            permits: (bounds.permits / 2).max(1),
            queued: PASSWORD_QUEUE_PLACES,
        };
        let few = Share {
            permits: PASSWORD_TURNS,
            queued: 0,
        };
        Ok(Self {
            kinds: SharedConcurrencyLimit::new(bounds, half),
            people: SharedConcurrencyLimit::new(bounds, few),
            common,
            decoy: hash_now("unknown tenants cost the same")?,
        })
    }

    /// Hashes a password that somebody chose.
    ///
    /// # Errors
    /// When it is on the list of common passwords, or the service is busy.
    pub(crate) async fn hash(&self, password: &Password, turn: Turn<'_>) -> Result<String, Refusal> {
        self.common.refuse(password)?;
        let password = SecretString::from(password.expose());
        self.run(turn, move || hash_now(password.expose_secret())).await
    }

    /// Verifies a password against a stored hash; `None` when it is wrong. Costs the same without a stored hash
    /// (S6).
    pub(crate) async fn verify(
        &self,
        typed: &TypedPassword,
        stored: Option<String>,
        turn: Turn<'_>,
    ) -> Result<Option<MatchedHash>, Refusal> {
        let typed = typed.clone();
        let known = stored.is_some();
        let stored = stored.unwrap_or_else(|| self.decoy.clone());
        self.run(turn, move || {
            let hash = PasswordHash::new(&stored).map_err(|error| Refusal::Stored(error.to_string()))?;
            let argon2 = argon2()?;
            let is_right = |password: &str| argon2.verify_password(password.as_bytes(), &hash).is_ok();
            let (in_normal_form, as_typed) = forms_that_match(&typed, is_right);
            if !((in_normal_form || as_typed) && known) {
                return Ok(None);
            }
            let rehashed = if in_normal_form && is_of_today(&hash, &argon2) {
                None
            } else {
                Some(hash_now(typed.expose())?)
            };
            Ok(Some(MatchedHash { stored, rehashed }))
        })
        .await
    }

    /// Runs a job when it is its turn.
    async fn run<T: Send + 'static>(
        &self,
        turn: Turn<'_>,
        work: impl FnOnce() -> Result<T, Refusal> + Send + 'static,
    ) -> Result<T, Refusal> {
        let (kind, who) = turn.parts();
        let person = format!("{kind} {}", BASE64_URL_SAFE_NO_PAD.encode(who));
        let _place = self.people.place(&person)?;
        self.kinds.run_for(kind, work).await
    }
}

#[cfg(test)]
mod tests {
    use std::{
        cell::Cell,
        sync::{Arc, mpsc},
    };

    use tokio::{
        sync::oneshot,
        task::{JoinHandle, yield_now},
    };

    use super::*;

    fn hasher(permits: usize, queue: Duration) -> Arc<PasswordHasher> {
        let bounds = Bounds {
            permits,
            queue,
            ..bounds()
        };
        let hasher = PasswordHasher::bounded(bounds, CommonPasswords::OfTheProgram);
        Arc::new(hasher.expect("a hasher"))
    }

    fn is_busy<T>(result: &Result<T, Refusal>) -> bool {
        matches!(result, Err(Refusal::Busy { retry_after: 2 }))
    }

    /// A stranger's job that lasts until the sender is dropped.
    async fn occupied(hasher: &Arc<PasswordHasher>) -> (mpsc::Sender<()>, JoinHandle<Result<(), Refusal>>) {
        let (started, begun) = oneshot::channel();
        let (end, ended) = mpsc::channel::<()>();
        let hasher = Arc::clone(hasher);
        let task = tokio::spawn(async move {
            let work = move || {
                let _ = started.send(());
                let _ = ended.recv();
                Ok(())
            };
            hasher.run(Turn::Stranger(b"first"), work).await
        });
        begun.await.expect("begun");
        (end, task)
    }

    /// Lets a stranger queue.
    fn queue(hasher: &Arc<PasswordHasher>, who: usize) -> JoinHandle<Result<(), Refusal>> {
        let hasher = Arc::clone(hasher);
        tokio::spawn(async move {
            let turn = who.to_be_bytes();
            hasher.run(Turn::Stranger(&turn), || Ok(())).await
        })
    }

    #[tokio::test]
    async fn s6_hashing_is_bounded_by_cores_and_the_rest_gets_retry_after() {
        assert_eq!(bounds().permits, concurrency::cores());
        let typed = TypedPassword::from("Cerisier bleu 42");
        let busy = hasher(0, Duration::ZERO);
        for stored in [None, Some(busy.decoy.clone())] {
            assert!(is_busy(&busy.verify(&typed, stored, Turn::Known(b"one")).await));
        }
        let free = hasher(1, Duration::from_secs(60));
        let tried = free.verify(&typed, None, Turn::Known(b"one")).await;
        assert!(matches!(tried, Ok(None)));
    }

    #[tokio::test]
    async fn s6_however_many_strangers_wait_each_other_kind_has_its_turn() {
        let hasher = hasher(2, Duration::from_secs(600));
        let (end, first) = occupied(&hasher).await;
        let waiting: Vec<_> = (0..PASSWORD_QUEUE_PLACES)
            .map(|who| queue(&hasher, who))
            .collect();
        yield_now().await;
        let last = queue(&hasher, PASSWORD_QUEUE_PLACES).await.expect("ended");
        assert!(is_busy(&last), "the strangers' queue is full");
        for turn in [Turn::Known(b"one"), Turn::Staff(b"one"), Turn::Enrolment(b"one")] {
            hasher.run(turn, || Ok(())).await.expect("a turn");
        }
        assert!(waiting.iter().all(|task| !task.is_finished()));
        drop(end);
        for task in waiting.into_iter().chain([first]) {
            task.await.expect("ended").expect("a turn in the end");
        }
    }

    #[tokio::test]
    async fn s6_one_address_waits_for_a_few_turns_only() {
        let hasher = hasher(2, Duration::from_secs(600));
        let (end, first) = occupied(&hasher).await;
        let waiting: Vec<_> = (0..PASSWORD_TURNS).map(|_| queue(&hasher, 1)).collect();
        yield_now().await;
        assert!(is_busy(&queue(&hasher, 1).await.expect("ended")));
        let other = queue(&hasher, 2);
        drop(end);
        for task in waiting.into_iter().chain([first, other]) {
            task.await.expect("ended").expect("a turn");
        }
    }

    #[test]
    fn s21_a_right_password_is_tried_as_often_as_a_wrong_one() {
        let right = "Cerisier bleu 42";
        let tries_of = |typed: &str| {
            let tries = Cell::new(0);
            let tried = forms_that_match(&TypedPassword::from(typed), |text| {
                tries.set(tries.get() + 1);
                text == right
            });
            (tried, tries.get())
        };
        assert_eq!(tries_of("Cerisier bleu 42"), ((true, false), 1));
        assert_eq!(tries_of("Prunier jaune 17"), ((false, false), 1));
        assert_eq!(tries_of("Cerisier bleu 42 "), ((true, false), 2));
        assert_eq!(tries_of("Prunier jaune 17 "), ((false, false), 2));
    }

    #[tokio::test]
    async fn s6_a_hash_of_the_text_as_it_was_typed_goes_on_and_is_replaced() {
        let hasher = hasher(1, Duration::from_secs(60));
        let typed = TypedPassword::from("Pre\u{301}vert 42 ");
        let before = hash_now("Pre\u{301}vert 42 ").expect("a hash");
        let matched = hasher.verify(&typed, Some(before), Turn::Known(b"one")).await;
        let replaced = matched.expect("verified").and_then(|matched| matched.rehashed);
        let replaced = replaced.expect("another hash");
        for text in ["Pr\u{e9}vert 42", "Pre\u{301}vert 42\n"] {
            let typed = TypedPassword::from(text);
            let matched = hasher.verify(&typed, Some(replaced.clone()), Turn::Known(b"one"));
            let matched = matched.await.expect("verified").expect("right");
            assert_eq!(matched.rehashed, None, "{text:?}");
        }
    }
}
