//! What changed since the application last asked.

use std::collections::BTreeMap;

use serde::{
    Deserialize, Deserializer, Serialize,
    de::{
        IntoDeserializer,
        value::{self, StringDeserializer},
    },
};

/// Declares the subjects, and the list of them.
macro_rules! subjects {
    ($($(#[doc = $doc:literal])+ $subject:ident,)+) => {
        /// What the application keeps of the landlord's records, and asks for again when it changed.
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, utoipa::ToSchema,
        )]
        #[serde(rename_all = "camelCase")]
        pub enum Subject {
            $($(#[doc = $doc])+ $subject,)+
        }

        impl Subject {
            /// Every subject.
            pub const ALL: [Self; [$(Self::$subject),+].len()] = [$(Self::$subject),+];
        }
    };
}

subjects! {
    /// The rent documents: `GET /v1/rent-documents`.
    Documents,
    /// The home, and who the landlord is: `GET /v1/tenancy`, `GET /v1/landlord`.
    Tenancy,
    /// What is owed: `GET /v1/rent-account`.
    RentAccount,
    /// The messages to the agency, and its answers: `GET /v1/messages`.
    Messages,
}

/// Names the state of a subject: another mark, another state. Opaque.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(transparent)]
pub struct ChangeMark(pub String);

/// A mark for each subject. One whose mark is the same as before has not changed, and need not be asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Changes {
    /// The marks. A subject that this version does not know is passed over; one that the service does not know is missing.
    #[serde(deserialize_with = "of_known_subjects")]
    pub marks: BTreeMap<Subject, ChangeMark>,
}

fn of_known_subjects<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<BTreeMap<Subject, ChangeMark>, D::Error> {
    let told = BTreeMap::<String, ChangeMark>::deserialize(deserializer)?;
    let known = told.into_iter().filter_map(|(word, mark)| {
        let word: StringDeserializer<value::Error> = word.into_deserializer();
        Some((Subject::deserialize(word).ok()?, mark))
    });
    Ok(known.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(text: &str) -> ChangeMark {
        ChangeMark(text.to_owned())
    }

    #[test]
    fn marks_are_written_under_the_words_of_their_subjects_and_read_back() {
        let changes = Changes {
            marks: Subject::ALL
                .into_iter()
                .map(|subject| (subject, mark("m")))
                .collect(),
        };
        let wire = serde_json::to_string(&changes).expect("JSON");
        assert_eq!(
            wire,
            r#"{"marks":{"documents":"m","tenancy":"m","rentAccount":"m","messages":"m"}}"#
        );
        assert_eq!(serde_json::from_str::<Changes>(&wire).expect("readable"), changes);
    }

    #[test]
    fn an_unknown_subject_is_ignored_and_a_missing_one_has_no_mark() {
        let later = r#"{"marks":{"meters":"m1","tenancy":"m2"},"asOf":"later"}"#;
        let changes: Changes = serde_json::from_str(later).expect("readable");
        let known = BTreeMap::from([(Subject::Tenancy, mark("m2"))]);
        assert_eq!(changes.marks, known);
    }
}
