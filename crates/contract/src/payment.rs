//! How rent is paid.

mod iban;
mod online_payment;
mod payment_means;

pub use iban::{Bic, BicFlaw, Iban, IbanFlaw};
pub use online_payment::{
    MAX_LINK_BYTES, MIN_CARD_PAYMENT, OnlinePayment, OnlinePayments, PaymentId, PaymentOpening, PaymentState,
    RETURN_SCHEME, ReturnState, ReturnStateFlaw,
};
pub use payment_means::{OtherPaymentMeans, PaymentMeans, PaymentMeansKind, TransferAccount};
