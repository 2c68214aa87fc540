//! Recovery of an archive whose PIN was forgotten (S12).

use serde::{Deserialize, Serialize};

use crate::WireSecret;

/// The secrets of this tenant, returned only to the tenant's own sessions, shortly after a password was typed. Together
/// with the keyring of a computer, the one that its archive was locked with opens the archive there without the PIN.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ArchiveRecovery {
    /// 256 bits: the secret to lock an archive with. Another one comes with each password that is set by SMS code.
    pub secret: WireSecret,
    /// The secrets before it, latest first: an archive that was locked earlier opens with one of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub earlier: Vec<WireSecret>,
}

impl ArchiveRecovery {
    /// All secrets, the latest first.
    pub fn all(&self) -> impl Iterator<Item = &WireSecret> {
        std::iter::once(&self.secret).chain(&self.earlier)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_earlier_service_has_one_secret_and_its_answer_is_read() {
        let recovery: ArchiveRecovery = serde_json::from_str(r#"{"secret":"a"}"#).expect("readable");
        let secrets: Vec<&str> = recovery.all().map(WireSecret::expose).collect();
        assert_eq!(secrets, ["a"]);
        assert_eq!(
            serde_json::to_string(&recovery).expect("JSON"),
            r#"{"secret":"a"}"#
        );
    }

    #[test]
    fn the_secrets_come_latest_first() {
        let answer = r#"{"secret":"c","earlier":["b","a"]}"#;
        let recovery: ArchiveRecovery = serde_json::from_str(answer).expect("readable");
        let secrets: Vec<&str> = recovery.all().map(WireSecret::expose).collect();
        assert_eq!(secrets, ["c", "b", "a"]);
    }
}
