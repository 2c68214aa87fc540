//! Who runs a command of `landlord`.

use super::system;

/// The system's user who runs a command, as the journal names them (S22).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Operator(String);

impl Operator {
    /// What the name begins with. No login name of staff has a colon.
    pub const PREFIX: &str = "systeme:";

    /// The user of this process: the account that it acts as, and in brackets the person who signed in to the
    /// system, when that is somebody else.
    #[must_use]
    pub fn of_this_process() -> Self {
        Self::named(system::user(), system::signed_in_user())
    }

    fn named(acting: Option<u32>, signed_in: Option<u32>) -> Self {
        let account = acting.map_or_else(|| "-".to_owned(), system::name_of);
        let person = signed_in.filter(|person| Some(*person) != acting);
        let person = person.map(|person| format!("({})", system::name_of(person)));
        Self(format!("{}{account}{}", Self::PREFIX, person.unwrap_or_default()))
    }

    /// The name in the journal.
    #[must_use]
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s22_an_operator_is_the_account_and_the_person_who_signed_in() {
        let named = |acting, signed_in| Operator::named(acting, signed_in).0;
        let (one, other) = (4_100_000_001, 4_100_000_002);
        assert_eq!(named(Some(one), None), "systeme:4100000001");
        assert_eq!(named(Some(one), Some(one)), "systeme:4100000001");
        assert_eq!(named(Some(one), Some(other)), "systeme:4100000001(4100000002)");
        assert!(contract::StaffLogin::parse(&named(Some(one), None)).is_err());
    }
}
