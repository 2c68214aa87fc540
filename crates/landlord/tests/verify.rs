//! `landlord verify` and `landlord renew-key`, run as processes on documents that somebody received.
#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use std::{
    fs,
    net::SocketAddr,
    path::{Path, PathBuf},
    process::Stdio,
};

use contract::{DocumentKind, RentDocument, TenantCode, attestation_codes_in};
use jiff::civil::date;
use landlord::{
    config::Config,
    demonstration::{SHOWN_TENANTS, write_exports},
    document_pdf,
    import::import_directory,
    server::Server,
    service::Service,
};
use sqlx::Row;
use tempfile::TempDir;
use tokio::process::Command;

/// A landlord's machine with documents and the service.
struct Machine {
    folder: TempDir,
    service: Service,
}

/// The result of a command.
struct Ended {
    code: Option<i32>,
    output: String,
    errors: String,
}

impl Machine {
    async fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let exports = folder.path().join("exports");
        fs::create_dir(&exports).expect("a folder");
        write_exports(&exports, date(2026, 11, 23)).expect("written");
        let config = format!(
            "listen = \"127.0.0.1:0\"\npublic-address = \"https://espace.habitat.example\"\ndata = '{}'\n\
             [landlord]\nname = \"Habitat Test\"\ntelephone = \"03 53 01 00 00\"\n\
             email = \"contact@habitat.example\"\nwebsite = \"https://www.habitat.example\"\n\
             address = [\"62300 Lens\"]\nsiret = \"62082030500014\"\n",
            folder.path().join("data").display()
        );
        let path = folder.path().join("landlord.toml");
        fs::write(&path, config).expect("written");
        let config = Config::read(&path).expect("a configuration");
        let landlord = config.issuing_landlord();
        let service = Service::open(config).await.expect("opens");
        import_directory(service.pool(), &landlord, &exports)
            .await
            .expect("imported");
        Self { folder, service }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Returns the latest document of a kind that meets an SQL condition, as the service's route returns it.
    async fn document(&self, kind: DocumentKind, sql: &str) -> RentDocument {
        let word = serde_json::to_value(kind).expect("JSON");
        let sql = format!(
            "SELECT rent_documents.* FROM rent_documents JOIN tenants ON tenants.lease = rent_documents.lease
             WHERE kind = ? AND {sql} ORDER BY term DESC LIMIT 1"
        );
        let row = sqlx::query(sqlx::AssertSqlSafe(sql))
            .bind(word.as_str().expect("a word"))
            .fetch_one(self.service.pool())
            .await
            .expect("a document");
        let text = |column: &str| row.get::<Option<String>, _>(column);
        let json =
            |column: &str| -> serde_json::Value { serde_json::from_str(row.get(column)).expect("JSON") };
        serde_json::from_value(serde_json::json!({
            "id": text("id"), "revision": row.get::<i64, _>("revision"), "kind": word, "term": text("term"),
            "issuedOn": text("issued_on"), "dueOn": text("due_on"), "amount": row.get::<i64, _>("amount"),
            "paid": row.get::<i64, _>("paid"), "paidOn": text("paid_on"), "tenants": json("tenants"),
            "dwelling": json("dwelling"), "landlord": json("landlord"), "lines": json("lines"),
            "supersedes": text("supersedes"), "supersededBy": text("superseded_by"), "withdrawnOn": text("withdrawn_on"),
        }))
        .expect("a document")
    }

    async fn quittance(&self) -> RentDocument {
        let own = format!("tenant_code = '{}'", SHOWN_TENANTS[0].tenant_code);
        self.document(DocumentKind::Quittance, &own).await
    }

    /// The PDF file that the tenant receives.
    fn pdf(&self, document: &RentDocument) -> Vec<u8> {
        let code = TenantCode::parse(SHOWN_TENANTS[0].tenant_code).expect("a tenant code");
        let link = self.service.verification_link(document);
        document_pdf::render(document, Some(&code), link.as_deref(), contract::Language::Fr).expect("drawn")
    }

    async fn verify(&self, file: impl AsRef<Path>) -> Ended {
        let config = self.path("landlord.toml");
        run(&["verify".as_ref(), file.as_ref(), "--config".as_ref(), &config]).await
    }
}

async fn run(arguments: &[&Path]) -> Ended {
    let output = Command::new(env!("CARGO_BIN_EXE_landlord"))
        .args(arguments)
        .env("NO_COLOR", "1")
        .env_remove("RUST_LOG")
        .stdin(Stdio::null())
        .kill_on_drop(true)
        .output()
        .await
        .expect("run");
    Ended {
        code: output.status.code(),
        output: String::from_utf8(output.stdout)
            .expect("UTF-8")
            .replace('\u{a0}', " "),
        errors: String::from_utf8(output.stderr).expect("UTF-8"),
    }
}

#[tokio::test]
async fn the_file_of_the_service_is_genuine_byte_for_byte() {
    let machine = Machine::new().await;
    let document = machine.quittance().await;
    let file = machine.path("quittance.pdf");
    fs::write(&file, machine.pdf(&document)).expect("written");
    let ended = machine.verify(&file).await;
    assert_eq!(ended.code, Some(0), "{}{}", ended.output, ended.errors);
    let amount = paper::Words::without_sentences(contract::Language::Fr)
        .amount(document.amount)
        .replace('\u{a0}', " ");
    for words in [
        "AUTHENTIQUE : Habitat Test a émis un document qui dit ceci.",
        "Document : quittance de loyer",
        &format!("Total : {amount}"),
        &format!("Locataires : {}", document.tenants.join(", ")),
        &format!("Logement : {}", document.dwelling.join(", ")),
        "SIRET du bailleur : 620 820 305 00014",
        "Comparez avec le document",
        "Ce fichier est, octet pour octet, celui que donne le service.",
    ] {
        assert!(ended.output.contains(words), "{words} in {}", ended.output);
    }
}

#[tokio::test]
async fn a_genuine_code_on_another_file_reports_the_file_as_different() {
    let machine = Machine::new().await;
    let document = machine.quittance().await;
    let mut pdf = machine.pdf(&document);
    pdf.extend_from_slice(b"% changed\n");
    let file = machine.path("quittance.pdf");
    fs::write(&file, pdf).expect("written");
    let ended = machine.verify(&file).await;
    assert_eq!(ended.code, Some(0));
    assert!(
        ended.output.contains("s’il dit autre chose, il a été changé"),
        "{}",
        ended.output
    );
    assert!(
        ended
            .output
            .contains("Ce fichier n’est pas celui que donne le service"),
        "{}",
        ended.output
    );
}

#[tokio::test]
async fn a_code_its_link_or_a_text_that_holds_it_are_checked_too() {
    let machine = Machine::new().await;
    let document = machine.quittance().await;
    let link = machine.service.verification_link(&document).expect("a link");
    assert!(
        link.starts_with("https://espace.habitat.example/verifier#"),
        "{link}"
    );
    let code = link.rsplit('#').next().expect("a code").to_owned();
    let file = machine.path("code.txt");
    fs::write(&file, format!("{link}\n")).expect("written");
    for handed_over in [Path::new(&link), Path::new(&code), &file] {
        let ended = machine.verify(handed_over).await;
        assert_eq!(ended.code, Some(0), "{}{}", ended.output, ended.errors);
        assert!(
            !ended.output.contains("octet"),
            "no file to compare: {}",
            ended.output
        );
    }
}

#[tokio::test]
async fn a_foreign_or_changed_code_is_not_genuine_and_not_repeated() {
    let machine = Machine::new().await;
    let document = machine.quittance().await;
    let other = tempfile::tempdir().expect("a folder");
    let other = landlord::AttestationKeys::load_or_make(other.path()).expect("keys");
    let forged = other.attest(&document).expect("a code");
    let code = attestation_codes_in(&machine.pdf(&document)).remove(0);
    let changed = format!("{}{}", &code[..code.len() - 2], "AA");
    let forged = format!(
        "%PDF-1.7\n/URI(https://espace.habitat.example/verifier#{})",
        forged.text()
    );
    let changed = format!("%PDF-1.7\n/URI(https://espace.habitat.example/verifier#{changed})");
    for pdf in [forged, changed] {
        let file = machine.path("faux.pdf");
        fs::write(&file, pdf).expect("written");
        let ended = machine.verify(&file).await;
        assert_eq!(ended.code, Some(1), "{}{}", ended.output, ended.errors);
        assert_eq!(
            ended.output,
            "PAS AUTHENTIQUE : aucun document de Habitat Test n’a ce code. Ne vous y fiez pas.\n"
        );
    }
}

#[tokio::test]
async fn a_link_compressed_by_another_program_is_found() {
    let machine = Machine::new().await;
    let document = machine.quittance().await;
    let mut repacked = lopdf::Document::load_mem(&machine.pdf(&document)).expect("read");
    let mut pdf = Vec::new();
    repacked.save_modern(&mut pdf).expect("written");
    let file = machine.path("quittance.pdf");
    fs::write(&file, &pdf).expect("written");
    assert_eq!(
        attestation_codes_in(&pdf),
        Vec::<String>::new(),
        "it is not seen as it is"
    );
    let ended = machine.verify(&file).await;
    assert_eq!(ended.code, Some(0), "{}{}", ended.output, ended.errors);
}

#[tokio::test]
async fn a_document_replaced_since_is_reported() {
    let machine = Machine::new().await;
    let avis = machine
        .document(DocumentKind::Avis, "superseded_by IS NOT NULL")
        .await;
    let link = machine.service.verification_link(&avis).expect("a link");
    let ended = machine.verify(Path::new(&link)).await;
    assert_eq!(ended.code, Some(3), "{}", ended.errors);
    assert!(ended.output.starts_with("REMPLACÉ : "), "{}", ended.output);
    let correction = machine
        .document(DocumentKind::Avis, "supersedes IS NOT NULL")
        .await;
    let link = machine.service.verification_link(&correction).expect("a link");
    let ended = machine.verify(Path::new(&link)).await;
    assert!(
        ended
            .output
            .contains("Correction : il remplace un document émis avant"),
        "{}",
        ended.output
    );
}

#[tokio::test]
async fn an_unreadable_file_or_one_without_a_code_exits_with_two() {
    let machine = Machine::new().await;
    let file = machine.path("vide.pdf");
    for content in ["%PDF-1.7 nothing", ""] {
        fs::write(&file, content).expect("written");
        let ended = machine.verify(&file).await;
        assert_eq!((ended.code, ended.output.as_str()), (Some(2), ""), "{content}");
        assert!(
            ended.errors.contains("aucun code de vérification"),
            "{}",
            ended.errors
        );
    }
    let missing = machine.verify(machine.path("absent.pdf")).await;
    assert_eq!(missing.code, Some(2));
    assert!(missing.errors.contains("absent.pdf"), "{}", missing.errors);
    fs::remove_file(machine.path("landlord.toml")).expect("removed");
    assert_eq!(machine.verify(&file).await.code, Some(2));
}

#[tokio::test]
async fn the_published_keys_check_a_document_on_another_machine() {
    let machine = Machine::new().await;
    let document = machine.quittance().await;
    let file = machine.path("quittance.pdf");
    fs::write(&file, machine.pdf(&document)).expect("written");
    let server = Server::bind(machine.service.clone(), SocketAddr::from(([127, 0, 0, 1], 0)));
    let server = server.await.expect("a free port");
    let address = format!("http://{}", server.address().expect("its address"));
    let serving = tokio::spawn(server.run(std::future::pending()));
    let verify =
        async |address: &str| run(&["verify".as_ref(), &file, "--service".as_ref(), address.as_ref()]).await;
    let ended = verify(&address).await;
    assert_eq!(ended.code, Some(0), "{}{}", ended.output, ended.errors);
    assert!(
        ended.output.contains("AUTHENTIQUE : Habitat Test"),
        "{}",
        ended.output
    );
    assert!(
        ended
            .output
            .contains("remplacé ou annulé depuis, cela ne se voit pas ici"),
        "{}",
        ended.output
    );
    serving.abort();
    let _ = serving.await;
    assert_eq!(verify(&address).await.code, Some(2), "nobody answers");
    assert_eq!(
        verify("http://espace.habitat.example").await.code,
        Some(2),
        "in clear"
    );
}

#[tokio::test]
async fn a_renewed_key_signs_new_documents_and_keeps_earlier_ones_genuine() {
    let machine = Machine::new().await;
    let document = machine.quittance().await;
    let old = machine.service.verification_link(&document).expect("a link");
    let config = machine.path("landlord.toml");
    let renewed = run(&["renew-key".as_ref(), "--config".as_ref(), &config]).await;
    assert_eq!(renewed.code, Some(0), "{}", renewed.errors);
    let service = Service::open(Config::read(&config).expect("read"))
        .await
        .expect("opens");
    let keys = service.profile().attestation_keys;
    assert!(
        renewed.output.contains(&keys[0].to_string()),
        "{}",
        renewed.output
    );
    let new = service.verification_link(&document).expect("a link");
    assert_ne!(new, old);
    for link in [old, new] {
        assert_eq!(machine.verify(Path::new(&link)).await.code, Some(0));
    }
}
