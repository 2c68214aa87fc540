//! What opens the archive of a computer whose PIN was forgotten.

pub(crate) mod routes;
