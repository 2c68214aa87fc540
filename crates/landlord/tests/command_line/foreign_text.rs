//! What tenants wrote, in an operator's terminal.

use landlord::demonstration::SHOWN_TENANTS;
use sqlx::{Connection, SqliteConnection, sqlite::SqliteConnectOptions};

use super::Machine;

#[tokio::test]
async fn a_tenants_message_controls_no_terminal_and_forges_no_line() {
    let machine = Machine::new();
    assert_eq!(machine.import().await.code, Some(0));
    let path = machine.data().join("landlord.sqlite");
    let options = SqliteConnectOptions::new().filename(path);
    let mut database = SqliteConnection::connect_with(&options).await.expect("opened");
    sqlx::query(
        "INSERT INTO agency_messages (id, tenant_code, subject, text, key_hash, body_hash, sent_at, revision)
         VALUES ('m1', ?, 'repair', ?, x'01', x'00', 1, 1)",
    )
    .bind(SHOWN_TENANTS[0].tenant_code)
    .bind("Bonjour\u{1b}[2J\u{202e}\u{2066}\nRéponse du 1er mai 2026")
    .execute(&mut database)
    .await
    .expect("written");
    sqlx::query("UPDATE tenants SET name = name || char(27) || '[8m'")
        .execute(&mut database)
        .await
        .expect("written");
    database.close().await.expect("closed");
    for line in ["messages", "messages|show|m1"] {
        let shown = machine.run_line(line).await;
        assert_eq!(shown.code, Some(0), "{}", shown.errors);
        let acts =
            |sign: char| sign != '\n' && (sign.is_control() || matches!(sign, '\u{202e}' | '\u{2066}'));
        assert!(!shown.output.contains(acts), "{:?}", shown.output);
        assert!(shown.output.contains("[8m"), "{:?}", shown.output);
    }
    let shown = machine.run_line("messages|show|m1").await.output;
    assert!(
        shown.contains("\n  Bonjour[2J\n  Réponse du 1er mai 2026\n"),
        "{shown:?}"
    );
}
