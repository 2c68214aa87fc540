//! Recovery of an archive whose PIN was forgotten.

pub(crate) mod routes;
