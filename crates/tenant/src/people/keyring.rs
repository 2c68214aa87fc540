//! What the household asks the keyring, and a keyring that is locked when the window opens: its prompt is open on the
//! desktop, and its answer is awaited without limit. Nothing of the keyring is read or written before.

use contract::TenantCode;
use secrecy::ExposeSecret;

use super::{Household, People, RememberedPerson, Seat};
use crate::{
    core::secrets::{KeyringState, SecretName, Vault},
    figures::MAX_PEOPLE,
    navigator::step::{FirstScreen, Step},
};

impl Household {
    /// Waits until the prompt of the keyring is answered, as long as it takes. At once where none is open.
    pub async fn keyring_answered(&self) {
        self.keyring.answered().await;
    }

    /// *Demander de nouveau*: opens the prompt again that the person dismissed.
    pub fn ask_keyring_again(&self) {
        self.keyring.prompt_again(&(self.keyrings)(Seat::FIRST));
    }

    /// *Continuer sans le trousseau*: the session stays in memory (S13). What the keyring holds stays there.
    pub fn do_without_keyring(&self) {
        self.keyring.do_without();
    }

    /// What is shown in place of any person's screen while the keyring is locked.
    pub(super) async fn behind_locked_keyring(&self) -> Option<FirstScreen> {
        self.keyring.check(&(self.keyrings)(Seat::FIRST)).await;
        let dismissed = match self.keyring.state() {
            KeyringState::Prompting => false,
            KeyringState::Dismissed => true,
            KeyringState::Unasked | KeyringState::Works | KeyringState::Failed => return None,
        };
        Some(self.in_place_of_espace(Step::KeyringLocked { dismissed }))
    }

    pub(super) fn vault(&self, seat: Seat) -> Vault {
        Vault::new((self.keyrings)(seat), self.keyring.clone())
    }

    /// The tenant of a seat. Asks the `Espace` opened in this run first: without a keyring, only it knows (S13).
    pub(super) async fn tenant_code(&self, people: &People, seat: Seat) -> Option<TenantCode> {
        if let Some(opened) = people.opened.get(&seat) {
            return opened.remembered().await;
        }
        let secret = self.vault(seat).get(SecretName::TenantCode).await?;
        TenantCode::parse(secret.expose_secret()).ok()
    }

    pub(super) async fn read_order(&self) -> Vec<RememberedPerson> {
        let secret = self.vault(Seat::FIRST).get(SecretName::People).await;
        let order = secret
            .and_then(|secret| serde_json::from_str::<Vec<RememberedPerson>>(secret.expose_secret()).ok());
        let mut order = order.unwrap_or_default();
        order.retain(|known| known.seat.0 < MAX_PEOPLE);
        order
    }

    /// Stores the order if it has changed: on a full disk, a keyring that was asked to write is not read any more. An order
    /// that could not be read is not overwritten: the keyring has failed then, and takes nothing more.
    pub(super) async fn write_order(&self, people: &mut People) {
        // One nameless person needs no entry: nothing is left of a deleted account.
        let says_nothing = |known: &RememberedPerson| known.seat == Seat::FIRST && known.name.is_none();
        let order = match people.order.iter().all(says_nothing) {
            true => Vec::new(),
            false => people.order.clone(),
        };
        if people.stored == order {
            return;
        }
        let vault = self.vault(Seat::FIRST);
        if order.is_empty() {
            vault.delete(SecretName::People).await;
        } else {
            // Numbers and names always serialise.
            let text = serde_json::to_string(&order).unwrap_or_default();
            vault.set(SecretName::People, text.into()).await;
        }
        people.stored = order;
    }
}
