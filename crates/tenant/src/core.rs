//! The machinery below every feature: the landlord's service, the session, the keyring, the archive and its synchronisation,
//! the clock. It knows no feature.

pub(crate) mod archive;
pub(crate) mod client;
pub(crate) mod clock;
pub(crate) mod config;
pub(crate) mod failure;
pub(crate) mod freshness;
pub(crate) mod idle;
pub(crate) mod limits;
pub(crate) mod logo;
pub(crate) mod pdf;
pub(crate) mod qr_drawing;
#[cfg(feature = "rehearsal")]
pub(crate) mod rehearsal;
pub(crate) mod secrets;
pub(crate) mod session;
pub(crate) mod sms;
pub(crate) mod suggestions;
pub(crate) mod sync;
