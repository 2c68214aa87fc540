//! A visit to the counter: search, identity, consent, hand-over, sign-up, wiping.

use harness::{landlord::Landlord, people, window::Window};
use landlord::demonstration::{COUNTER_PASSWORD, SHOWN_STAFF};

use crate::Album;

pub(crate) async fn help_a_tenant(window: &Window, landlord: &Landlord, album: &mut Album) {
    let [staff, _] = &SHOWN_STAFF;
    let tenant = people::long_standing_tenant();
    window.sees("staffSignIn").await;
    window.fill("#staff-login", staff.login).await;
    window.fill("#password", COUNTER_PASSWORD).await;
    let code = landlord.staff_code(staff.name).await;
    println!("    Le téléphone de {} montre {code}.", staff.name);
    window.fill("#staff-code", &code).await;
    album.keep(window, "connexion", "La connexion de l’agence").await;
    window.go_on().await;
    window.sees("counterDesk").await;
    window.fill("#tenant-code", tenant.tenant_code).await;
    album.keep(window, "qui-vient", "Qui vient vous voir ?").await;
    window.go_on().await;
    window.sees("tenantsFound").await;
    album.keep(window, "trouve", "Est-ce bien cette personne ?").await;
    window.click("[data-tenant]").await;
    window.sees("visitIdentity").await;
    window.click("#identity-document").await;
    album.keep(window, "piece", "La pièce d’identité vue").await;
    window.go_on().await;
    window.sees("visitConsent").await;
    window.click("#purpose-signUp").await;
    album.keep(window, "accord", "Lu à voix haute, coché").await;
    window.go_on().await;
    window.sees("visit").await;
    album.keep(window, "visite", "La visite").await;
    window.click("[data-begin='signUp']").await;
    window.sees("handOver").await;
    album.keep(window, "a-vous", "À vous !").await;
    window.go_on().await;
    window.sees("phone").await;
    window.fill("#phone", tenant.mobile).await;
    album.keep(window, "telephone", "Le numéro, complété").await;
    window.go_on().await;
    window.sees("smsCode").await;
    let code = landlord.nth_sms_code(1).await;
    println!("    SMS reçu : le code est {code}.");
    window.fill("#sms-code", &code).await;
    window.go_on().await;
    window.sees("signUpDetails").await;
    people::fill_sign_up_details(window).await;
    window.fill("#password", people::PASSWORD).await;
    album.keep(window, "mot-de-passe", "Le mot de passe").await;
    window.go_on().await;
    window.sees("done").await;
    album.keep(window, "c-est-fait", "Le compte est prêt").await;
    window.go_on().await;
    window.find("[data-purpose='signUp'][data-done='true']").await;
    album.keep(window, "rendu", "L’ordinateur est rendu").await;
    window.click("#end-visit").await;
    window.find("#wiped").await;
    album.keep(window, "efface", "Tout est effacé").await;
}
