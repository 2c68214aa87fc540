//! Security keys of staff (S21). A page of the landlord's service asks a key, in the system's browser, and this window
//! waits for its answer: the key itself is never reached from here.

use std::time::Duration;

use contract::{
    SECURITY_KEY_PATH, SecurityKeyAdding, SecurityKeyName, SecurityKeyProof, StaffCheck, WireSecret,
};
use reqwest::Url;
use tokio::time::sleep;

use super::{
    AskedKeyView, Counter,
    signing_in::wrong_proof,
    state::{AskedKey, CounterState, Screen},
};
use crate::{
    core::{
        failure::{Failure, FailureCode, FieldFailure},
        unopened_page::UnopenedPage,
    },
    navigator::step::Step,
};

/// How long the window waits before it asks again whether the key has answered.
const ASKED_EVERY: Duration = Duration::from_secs(2);

/// The page that asks a security key, to be opened in a browser.
#[derive(Debug)]
pub struct KeyPage {
    /// Its address. The token in it lets nobody in, but is nobody else's business.
    pub address: WireSecret,
    number: String,
}

impl KeyPage {
    /// What the window shows, once a browser opened the page or none did.
    #[must_use]
    pub fn shown(self, opened: bool) -> AskedKeyView {
        AskedKeyView {
            page: (!opened).then(|| UnopenedPage::at(self.address.expose().to_owned())),
            number: self.number,
        }
    }
}

impl Counter {
    /// Begins to ask a security key: as a second factor on this screen, or to add it. The page is at the address of the
    /// configuration: the landlord's service cannot lead a browser elsewhere.
    ///
    /// # Errors
    /// When a key is to be added and no staff member is signed in, the second factor is required again or there are too
    /// many keys, and when the landlord's service fails.
    pub async fn ask_security_key(&self, adds: bool) -> Result<KeyPage, Failure> {
        let mut state = self.state.lock().await;
        let side = self.side(&state).clone();
        let begun = if adds {
            let staff = state.staff()?;
            let begun = self.ask(side.client.begin_adding_security_key(&staff.token));
            let answer = begun.await.map_err(too_many);
            let begun = self.take_answer(&mut state, answer)?;
            // An address is no screen: the counter shows that the second factor comes first.
            begun.ok_or_else(|| Failure::new(FailureCode::StaffCheckRequired))?
        } else {
            self.ask(side.client.begin_security_key()).await?
        };
        let address = page_at(&side.address, &begun.page_token)?;
        let asked = AskedKey {
            proof: SecurityKeyProof {
                attempt: begun.attempt,
            },
            answered: false,
        };
        *asked_key(&mut state, adds) = Some(asked);
        Ok(KeyPage {
            address,
            number: begun.number,
        })
    }

    /// Waits until the security key that is asked has answered. Returns false when it is asked no more: the screen was
    /// left, or another one is asked.
    ///
    /// # Errors
    /// When the page is over, or the landlord's service fails.
    pub async fn security_key_answered(&self, adds: bool) -> Result<bool, Failure> {
        let asked = asked_key(&mut *self.state.lock().await, adds).clone();
        let Some(AskedKey { proof, .. }) = asked else {
            return Ok(false);
        };
        loop {
            let mut state = self.state.lock().await;
            if still_asked(&mut state, adds, &proof).is_none() {
                return Ok(false);
            }
            let client = self.side(&state).client.clone();
            // *Retour* does not wait for the answer.
            drop(state);
            let answered = client.security_key_state(&proof).await;
            let answered = answered.map_err(|error| too_late(error.into()))?.answered;
            let mut state = self.state.lock().await;
            let Some(asked) = still_asked(&mut state, adds, &proof) else {
                return Ok(false);
            };
            asked.answered = answered;
            drop(state);
            if answered {
                return Ok(true);
            }
            sleep(ASKED_EVERY).await;
        }
    }

    /// *Mes clés de sécurité*.
    ///
    /// # Errors
    /// When no staff member is signed in, or the landlord's service fails.
    pub async fn open_security_keys(&self) -> Result<Step, Failure> {
        let mut state = self.state.lock().await;
        let staff = state.staff()?;
        let client = self.side(&state).client.clone();
        let answer = self.ask(client.security_keys(&staff.token)).await;
        let Some(listed) = self.take_answer(&mut state, answer)? else {
            return Ok(self.step(&state).await);
        };
        state.keys = listed.keys;
        Ok(self.go(&mut state, Screen::SecurityKeys).await)
    }

    /// Adds the security key that has answered, confirmed by another second factor.
    ///
    /// # Errors
    /// A field error, or a failure of the landlord's service. When no staff member is signed in, or no key has answered.
    pub async fn add_security_key(&self, name: &str, code: &str) -> Result<Step, Failure> {
        let mut state = self.state.lock().await;
        let staff = state.staff()?;
        let late = || Failure::new(FailureCode::SecurityKeyTooLate);
        let made = state.new_key.clone().filter(|key| key.answered);
        let made = made.ok_or_else(late)?.proof;
        let adding = match (SecurityKeyName::parse(name), state.factor(code)) {
            (Ok(name), Ok(code)) => SecurityKeyAdding {
                name,
                attempt: made.attempt,
                code,
            },
            (name, code) => {
                let fields = name.err().map(FieldFailure::from).into_iter();
                return Err(Failure::of_fields(fields.chain(code.err()).collect()));
            }
        };
        state.key = None;
        let client = self.side(&state).client.clone();
        let answer = self.ask(client.add_security_key(&staff.token, &adding)).await;
        match answer {
            Ok(key) => state.keys.push(key),
            Err(failure) if failure.code == FailureCode::NotFound => {
                // The attempt is over: by an earlier request whose answer was lost, or because it took too long.
                let before = state.keys.len();
                if !self.list_again(&mut state, &staff.token).await? {
                    return Ok(self.step(&state).await);
                }
                state.new_key = None;
                if state.keys.len() <= before {
                    return Err(late());
                }
            }
            Err(failure) => {
                if failure.code == FailureCode::SecurityKeyTaken {
                    // It would be refused again.
                    state.new_key = None;
                }
                let failure = wrong_proof(&adding.code, too_many(failure));
                self.take_answer::<()>(&mut state, Err(failure))?;
                return Ok(self.step(&state).await);
            }
        }
        state.new_key = None;
        Ok(self.step(&state).await)
    }

    /// Removes a security key, confirmed by a second factor. One that is gone already is removed.
    ///
    /// # Errors
    /// A field error, or a failure of the landlord's service. When no staff member is signed in.
    pub async fn remove_security_key(&self, id: &str, code: &str) -> Result<Step, Failure> {
        let mut state = self.state.lock().await;
        let staff = state.staff()?;
        let check = StaffCheck {
            code: state
                .factor(code)
                .map_err(|failure| Failure::of_fields(vec![failure]))?,
        };
        state.key = None;
        let client = self.side(&state).client.clone();
        let answer = self
            .ask(client.remove_security_key(&staff.token, id, &check))
            .await;
        let answer = match answer {
            Err(failure) if failure.code == FailureCode::NotFound => Ok(()),
            answer => answer.map_err(|failure| wrong_proof(&check.code, failure)),
        };
        if self.take_answer(&mut state, answer)?.is_some() {
            state.keys.retain(|key| key.id != id);
        }
        Ok(self.step(&state).await)
    }

    /// Lists the keys again. Returns false when another screen comes first.
    async fn list_again(&self, state: &mut CounterState, staff: &WireSecret) -> Result<bool, Failure> {
        let client = self.side(state).client.clone();
        let answer = self.ask(client.security_keys(staff)).await;
        let Some(listed) = self.take_answer(state, answer)? else {
            return Ok(false);
        };
        state.keys = listed.keys;
        Ok(true)
    }
}

fn asked_key(state: &mut CounterState, adds: bool) -> &mut Option<AskedKey> {
    if adds { &mut state.new_key } else { &mut state.key }
}

/// The key that is asked, while it is the one of this attempt.
fn still_asked<'a>(
    state: &'a mut CounterState,
    adds: bool,
    proof: &SecurityKeyProof,
) -> Option<&'a mut AskedKey> {
    let asked = asked_key(state, adds).as_mut();
    asked.filter(|asked| asked.proof.attempt.expose() == proof.attempt.expose())
}

/// The address of the page. A key signs for a name, which the address of this machine is not.
fn page_at(service: &Url, token: &WireSecret) -> Result<WireSecret, Failure> {
    let internal = |_| Failure::new(FailureCode::Internal);
    let mut page = service
        .join(SECURITY_KEY_PATH.trim_start_matches('/'))
        .map_err(internal)?;
    if page.host_str() == Some("127.0.0.1") {
        page.set_host(Some("localhost")).map_err(internal)?;
    }
    page.set_fragment(Some(token.expose()));
    Ok(String::from(page).into())
}

/// Says of an attempt that the service does not know that it is over.
fn too_late(failure: Failure) -> Failure {
    replaced(failure, FailureCode::NotFound, FailureCode::SecurityKeyTooLate)
}

/// Says why no further key can be added.
fn too_many(failure: Failure) -> Failure {
    replaced(failure, FailureCode::NotAllowed, FailureCode::SecurityKeysFull)
}

fn replaced(failure: Failure, code: FailureCode, by: FailureCode) -> Failure {
    if failure.code == code {
        Failure { code: by, ..failure }
    } else {
        failure
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s21_the_page_of_a_key_is_at_the_address_of_the_configuration() {
        let page = |service: &str| {
            let service = Url::parse(service).expect("an address");
            let page = page_at(&service, &"AAAA".to_owned().into()).expect("a page");
            page.expose().to_owned()
        };
        assert_eq!(
            page("https://espace.habitat.example/"),
            "https://espace.habitat.example/cle-de-securite#AAAA"
        );
        assert_eq!(
            page("https://habitat.example/locataires/"),
            "https://habitat.example/locataires/cle-de-securite#AAAA"
        );
        assert_eq!(
            page("http://127.0.0.1:8080/"),
            "http://localhost:8080/cle-de-securite#AAAA"
        );
    }
}
