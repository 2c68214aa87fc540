//! Which records changed since the application last asked.

use std::collections::BTreeMap;

use serde::{
    Deserialize, Deserializer, Serialize,
    de::{
        IntoDeserializer,
        value::{self, StringDeserializer},
    },
};

/// Declares the variants of `Subject`, and the list of all.
macro_rules! subjects {
    ($($(#[doc = $doc:literal])+ $subject:ident,)+) => {
        /// A part of the landlord's records that the application keeps, and fetches again when it changed.
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
    /// The home, and the landlord's profile: `GET /v1/tenancy`, `GET /v1/landlord`.
    Tenancy,
    /// What is owed: `GET /v1/rent-account`.
    RentAccount,
    /// The messages to the agency and its answers: `GET /v1/messages`.
    Messages,
}

/// Opaque mark of a subject's state. Two states have different marks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(transparent)]
pub struct ChangeMark(pub String);

/// A mark for each subject. A subject with the same mark as before has not changed, and need not be fetched.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Changes {
    /// The marks. A subject that this version does not know is ignored; one that the service does not know is
    /// missing.
    #[serde(deserialize_with = "of_known_subjects")]
    pub marks: BTreeMap<Subject, ChangeMark>,
}

fn of_known_subjects<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<BTreeMap<Subject, ChangeMark>, D::Error> {
    let marks = BTreeMap::<String, ChangeMark>::deserialize(deserializer)?;
    let known = marks.into_iter().filter_map(|(name, mark)| {
        let name: StringDeserializer<value::Error> = name.into_deserializer();
        Some((Subject::deserialize(name).ok()?, mark))
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
    fn marks_round_trip_under_the_names_of_their_subjects() {
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
