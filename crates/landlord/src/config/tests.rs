//! `landlord.toml`: what is read, and what is refused with its line.

use super::*;

const LANDLORD: &str = r#"
data = "/var/lib/landlord"
[landlord]
name = "Habitat"
telephone = "03 53 01 00 00"
email = "contact@habitat.example"
website = "https://www.habitat.example"
address = ["1 place de la Démonstration"]
siret = "00000000000000"
"#;
const OVH: &str = r#"[sms]
gateway = "ovh"
application-key = "key"
application-secret-file = "/etc/landlord/ovh-secret"
consumer-key-file = "/etc/landlord/ovh-consumer"
service-name = "sms-ab12345-1"
sender = "HABITAT"
"#;

fn read(text: &str) -> Result<Config, String> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("landlord.toml");
    fs::write(&path, text).expect("written");
    Config::read(&path).map_err(|error| error.to_string())
}

#[test]
fn reports_the_line_of_a_mistake_in_the_file() {
    let error = read("data = \"/var/lib/landlord\"\nlisten = \"nowhere\"\n").expect_err("no address");
    assert!(
        error.contains("landlord.toml") && error.contains("line 2"),
        "{error}"
    );
}

#[test]
fn s2_proxies_are_addresses_or_networks_and_a_mistake_names_its_line() {
    let with = |proxies: &str| read(&format!("trusted-proxies = {proxies}\n{LANDLORD}"));
    let config = with(r#"["10.0.0.5", "10.1.0.0/24", "2001:db8::/32"]"#).expect("a configuration");
    let trusted = config.proxies();
    for address in ["10.0.0.5", "10.1.0.77", "2001:db8::7"] {
        assert!(
            trusted.contains(address.parse().expect("an address")),
            "{address}"
        );
    }
    for address in ["10.0.0.6", "10.1.1.1", "2001:db9::7", "127.0.0.1"] {
        assert!(
            !trusted.contains(address.parse().expect("an address")),
            "{address}"
        );
    }
    for mistake in ["10.0.0", "10.0.0.0/33", "proxy.example", ""] {
        let error = with(&format!("[\"{mistake}\"]")).expect_err(mistake);
        assert!(error.contains("line 1"), "{error}");
    }
}

#[test]
fn s4_the_cost_of_a_robot_check_has_bounds_and_a_mistake_names_its_line() {
    let with = |cost: &str| read(&format!("robot-check-cost = {cost}\n{LANDLORD}"));
    for cost in [*ROBOT_CHECK_COSTS.start(), *ROBOT_CHECK_COSTS.end()] {
        let config = with(&cost.to_string()).expect("a configuration");
        assert_eq!(config.robot_check_cost, cost);
    }
    assert!(ROBOT_CHECK_COSTS.contains(&default_robot_check_cost()));
    for mistake in ["0", "1", "4000000000"] {
        let error = with(mistake).expect_err(mistake);
        assert!(error.contains("line 1"), "{error}");
    }
}

#[test]
fn s27_counters_and_health_are_served_on_loopback_only() {
    let with = |address: &str| read(&format!("metrics-listen = \"{address}\"\n{LANDLORD}"));
    assert_eq!(read(LANDLORD).expect("a configuration").metrics_listen, None);
    for address in ["127.0.0.1:9187", "[::1]:9187"] {
        let config = with(address).expect("a configuration");
        let listen = config.metrics_listen.map(MetricsListen::address);
        assert_eq!(listen, Some(address.parse().expect("an address")));
    }
    for mistake in ["0.0.0.0:9187", "10.0.0.4:9187", "[::]:9187", "localhost:9187"] {
        let error = with(mistake).expect_err(mistake);
        assert!(error.contains("line 1"), "{error}");
    }
}

#[test]
fn a_public_service_without_a_trusted_proxy_takes_all_clients_for_one() {
    let with = |more: &str| {
        let public = "public-address = \"https://espace.habitat.example\"\n";
        let config = read(&format!("{public}{more}{LANDLORD}"));
        config.expect("a configuration").takes_all_clients_for_one()
    };
    assert!(!with(""));
    assert!(with("trusted-proxies = []\n"));
    assert!(with("listen = \"0.0.0.0:8320\"\n"));
    assert!(!with(
        "listen = \"0.0.0.0:8320\"\ntrusted-proxies = [\"10.0.0.5\"]\n"
    ));
    assert!(
        !read(LANDLORD)
            .expect("a configuration")
            .takes_all_clients_for_one()
    );
}

#[test]
fn a_public_service_has_to_name_its_proxy_or_say_that_it_has_none() {
    let with = |more: &str| {
        let public = "public-address = \"https://espace.habitat.example\"\n";
        let config = read(&format!("{public}listen = \"0.0.0.0:8320\"\n{more}{LANDLORD}"));
        config.expect("a configuration").forgets_its_proxy()
    };
    assert!(with(""));
    assert!(!with("trusted-proxies = []\n"));
    assert!(!with("trusted-proxies = [\"10.0.0.5\"]\n"));
}

#[test]
fn a_service_for_others_has_to_know_its_public_address() {
    let with = |more: &str| {
        let config = read(&format!("{more}{LANDLORD}"));
        config
            .expect("a configuration")
            .serves_others_without_an_address()
    };
    assert!(!with("") && !with("trusted-proxies = []\n"));
    for more in [
        "listen = \"0.0.0.0:8320\"\n",
        "trusted-proxies = [\"127.0.0.1\"]\n",
    ] {
        assert!(with(more), "{more}");
        let public = "public-address = \"https://espace.habitat.example\"\n";
        assert!(!with(&format!("{public}{more}")), "{more}");
    }
}

#[test]
fn messages_are_kept_in_files_only_where_the_configuration_says_so() {
    let config = read(&format!(
        "{LANDLORD}[sms]\ngateway = \"outbox\"\n[mail]\ngateway = \"outbox\"\n"
    ))
    .expect("a configuration");
    assert!(matches!(config.sms, Some(SmsSection::Outbox)));
    assert!(matches!(config.mail, Some(MailSection::Outbox)));
    let config = read(LANDLORD).expect("a configuration");
    assert!(config.sms.is_none() && config.mail.is_none());
    for (section, key) in [
        ("[sms]\ngateway = \"ovh\"\n", "application-key"),
        ("[mail]\nfrom = \"a@habitat.example\"\n", "server"),
    ] {
        let error = read(&format!("{LANDLORD}{section}")).expect_err(section);
        assert!(error.contains(key) && error.contains("line 10"), "{error}");
    }
}

#[test]
fn reports_the_line_of_a_landlord_that_cannot_be_reached() {
    for (line, right, mistakes) in [
        (5, "03 53 01 00 00", ["03 53 01 00", "accueil", ""]),
        (6, "contact@habitat.example", ["contact", "contact@habitat", ""]),
        (9, "00000000000000", ["00000000000001", "000000000", ""]),
    ] {
        assert!(LANDLORD.contains(&format!("\"{right}\"")), "{right}");
        for mistake in mistakes {
            let text = LANDLORD.replace(&format!("\"{right}\""), &format!("\"{mistake}\""));
            let error = read(&text).expect_err(mistake);
            assert!(error.contains(&format!("line {line}")), "{mistake}: {error}");
        }
    }
}

#[test]
fn the_landlords_telephone_is_written_as_in_france() {
    let text = LANDLORD.replace("03 53 01 00 00", "+33.3.53.01.00.00");
    let profile = read(&text).expect("a configuration").profile();
    assert_eq!(profile.telephone, "03 53 01 00 00");
}

#[test]
fn reports_the_line_of_a_wrong_iban() {
    let with = |iban: &str| {
        read(&format!(
            "{LANDLORD}[payment.transfer]\npayee = \"Habitat\"\niban = \"{iban}\"\n"
        ))
    };
    let means = with("FR76 3000 6000 0112 3456 7890 189")
        .expect("a configuration")
        .profile()
        .payment_means;
    assert_eq!(means.transfer.expect("an account").payee, "Habitat");
    let error = with("FR76 3000 6000 0112 3456 7890 188").expect_err("a wrong digit");
    assert!(error.contains("line 12"), "{error}");
}

#[test]
fn the_minimum_version_of_the_application_has_to_be_out() {
    let with = |lines: &str| {
        let address = "address = \"https://habitat.example/application\"";
        read(&format!("{LANDLORD}[application]\n{address}\n{lines}"))
    };
    let config = with("newest = \"0.2.0\"\nminimum = \"0.2.0\"\n").expect("a configuration");
    let releases = config.profile().application.expect("announced");
    assert_eq!(releases.minimum.as_ref(), Some(&releases.newest));
    assert!(
        read(LANDLORD)
            .expect("a configuration")
            .profile()
            .application
            .is_none()
    );
    let error = with("newest = \"0.2.0\"\nminimum = \"0.10.0\"\n").expect_err("not out");
    assert!(error.contains("0.10.0") && error.contains("line 10"), "{error}");
    for mistake in ["", "newest = \"2\"\n", "newest = \"0.2.0\"\nleast = \"0.1.0\"\n"] {
        assert!(with(mistake).is_err(), "{mistake}");
    }
}

#[test]
fn former_card_providers_are_separate_from_the_present_one() {
    let card = "provider = \"stripe\"\nsecret-key-file = \"/etc/landlord/key\"\n";
    let config = read(&format!("{LANDLORD}[card]\n{card}")).expect("a configuration");
    assert!(config.card.is_some() && config.former_card.is_empty());
    let config = read(&format!("{LANDLORD}[[former-card]]\n{card}")).expect("a configuration");
    assert!(config.card.is_none() && config.former_card.len() == 1);
}

#[test]
fn accepts_unencrypted_mail_only_to_this_machine() {
    let with = |server: &str| {
        let mail = format!("[mail]\nserver = \"{server}\"\nfrom = \"ne-pas-repondre@habitat.example\"\n");
        read(&format!("{LANDLORD}{mail}"))
    };
    for server in [
        "smtps://mail.example",
        "starttls://mail.example:587",
        "smtp://127.0.0.1:25",
        "smtp://[::1]",
    ] {
        assert!(with(server).is_ok_and(|config| config.mail.is_some()), "{server}");
    }
    for server in [
        "smtp://mail.example",
        "smtp://192.0.2.1",
        "smtp://127.0.0.1.example",
        "https://mail.example",
        "mail",
    ] {
        let error = with(server).expect_err(server);
        assert!(error.contains("line 11"), "{error}");
    }
}

#[test]
fn accepts_an_unencrypted_sms_gateway_only_on_this_machine() {
    let config = read(&format!("{LANDLORD}{OVH}")).expect("a configuration");
    assert!(matches!(&config.sms, Some(SmsSection::Ovh(section)) if section.endpoint.is_none()));
    let with = |endpoint: &str| read(&format!("{LANDLORD}{OVH}endpoint = \"{endpoint}\"\n"));
    assert!(with("http://127.0.0.1:8000/1.0").is_ok());
    for endpoint in [
        "http://eu.api.ovh.com/1.0",
        "ftp://eu.api.ovh.com",
        "eu.api.ovh.com",
    ] {
        let error = with(endpoint).expect_err(endpoint);
        assert!(error.contains("line 17"), "{error}");
    }
}
