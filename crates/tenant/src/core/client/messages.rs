//! Requests for messages to the agency.

use contract::{AgencyMessage, AgencyMessages, NewMessage, WireSecret};
use uuid::Uuid;

use super::{ClientError, LandlordClient};

impl LandlordClient {
    /// Sends a message; sent again with the same key, it is the same message. With its files it may take a slow line
    /// minutes.
    pub(crate) async fn send_message(
        &self,
        access: &WireSecret,
        key: Uuid,
        message: &NewMessage,
    ) -> Result<AgencyMessage, ClientError> {
        self.upload_once("v1/messages", access, key, message).await
    }

    /// The latest messages, with the agency's answers.
    pub(crate) async fn messages(&self, access: &WireSecret) -> Result<AgencyMessages, ClientError> {
        self.get("v1/messages", access).await
    }
}
