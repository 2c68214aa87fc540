//! Requests of a synchronisation: what changed, and its present state.

use contract::{
    Changes, DocumentId, DocumentPage, LandlordProfile, RentAccount, RentDocument, Tenancy, WireSecret,
};

use super::{ClientError, LandlordClient};

impl LandlordClient {
    /// A mark for each subject, to find out which ones changed.
    pub(crate) async fn changes(&self, access: &WireSecret) -> Result<Changes, ClientError> {
        self.get("v1/changes", access).await
    }

    pub(crate) async fn tenancy(&self, access: &WireSecret) -> Result<Tenancy, ClientError> {
        self.get("v1/tenancy", access).await
    }

    pub(crate) async fn rent_account(&self, access: &WireSecret) -> Result<RentAccount, ClientError> {
        self.get("v1/rent-account", access).await
    }

    pub(crate) async fn landlord_profile(&self, access: &WireSecret) -> Result<LandlordProfile, ClientError> {
        self.get("v1/landlord", access).await
    }

    pub(crate) async fn documents(
        &self,
        access: &WireSecret,
        mark: Option<(&str, &str)>,
    ) -> Result<DocumentPage, ClientError> {
        let path = match mark {
            // Marks are base64url: they need no escaping.
            Some((name, mark)) => format!("v1/rent-documents?{name}={mark}"),
            None => "v1/rent-documents".to_owned(),
        };
        self.get(&path, access).await
    }

    pub(crate) async fn document(
        &self,
        access: &WireSecret,
        id: &DocumentId,
    ) -> Result<RentDocument, ClientError> {
        self.get(&format!("v1/rent-documents/{}", id.0), access).await
    }
}
