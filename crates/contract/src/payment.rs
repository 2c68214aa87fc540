//! How rent is paid.

mod iban;
mod online_payment;
mod payment_means;

pub use iban::{Bic, BicFlaw, Iban, IbanFlaw};
pub use online_payment::{
    LEAST_CARD_PAYMENT, MOST_LINK_BYTES, OnlinePayment, OnlinePayments, PaymentId, PaymentOpening,
    PaymentState, RETURN_SCHEME, ReturnState, ReturnStateFlaw,
};
pub use payment_means::{OtherPaymentMeans, PaymentMeans, PaymentMeansKind, TransferAccount};
