//! The card providers of a landlord: the present one and former ones.

use crate::operator_words::say;
use std::sync::Arc;

use super::provider::{CardProvider, Sandbox, StripeCheckout, StripeSetupError};
use crate::config::{CardProviderName, CardSection, Config};

/// The card providers cannot be used as configured.
#[derive(Debug, thiserror::Error)]
pub enum CardSetupError {
    /// Stripe cannot be used.
    #[error(transparent)]
    Stripe(#[from] StripeSetupError),
    /// Two providers have the same name. Payments are stored under the name of their provider, so it has to be
    /// unique.
    #[error("{}", say("card-setup-twice", [("value", .0.to_string())]))]
    Twice(&'static str),
}

/// The card providers. At most one makes the pages of new payments. Former ones answer for the payments that were
/// begun with them, so that late money still counts (S16).
#[derive(Clone, Default)]
pub struct CardProviders {
    present: Option<Arc<dyn CardProvider>>,
    former: Vec<Arc<dyn CardProvider>>,
}

impl CardProviders {
    /// No provider: the landlord takes no cards.
    #[must_use]
    pub fn none() -> Self {
        Self::default()
    }

    /// One present provider.
    #[must_use]
    pub fn of(present: Arc<dyn CardProvider>) -> Self {
        Self {
            present: Some(present),
            former: Vec::new(),
        }
    }

    /// Adds a former provider.
    #[must_use]
    pub fn with_former(mut self, former: Arc<dyn CardProvider>) -> Self {
        self.former.push(former);
        self
    }

    /// The providers that a configuration names.
    ///
    /// # Errors
    /// When a provider cannot be set up, or the configuration names one twice.
    pub fn configured(config: &Config) -> Result<Self, CardSetupError> {
        let mut providers = Self {
            present: config.card.as_ref().map(provider).transpose()?,
            former: Vec::new(),
        };
        for section in &config.former_card {
            let former = provider(section)?;
            if providers.named(former.name()).is_some() {
                return Err(CardSetupError::Twice(former.name()));
            }
            providers.former.push(former);
        }
        Ok(providers)
    }

    /// The provider that makes the pages of new payments.
    pub(crate) fn present(&self) -> Option<&dyn CardProvider> {
        self.present.as_deref()
    }

    /// The provider with a name.
    pub(crate) fn named(&self, name: &str) -> Option<&dyn CardProvider> {
        self.all().find(|provider| provider.name() == name)
    }

    /// All of them, the present one first.
    pub(crate) fn all(&self) -> impl Iterator<Item = &dyn CardProvider> {
        self.present.iter().chain(&self.former).map(Arc::as_ref)
    }

    /// The sandbox, when it is among them.
    pub(crate) fn sandbox(&self) -> Option<&Sandbox> {
        self.all().find_map(CardProvider::sandbox)
    }
}

fn provider(section: &CardSection) -> Result<Arc<dyn CardProvider>, CardSetupError> {
    Ok(match section.provider {
        CardProviderName::Stripe => Arc::new(StripeCheckout::new(section)?),
    })
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn stripe(folder: &std::path::Path, signed: bool) -> CardSection {
        let secret = folder.join("secret");
        fs::write(&secret, "sk_test_1").expect("written");
        CardSection {
            provider: CardProviderName::Stripe,
            endpoint: None,
            page_host: None,
            secret_key_file: secret.clone().into(),
            signing_secret_file: signed.then(|| secret.into()),
        }
    }

    #[test]
    fn one_provider_named_twice_is_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut config = Config::demonstration(folder.path().to_owned());
        config.card = Some(stripe(folder.path(), true));
        assert!(CardProviders::configured(&config).is_ok());
        config.former_card = vec![stripe(folder.path(), true)];
        let refused = CardProviders::configured(&config).err();
        assert!(
            matches!(refused, Some(CardSetupError::Twice("stripe"))),
            "{refused:?}"
        );
    }

    #[test]
    fn a_former_provider_opens_no_payment() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut config = Config::demonstration(folder.path().to_owned());
        config.former_card = vec![stripe(folder.path(), true)];
        let providers = CardProviders::configured(&config).expect("providers");
        assert!(providers.present().is_none());
        assert!(providers.named("stripe").is_some());
    }

    #[test]
    fn stripe_without_a_signing_secret_is_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut config = Config::demonstration(folder.path().to_owned());
        config.card = Some(stripe(folder.path(), false));
        let refused = CardProviders::configured(&config).err();
        let refused = refused.expect("a refusal").to_string();
        assert!(refused.contains("signing-secret-file"), "{refused}");
    }
}
