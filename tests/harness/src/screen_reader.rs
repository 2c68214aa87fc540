//! A screen reader: the window as the accessibility bus tells it (AT-SPI), whatever the page's DOM says.

use std::{fmt, time::Duration};

use serde::Deserialize;
use tokio::time::{sleep, timeout};
use zbus::{names::OwnedBusName, proxy::CacheProperties, zvariant::OwnedObjectPath};

use crate::{MAX_WAIT, window::Window};

/// The program that lists all others on the bus.
const REGISTRY: &str = "org.a11y.atspi.Registry";
/// What stands for no object.
const NOTHING: &str = "/org/a11y/atspi/null";

/// The role of a web page (`AtspiRole`).
const PAGE: u32 = 95;
/// The roles of controls.
const CONTROLS: [(u32, &str); 11] = [
    (7, "check box"),
    (11, "combo box"),
    (40, "password"),
    (43, "button"),
    (44, "radio button"),
    (51, "slider"),
    (52, "spin button"),
    (62, "toggle button"),
    (79, "entry"),
    (88, "link"),
    (129, "menu button"),
];
/// States (`AtspiStateType`), by the names of `controls.js`.
const STATES: [(u32, &str); 6] = [
    (4, "checked"),
    (10, "expanded"),
    (12, "focused"),
    (20, "checked"),
    (33, "required"),
    (36, "invalid"),
];
/// The state of a control that is not disabled.
const ENABLED: u32 = 8;

/// Where an object is: a program on the bus, and a path. A page's program is known by its well-known name.
type Place = (OwnedBusName, OwnedObjectPath);

#[zbus::proxy(
    interface = "org.a11y.Bus",
    default_service = "org.a11y.Bus",
    default_path = "/org/a11y/bus",
    gen_blocking = false
)]
trait AccessibilityBus {
    fn get_address(&self) -> zbus::Result<String>;
}

#[zbus::proxy(
    interface = "org.a11y.atspi.Accessible",
    default_path = "/org/a11y/atspi/accessible/root",
    gen_blocking = false
)]
trait Accessible {
    fn get_children(&self) -> zbus::Result<Vec<Place>>;
    fn get_child_at_index(&self, index: i32) -> zbus::Result<Place>;
    fn get_role(&self) -> zbus::Result<u32>;
    fn get_state(&self) -> zbus::Result<Vec<u32>>;
    #[zbus(property)]
    fn child_count(&self) -> zbus::Result<i32>;
    #[zbus(property)]
    fn name(&self) -> zbus::Result<String>;
}

/// A control: its role in the words of AT-SPI, its name, its states.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Control {
    role: String,
    /// What is read aloud.
    pub name: String,
    states: Vec<String>,
}

impl fmt::Display for Control {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{} « {} » {}",
            self.role,
            self.name,
            self.states.join(" ")
        )
    }
}

/// A screen reader on one computer.
pub struct ScreenReader {
    bus: zbus::Connection,
}

impl ScreenReader {
    /// Has a session start its accessibility bus, and connects to it.
    pub(crate) async fn start(session: &str) -> Self {
        let session = connected(session).await;
        let accessibility = AccessibilityBusProxy::new(&session).await.expect("a proxy");
        let address = accessibility.get_address().await;
        Self {
            bus: connected(&address.expect("at-spi2-core is installed")).await,
        }
    }

    /// Compares what the bus tells of the page with its DOM. Returns what the bus tells in the end, and what is wrong:
    /// each control has one accessible, in its place, with its name, role and states.
    pub async fn compare(&self, window: &Window) -> (Vec<Control>, Vec<String>) {
        let (mut told, mut expected) = (Vec::new(), Vec::new());
        // The engine collects changes before it tells them, and a walk over a long page takes seconds beside other work.
        let agree = timeout(MAX_WAIT, async {
            loop {
                expected = window.controls().await;
                for control in &mut expected {
                    control.name = as_read(&control.name);
                }
                // What goes while it is read fails, and is read again.
                if let Ok(controls) = self.controls().await {
                    told = controls;
                    if told == expected {
                        return;
                    }
                }
                sleep(Duration::from_millis(50)).await;
            }
        });
        let agree = agree.await.is_ok();
        let untold = only_in(&expected, &told);
        let invented = only_in(&told, &expected);
        let mut faults = Vec::new();
        if !agree && untold.is_empty() && invented.is_empty() {
            faults.push("a screen reader is told the controls in another order".to_owned());
        }
        faults.extend(untold.iter().map(|control| format!("not told: {control}")));
        faults.extend(
            invented
                .iter()
                .map(|control| format!("told, but not there: {control}")),
        );
        let nameless = told.iter().filter(|control| control.name.is_empty());
        faults.extend(nameless.map(|control| format!("told without a name: {control}")));
        (told, faults)
    }

    /// The controls of the page, in the order in which they are read.
    async fn controls(&self) -> zbus::Result<Vec<Control>> {
        let registry = AccessibleProxy::builder(&self.bus).destination(REGISTRY)?;
        let registry = registry.cache_properties(CacheProperties::No).build().await?;
        let mut controls = Vec::new();
        // The next one to read is the last.
        let mut waiting = children(&registry, false).await?;
        while let Some(((program, path), in_page)) = waiting.pop() {
            if path.as_str() == NOTHING {
                continue;
            }
            let object = AccessibleProxy::builder(&self.bus)
                .destination(program)?
                .path(path)?;
            let object = object.cache_properties(CacheProperties::No).build().await?;
            let role = object.get_role().await?;
            let control = CONTROLS.iter().find(|(number, _)| in_page && *number == role);
            if let Some((_, role)) = control {
                controls.push(Control {
                    role: (*role).to_owned(),
                    name: as_read(&object.name().await?),
                    states: states(&object.get_state().await?),
                });
            }
            waiting.extend(children(&object, in_page || role == PAGE).await?);
        }
        Ok(controls)
    }
}

/// A name as it is read aloud: blanks count once, and not before a comma.
fn as_read(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    words.join(" ").replace(" ,", ",")
}

async fn connected(address: &str) -> zbus::Connection {
    let bus = zbus::connection::Builder::address(address).expect("an address");
    bus.build().await.expect("the bus")
}

/// The children of an object, the first one last.
async fn children(object: &AccessibleProxy<'_>, in_page: bool) -> zbus::Result<Vec<(Place, bool)>> {
    let mut children = object.get_children().await?;
    if children.is_empty() && object.child_count().await? > 0 {
        // The place of a page in its window is told only so (at-spi2-atk 2.46).
        children.push(object.get_child_at_index(0).await?);
    }
    Ok(children.into_iter().rev().map(|child| (child, in_page)).collect())
}

/// The states that the DOM has as well, in the order of `controls.js`.
fn states(told: &[u32]) -> Vec<String> {
    let has = |state: u32| {
        let word = told.get((state / 32) as usize);
        word.is_some_and(|word| word & (1 << (state % 32)) != 0)
    };
    let held = STATES
        .iter()
        .filter(|(state, _)| has(*state))
        .map(|(_, name)| *name);
    let disabled = (!has(ENABLED)).then_some("disabled");
    let mut held: Vec<String> = held.chain(disabled).map(str::to_owned).collect();
    held.sort_unstable();
    held.dedup();
    held
}

/// What the first list has more of.
fn only_in<'a>(list: &'a [Control], other: &[Control]) -> Vec<&'a Control> {
    let mut other: Vec<&Control> = other.iter().collect();
    let mut more = Vec::new();
    for control in list {
        match other.iter().position(|one| *one == control) {
            Some(place) => {
                other.swap_remove(place);
            }
            None => more.push(control),
        }
    }
    more
}
