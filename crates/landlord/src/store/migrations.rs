//! The migrations of the database, as files of `crates/landlord/migrations`.
//!
//! They are listed here, and not by `sqlx::migrate!`: that macro compiles SQLite a second time, for the build.

use sqlx::{
    SqlSafeStr,
    migrate::{Migration, MigrationType, Migrator},
};

/// A migration: its version, the name of its file, and its SQL.
struct File {
    version: i64,
    name: &'static str,
    sql: &'static str,
}

macro_rules! migration {
    ($version:literal, $name:literal) => {
        File {
            version: $version,
            name: $name,
            sql: include_str!(concat!("../../migrations/", $name, ".sql")),
        }
    };
}

const FILES: &[File] = &[
    migration!(1, "0001_rent_system"),
    migration!(2, "0002_identity"),
    migration!(3, "0003_account_recovery"),
    migration!(4, "0004_consent_history"),
    migration!(5, "0005_withdrawn_documents"),
    migration!(6, "0006_rent_account"),
    migration!(7, "0007_home_and_news"),
    migration!(8, "0008_card_payments"),
    migration!(9, "0009_agency_messages"),
    migration!(10, "0010_staff"),
    migration!(11, "0011_challenges_of_tenants"),
    migration!(12, "0012_indexes"),
    migration!(13, "0013_document_kinds"),
    migration!(14, "0014_languages"),
    migration!(15, "0015_refresh_successors"),
    migration!(16, "0016_indexes_of_reads"),
    migration!(17, "0017_journal_numbers"),
    migration!(18, "0018_keys"),
    migration!(19, "0019_devices_of_enrolments"),
    migration!(20, "0020_guessing"),
    migration!(21, "0021_closures"),
    migration!(22, "0022_visits"),
    migration!(23, "0023_security_keys"),
    migration!(24, "0024_security_key_attempts"),
];

/// Version of the newest one.
pub(super) fn newest() -> i64 {
    FILES.last().map_or(0, |file| file.version)
}

/// All migrations.
pub(super) fn all() -> Migrator {
    let migration = |file: &File| {
        // As `sqlx` describes a file: its name without the version, in words.
        let description = file.name.split('_').skip(1).collect::<Vec<_>>().join(" ");
        let sql = file.sql.into_sql_str();
        Migration::new(
            file.version,
            description.into(),
            MigrationType::Simple,
            sql,
            false,
        )
    };
    Migrator::with_migrations(FILES.iter().map(migration).collect())
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[tokio::test]
    async fn each_file_of_the_migrations_is_listed_as_sqlx_reads_it() {
        let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/migrations"));
        let in_folder = Migrator::new(folder).await.expect("migrations");
        let facts = |migrator: &Migrator| {
            let of = |migration: &Migration| {
                (
                    migration.version,
                    migration.description.clone(),
                    migration.migration_type,
                    migration.checksum.clone(),
                    migration.no_tx,
                )
            };
            migrator.iter().map(of).collect::<Vec<_>>()
        };
        assert_eq!(facts(&all()), facts(&in_folder));
    }
}
