//! The network on the way to the landlord's service.

use contract::FieldName;

use super::Espace;
use crate::core::failure::{Failure, FailureCode, FieldFailure};

impl Espace {
    /// The address of the proxy on the way; none without one.
    pub fn proxy_server(&self) -> Option<String> {
        self.core.client.proxy_address()
    }

    /// Submits the name and the password that the proxy wants; `shown` is its address, as the person read it.
    ///
    /// # Errors
    /// A field error: one is empty, or the proxy does not take them. When another proxy is on the way now. When the
    /// landlord's service cannot be reached through it.
    pub async fn enter_proxy(&self, shown: Option<&str>, name: &str, password: &str) -> Result<(), Failure> {
        let mut empty = Vec::new();
        if name.is_empty() {
            let code = FailureCode::ProxyNameEmpty;
            empty.push(FieldFailure::new(FieldName::ProxyName, code, None));
        }
        if password.is_empty() {
            let code = FailureCode::PasswordEmpty;
            empty.push(FieldFailure::new(FieldName::ProxyPassword, code, None));
        }
        if !empty.is_empty() {
            return Err(Failure::of_fields(empty));
        }
        let shown = shown.map(str::to_owned);
        let entered = self
            .core
            .client
            .enter_proxy(shown, name.to_owned(), password.to_owned().into());
        entered.await.map_err(|error| match Failure::from(error) {
            failure if failure.code == FailureCode::ProxyPasswordRequired => {
                Failure::field(FieldName::ProxyPassword, FailureCode::ProxyPasswordWrong, None)
            }
            failure => failure,
        })?;
        self.core.record_failure(None).await;
        Ok(())
    }
}
