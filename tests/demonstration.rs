//! The demonstration without a display: a person signs up, signs in, reads a receipt, loses the network and reads
//! it again. With `--assisted`, staff help a tenant at the counter of an agency. Each step is printed, with a
//! screenshot in `target/demo`.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a demonstration tells its steps and stops at the first that fails"
)]

#[path = "demonstration/counter.rs"]
mod counter;

use std::{
    fs,
    path::{Path, PathBuf},
};

use harness::{
    computer::{Computer, Keyring},
    landlord::Landlord,
    line::{Condition, Line},
    people, root,
    window::Window,
};
use landlord::demonstration::SHOWN_TENANTS;

/// Numbers and prints the steps, and keeps a screenshot of each.
struct Album {
    folder: PathBuf,
    pictures: usize,
}

impl Album {
    async fn keep(&mut self, window: &Window, name: &str, what: &str) {
        self.pictures += 1;
        let file = format!("{:02}-{name}.png", self.pictures);
        window.screenshot(&self.folder.join(&file)).await;
        println!("{:>2}. {what} ({file})", self.pictures);
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let folder = root().join("target/demo");
    // Screenshots of an earlier demonstration would be mistaken for this one's.
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder for the pictures");
    println!("Locataires à essayer :");
    for tenant in SHOWN_TENANTS {
        println!(
            "  code locataire {}, portable {} — {}",
            tenant.tenant_code, tenant.mobile, tenant.what
        );
    }
    let landlord = Landlord::open().await;
    println!("Service du bailleur : http://{}", landlord.address());
    let mut line = Line::to(landlord.address());
    let application = Path::new(env!("CARGO_BIN_EXE_espace-locataire"));
    let computer = Computer::switch_on(application, Keyring::Unlocked, &folder).await;
    let mut album = Album { folder, pictures: 0 };

    if std::env::args().any(|argument| argument == "--assisted") {
        let window = Window::open_counter(&computer, line.address(), None).await;
        counter::help_a_tenant(&window, &landlord, &mut album).await;
        window.close().await;
    } else {
        be_a_tenant(&computer, &landlord, &mut line, &mut album).await;
    }
    println!(
        "La démonstration est allée au bout : {} images dans target/demo.",
        album.pictures
    );
}

async fn be_a_tenant(computer: &Computer, landlord: &Landlord, line: &mut Line, album: &mut Album) {
    let window = Window::open(computer, line.address()).await;
    sign_up(&window, landlord, album).await;
    sign_in(&window, album).await;
    read_receipt(&window, album).await;
    window.close().await;

    line.set(Condition::Cut).await;
    println!("    Le réseau est coupé, la fenêtre est fermée puis ouverte de nouveau.");
    let window = Window::open(computer, line.address()).await;
    people::reach_receipts(&window).await;
    window.reads("#freshness", "Votre bailleur ne répond pas").await;
    album
        .keep(&window, "sans-internet", "Les quittances, sans internet")
        .await;
    read_receipt(&window, album).await;
    window.close().await;
}

async fn sign_up(window: &Window, landlord: &Landlord, album: &mut Album) {
    let tenant = people::long_standing_tenant();
    window.sees("welcome").await;
    album.keep(window, "bienvenue", "Bienvenue").await;
    window.click("#start-enrolment").await;
    window.sees("beforeYouStart").await;
    album
        .keep(window, "avant-de-commencer", "Avant de commencer")
        .await;
    window.go_on().await;
    window.sees("tenantCode").await;
    window.fill("#tenant-code", tenant.tenant_code).await;
    album.keep(window, "code-locataire", "Le code locataire").await;
    window.go_on().await;
    window.sees("phone").await;
    window.fill("#phone", tenant.mobile).await;
    album
        .keep(window, "telephone", "Le numéro de téléphone, complété")
        .await;
    window.go_on().await;
    window.sees("smsCode").await;
    let code = landlord.nth_sms_code(1).await;
    println!("    SMS reçu : le code est {code}.");
    window.fill("#sms-code", &code).await;
    album.keep(window, "code-sms", "Le code reçu par SMS").await;
    window.go_on().await;
    window.sees("signUpDetails").await;
    window.fill("#email", "jeanne.durand@exemple.fr").await;
    window.click("#terms").await;
    album.keep(window, "mon-profil", "Mon profil").await;
    window.go_on().await;
    window.sees("password").await;
    window.fill("#password", people::PASSWORD).await;
    album.keep(window, "mot-de-passe", "Le mot de passe").await;
    window.go_on().await;
    window.sees("done").await;
    album.keep(window, "c-est-fait", "Votre compte est prêt").await;
    window.go_on().await;
    window.sees("receipts").await;
    window.click("#back").await;
    window.sees("pinOffer").await;
    album
        .keep(window, "code-d-ouverture", "Un code pour ouvrir, ou plus tard")
        .await;
    window.click("#decline-pin").await;
    window.sees("home").await;
    window.reads("#freshness", "À jour au").await;
    album.keep(window, "accueil", "Accueil").await;
    people::reach_receipts(window).await;
    window.reads("#freshness", "À jour au").await;
    album.keep(window, "mes-quittances", "Mes quittances").await;
}

async fn sign_in(window: &Window, album: &mut Album) {
    window.click("#sign-out").await;
    window.sees("signIn").await;
    window.fill("#password", people::PASSWORD).await;
    album.keep(window, "connexion", "La connexion").await;
    window.go_on().await;
    people::reach_receipts(window).await;
    window.find("[data-document-id]").await;
}

async fn read_receipt(window: &Window, album: &mut Album) {
    window.click("[data-document-id]").await;
    window.find("#open-pdf").await;
    album
        .keep(window, "quittance", "Une quittance, ligne par ligne")
        .await;
    window.click("#open-pdf").await;
    window.find("#pdf-frame[data-state='shown']").await;
    album.keep(window, "pdf", "Son PDF").await;
}
