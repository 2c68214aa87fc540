//! Every screen in the pseudo-language, in every look: no French is left, nothing is cut off, nothing covers
//! something else, axe-core finds nothing, the Tab key reaches every control, and a screen reader is told of each.
//!
//! A language that is longer than French, has other letters and runs from right to left fits where this one does.

mod counter;
mod signed_in;
mod signing_in;

use std::{
    collections::{BTreeSet, HashMap},
    fs,
};

use fantoccini::key::Key;
use harness::{people, root, screen_reader::ScreenReader, stage::Stage, window::Window};
use landlord::demonstration::{SHOWN_STAFF, SHOWN_TENANTS, ShownTenant};
use paper::pseudo::french_words;

const LANGUAGE: &str = "qps";

/// Rules of axe-core that ask for the code of a real language.
const OF_REAL_LANGUAGES: [&str; 2] = ["html-lang-valid", "valid-lang"];

/// What people write and read in these journeys besides the landlord's own data.
const WRITTEN: [&str; 10] = [
    people::EMAIL,
    "autre@exemple.fr",
    // Programs and files.
    "PDF, CSV, JSON, IBAN, BIC",
    // The reference of a transfer.
    "LOYER",
    "Espace Locataire – linux",
    "personne",
    "Anne PETIT",
    "Bonjour, le robinet de la cuisine fuit.",
    "https://www.exemple.fr",
    "http",
];

/// Reads the screens of one journey.
struct Reader {
    data: Vec<String>,
    seen: BTreeSet<String>,
    /// What is wrong, by picture.
    faults: HashMap<String, Vec<String>>,
    screen_reader: ScreenReader,
}

impl Reader {
    /// Reads a computer on which no window is open yet.
    async fn start(stage: &Stage) -> Self {
        let staff = SHOWN_STAFF.iter().flat_map(|staff| [staff.login, staff.name]);
        let tenants = SHOWN_TENANTS.iter().map(|tenant| tenant.name);
        let data: BTreeSet<String> = staff
            .chain(tenants)
            .chain(WRITTEN)
            .map(str::to_owned)
            .chain(stage.landlord.data())
            .collect();
        Self {
            // The words of hundreds of thousands of cells, each once.
            data: french_words(&data.into_iter().collect::<Vec<_>>().join(" "), &[])
                .into_iter()
                .map(str::to_owned)
                .collect::<BTreeSet<_>>()
                .into_iter()
                .collect(),
            seen: BTreeSet::new(),
            faults: HashMap::new(),
            screen_reader: stage.computer.start_screen_reader().await,
        }
    }

    /// Reads another computer from now on, on which no window is open yet.
    async fn change_computer(&mut self, stage: &Stage) {
        self.screen_reader = stage.computer.start_screen_reader().await;
    }

    /// Reads the screen that is shown, and its help.
    async fn reads(&mut self, stage: &Stage, screen: &str) {
        stage.window().sees(screen).await;
        self.seen.insert(screen.to_owned());
        self.reads_page(stage, screen).await;
    }

    /// Reads what is shown, in every look.
    async fn reads_page(&mut self, stage: &Stage, name: &str) {
        let window = stage.window();
        for (look, size, contrast, appearance) in [
            ("light", 100, "normal", "light"),
            ("dark", 100, "normal", "dark"),
            ("strong", 100, "strong", "light"),
            ("double", 200, "normal", "light"),
        ] {
            put_on(window, size, contrast, appearance).await;
            if look == "double" {
                window.resize(447, 720).await;
            }
            self.judge(stage, &format!("{name}-{look}")).await;
        }
        window.resize(960, 720).await;
        put_on(window, 100, "normal", "light").await;
        if !window.has("dialog[open]").await && window.has("#help").await {
            window.press(Key::F1).await;
            window.find("dialog[open]").await;
            self.judge(stage, &format!("{name}-help")).await;
            window.press(Key::Escape).await;
            window.gone("dialog[open]").await;
        }
    }

    async fn judge(&mut self, stage: &Stage, name: &str) {
        let (texts, mut faults) = stage.window().layout().await;
        faults.extend(stage.window().accessibility_faults(&OF_REAL_LANGUAGES).await);
        let data: Vec<&str> = self.data.iter().map(String::as_str).collect();
        let mut texts = texts;
        // What is read aloud does not depend on the colours.
        if name.ends_with("light") || name.ends_with("help") {
            let (told, differences) = self.screen_reader.compare(stage.window()).await;
            faults.extend(differences);
            texts.extend(told.into_iter().map(|control| control.name));
        }
        let texts = texts.join("\n");
        let french = french_words(&texts, &data).into_iter();
        faults.extend(french.map(|word| format!("French: {word}")));
        let is_new = ["light", "double"].iter().any(|look| name.ends_with(look));
        if is_new {
            faults.extend(stage.window().tab_faults().await);
        }
        if is_new || !faults.is_empty() {
            stage.picture(name).await;
        }
        if !faults.is_empty() {
            self.faults.insert(name.to_owned(), faults);
        }
    }

    /// Asserts that nothing was wrong, and that these screens were read.
    fn has_read(self, screens: &[&str]) {
        let screens: BTreeSet<String> = screens.iter().map(|screen| (*screen).to_owned()).collect();
        assert_eq!(self.seen, screens);
        assert!(self.faults.is_empty(), "{:#?}", self.faults);
    }
}

/// Gives the page a look, as the preferences do.
async fn put_on(window: &Window, size: u16, contrast: &str, appearance: &str) {
    let script = format!(
        "Object.assign(document.documentElement.dataset,
            {{ textSize: '{size}', contrast: '{contrast}', appearance: '{appearance}' }})"
    );
    window.run(&script, vec![]).await;
}

/// Opens the window of a computer whose tenant reads the pseudo-language.
async fn open_window(stage: &mut Stage) {
    stage.computer.speak(LANGUAGE);
    let window = stage.open_window().await;
    window.find(&format!("html[lang='{LANGUAGE}'][dir='rtl']")).await;
}

/// The whole sign-up, to *Accueil*.
async fn sign_up(stage: &mut Stage, tenant: &ShownTenant) {
    open_window(stage).await;
    people::go_to_sign_up_details(stage, tenant).await;
    let window = stage.window();
    people::fill_sign_up_details(window).await;
    window.fill("#password", people::PASSWORD).await;
    window.go_on().await;
    window.sees("done").await;
    window.go_on().await;
    window.sees("receipts").await;
    window.click("#back").await;
    window.sees("pinOffer").await;
    window.click("#decline-pin").await;
    window.sees("home").await;
    window.find("#freshness[data-state='upToDate']").await;
}

#[test]
fn every_screen_is_read() {
    let bindings = fs::read_to_string(root().join("ui/src/bindings.ts")).expect("the bindings");
    let steps = bindings.split("export type Step = ").nth(1).expect("the steps");
    let screens = steps.split("\"screen\": \"").skip(1);
    let screens: BTreeSet<&str> = screens.filter_map(|rest| rest.split('"').next()).collect();
    let read = [
        &signing_in::SCREENS[..],
        &signed_in::PAGES,
        &signed_in::PROFILE,
        &counter::SCREENS,
    ]
    .concat();
    assert_eq!(read.into_iter().collect::<BTreeSet<_>>(), screens);
}
