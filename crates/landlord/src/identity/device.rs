//! The devices that an account knows (S7).

pub(crate) mod store;
