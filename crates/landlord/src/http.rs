//! HTTP: the router with every route, and the extractors and responses that the features' routes share.

mod application_version;
pub(crate) mod bearer;
pub(crate) mod client_address;
pub(crate) mod forwarded_for;
pub(crate) mod html_text;
pub(crate) mod idempotency_key;
pub(crate) mod json_body;
mod landlord_profile;
pub(crate) mod pdf_body;
pub(crate) mod problem_response;
pub(crate) mod reader_language;
mod request_traces;
pub(crate) mod router;
pub(crate) mod scripted_page;
