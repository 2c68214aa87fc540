//! « Ce n’est pas moi »: a link in a notice closes the account (S25).

use serde::{Deserialize, Serialize};

use crate::WireSecret;

/// Path of the page that the links of notices lead to. The token stands in the fragment.
pub const CLOSURE_PATH: &str = "/ce-n-est-pas-moi";

/// Body of `POST /v1/closures`.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ClosureRequest {
    /// The token of the link.
    pub token: WireSecret,
}
