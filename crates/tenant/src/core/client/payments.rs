//! Requests for card payments.

use contract::{OnlinePayment, OnlinePayments, PaymentId, PaymentOpening, WireSecret};
use uuid::Uuid;

use super::{ClientError, LandlordClient};

impl LandlordClient {
    /// Starts a payment; sent again with the same key, it is the same payment (S16).
    pub(crate) async fn begin_payment(
        &self,
        access: &WireSecret,
        key: Uuid,
        opening: &PaymentOpening,
    ) -> Result<OnlinePayment, ClientError> {
        self.post_once("v1/payments", access, key, opening).await
    }

    /// The latest payments of the lease.
    pub(crate) async fn payments(&self, access: &WireSecret) -> Result<OnlinePayments, ClientError> {
        self.get("v1/payments", access).await
    }

    /// The state of a payment.
    pub(crate) async fn payment(
        &self,
        access: &WireSecret,
        id: &PaymentId,
    ) -> Result<OnlinePayment, ClientError> {
        self.get(&format!("v1/payments/{}", id.0), access).await
    }

    /// Cancels a payment. Returns its state, as it may have been paid meanwhile.
    pub(crate) async fn give_payment_up(
        &self,
        access: &WireSecret,
        id: &PaymentId,
    ) -> Result<OnlinePayment, ClientError> {
        let path = format!("v1/payments/{}/abandonment", id.0);
        self.post(&path, Some(access), None::<&()>).await
    }
}
