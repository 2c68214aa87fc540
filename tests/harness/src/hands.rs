//! Input by hand, where no WebDriver reaches: dialogs of the system, the close button of a window, a page that
//! hangs.

use std::time::Duration;

use tokio::time::{sleep, timeout};
use x11rb::{
    CURRENT_TIME,
    connection::Connection,
    protocol::{
        xproto::{
            AtomEnum, BUTTON_PRESS_EVENT, BUTTON_RELEASE_EVENT, ClientMessageEvent, ConnectionExt, EventMask,
            InputFocus, KEY_PRESS_EVENT, KEY_RELEASE_EVENT, MOTION_NOTIFY_EVENT, MapState, Window,
        },
        xtest::ConnectionExt as _,
    },
    rust_connection::RustConnection,
};

use crate::{
    MAX_WAIT,
    screen::{area, at_rest, largest, picture_of, sized_windows},
};

/// Minimum area of the application's windows and dialogs, in pixels.
const MIN_AREA: u32 = 200 * 200;

/// A key, by its X keycode.
#[derive(Debug, Clone, Copy)]
#[repr(u8)]
pub enum PlacedKey {
    /// Dismisses a dialog.
    Escape = 9,
    /// Moves the focus on.
    Tab = 23,
    /// *Entrée*.
    Enter = 36,
    /// The left *Ctrl*, to hold down.
    Control = 37,
    /// The letter A.
    A = 38,
    /// The letter C.
    C = 54,
    /// The letter V.
    V = 55,
    /// The space bar.
    Space = 65,
    /// F1, which opens the help.
    F1 = 67,
}

/// A pointer button, by its X number.
#[derive(Debug, Clone, Copy)]
#[repr(u8)]
pub enum Button {
    /// The button that clicks.
    First = 1,
    /// The button that opens a menu.
    Third = 3,
    /// The wheel, one notch away from the hand.
    WheelUp = 4,
    /// The wheel, one notch towards the hand.
    WheelDown = 5,
}

/// Closes the largest window with its close button, and waits until it is gone.
pub(crate) async fn close_largest(display: &str) {
    let (screens, number) = x11rb::connect(Some(display)).expect("the screen is on");
    let root = screens.setup().roots[number].root;
    let (window, _) = largest(&screens, root).expect("a window");
    let atom = |name: &[u8]| {
        let asked = screens.intern_atom(false, name).expect("asked");
        asked.reply().expect("an atom").atom
    };
    let cross = [atom(b"WM_DELETE_WINDOW"), CURRENT_TIME, 0, 0, 0];
    let message = ClientMessageEvent::new(32, window, atom(b"WM_PROTOCOLS"), cross);
    screens
        .send_event(false, window, EventMask::NO_EVENT, message)
        .expect("asked")
        .check()
        .expect("sent");
    let gone = timeout(MAX_WAIT, async {
        while largest(&screens, root).is_some_and(|(shown, _)| shown == window) {
            sleep(Duration::from_millis(50)).await;
        }
    });
    gone.await.expect("the window closes");
}

/// Prints in the system's dialog, on the printer that is selected once the printers are listed. *Entrée* prints as
/// soon as a printer is selected and does nothing before. Returns a picture of the dialog.
pub async fn print_in_dialog(display: &str) -> Vec<u8> {
    let (screens, number) = x11rb::connect(Some(display)).expect("the screen is on");
    let root = screens.setup().roots[number].root;
    let shown = dialog_that_comes(&screens, root).await;
    assert!(focus(&screens, shown), "the window listens");
    let look = || look_at(&screens, shown);
    let picture = timeout(MAX_WAIT, at_rest(&[], look))
        .await
        .expect("the dialog comes to rest");
    let closes = timeout(MAX_WAIT, async {
        while dialog(&screens, root) == Some(shown) {
            press(&screens, root, PlacedKey::Enter);
            sleep(Duration::from_millis(300)).await;
        }
    });
    closes.await.expect("it is printed");
    picture
}

async fn dialog_that_comes(screens: &impl Connection, root: Window) -> Window {
    let comes = timeout(MAX_WAIT, async {
        loop {
            if let Some(dialog) = dialog(screens, root) {
                return dialog;
            }
            sleep(Duration::from_millis(50)).await;
        }
    });
    comes.await.expect("a dialog")
}

/// Presses *Entrée* in the system's save dialog. Returns false while there is no dialog.
pub fn confirm_saving(display: &str) -> bool {
    let (screens, number) = x11rb::connect(Some(display)).expect("the screen is on");
    let root = screens.setup().roots[number].root;
    let large: Vec<_> = sized_windows(&screens, root)
        .into_iter()
        .filter(|(_, size)| area(size) >= MIN_AREA)
        .collect();
    let [_, .., (dialog, _)] = large[..] else {
        return false;
    };
    let listens = focus(&screens, dialog);
    if listens {
        press(&screens, root, PlacedKey::Enter);
    }
    listens
}

/// Waits until this many dialogs are open, and at rest.
pub async fn dialogs_open(display: &str, count: usize) {
    let (screens, number) = x11rb::connect(Some(display)).expect("the screen is on");
    let root = screens.setup().roots[number].root;
    let open = timeout(MAX_WAIT, async {
        while dialogs(&screens, root).len() != count {
            sleep(Duration::from_millis(20)).await;
        }
        for shown in dialogs(&screens, root) {
            at_rest(&[], || look_at(&screens, shown)).await;
        }
    });
    open.await.unwrap_or_else(|_| panic!("{count} dialogs"));
}

/// Waits until no dialog is open.
pub async fn dialogs_close(display: &str) {
    let (screens, number) = x11rb::connect(Some(display)).expect("the screen is on");
    let root = screens.setup().roots[number].root;
    let closed = timeout(MAX_WAIT, async {
        while !dialogs(&screens, root).is_empty() {
            sleep(Duration::from_millis(20)).await;
        }
    });
    closed.await.expect("every dialog closes");
}

/// The first window on screen that has an owner window.
fn dialog(screens: &impl Connection, root: Window) -> Option<Window> {
    dialogs(screens, root).into_iter().next()
}

/// The windows on screen that have an owner window.
fn dialogs(screens: &impl Connection, root: Window) -> Vec<Window> {
    let windows = screens.query_tree(root).ok().and_then(|asked| asked.reply().ok());
    let windows = windows.map_or_else(Vec::new, |tree| tree.children);
    let is_dialog = |window: &Window| {
        let shown = || screens.get_window_attributes(*window).ok()?.reply().ok();
        let owner = || {
            let property = AtomEnum::WM_TRANSIENT_FOR;
            let asked = screens.get_property(false, *window, property, AtomEnum::WINDOW, 0, 1);
            asked.ok()?.reply().ok()
        };
        shown().is_some_and(|found| found.map_state == MapState::VIEWABLE && !found.override_redirect)
            && owner().is_some_and(|found| found.value_len > 0)
    };
    windows.into_iter().filter(is_dialog).collect()
}

/// Presses a key in the largest window again and again, like a person whose window does not answer, until a
/// condition holds.
pub async fn press_until(display: &str, key: PlacedKey, so: impl Fn() -> bool) {
    let (screens, number) = x11rb::connect(Some(display)).expect("the screen is on");
    let root = screens.setup().roots[number].root;
    let (window, _) = largest(&screens, root).expect("a window");
    assert!(focus(&screens, window), "the window listens");
    let pressed = timeout(MAX_WAIT, async {
        while !so() {
            press(&screens, root, key);
            sleep(Duration::from_millis(500)).await;
        }
    });
    pressed.await.expect("something happens");
}

/// Presses keys in the largest window.
pub fn press_in_window(display: &str, keys: &[PlacedKey]) {
    in_largest_window(display, |screens, root| {
        for key in keys {
            press(screens, root, *key);
        }
    });
}

/// Presses a key in the largest window while another key is held down.
pub fn press_together(display: &str, held: PlacedKey, key: PlacedKey) {
    in_largest_window(display, |screens, root| press_with(screens, root, held, key));
}

fn press_with(screens: &impl Connection, root: Window, held: PlacedKey, key: PlacedKey) {
    send(screens, root, KEY_PRESS_EVENT, held as u8);
    press(screens, root, key);
    send(screens, root, KEY_RELEASE_EVENT, held as u8);
}

/// Clicks at a place in the largest window, in pixels from its upper left corner.
pub fn click_at(display: &str, place: (i16, i16)) {
    turn_at(display, place, Button::First, 1);
}

/// Presses a pointer button several times at a place in the largest window, as in [`click_at`]. The wheel is a
/// button.
pub fn turn_at(display: &str, place: (i16, i16), button: Button, times: usize) {
    at_place(display, place, |screens, root| {
        for _ in 0..times {
            for kind in [BUTTON_PRESS_EVENT, BUTTON_RELEASE_EVENT] {
                send(screens, root, kind, button as u8);
            }
        }
    });
}

/// Drags from one place in the largest window to another.
pub fn drag(display: &str, from: (i16, i16), to: (i16, i16)) {
    /// Intermediate positions, as in a movement by hand.
    const STOPS: i16 = 8;
    at_place(display, from, |screens, root| {
        send(screens, root, BUTTON_PRESS_EVENT, Button::First as u8);
    });
    for stop in 1..=STOPS {
        let between = |from: i16, to: i16| from + (to - from) / STOPS * stop;
        at_place(display, (between(from.0, to.0), between(from.1, to.1)), |_, _| {});
    }
    at_place(display, to, |screens, root| {
        send(screens, root, BUTTON_RELEASE_EVENT, Button::First as u8);
    });
}

/// Moves the pointer to a place in the largest window, then runs `does`.
fn at_place(display: &str, (x, y): (i16, i16), does: impl FnOnce(&RustConnection, Window)) {
    in_largest_window(display, |screens, root| {
        let (window, _) = largest(screens, root).expect("a window");
        let corner = screens.translate_coordinates(window, root, 0, 0).expect("asked");
        let corner = corner.reply().expect("its place");
        screens
            .xtest_fake_input(
                MOTION_NOTIFY_EVENT,
                0,
                CURRENT_TIME,
                root,
                corner.dst_x + x,
                corner.dst_y + y,
                0,
            )
            .expect("asked")
            .check()
            .expect("moved");
        does(screens, root);
    });
}

/// Types a text into the largest window, key by key.
pub fn type_in_window(display: &str, text: &str) {
    in_largest_window(display, |screens, root| type_text(screens, root, text));
}

/// Chooses a file in the system's dialog by typing its path. The first key only opens the path field. What follows
/// would be lost before the field is there, so the rest is typed after the dialog has changed.
pub async fn choose_file_in_dialog(display: &str, path: &str) {
    let (screens, number) = x11rb::connect(Some(display)).expect("the screen is on");
    let root = screens.setup().roots[number].root;
    let shown = dialog_that_comes(&screens, root).await;
    assert!(focus(&screens, shown), "the dialog listens");
    let look = || look_at(&screens, shown);
    let listed = timeout(MAX_WAIT, at_rest(&[], look))
        .await
        .expect("the files are listed");
    type_text(&screens, root, "/");
    let chosen = timeout(MAX_WAIT, async {
        while look() == listed {
            sleep(Duration::from_millis(50)).await;
        }
        press_with(&screens, root, PlacedKey::Control, PlacedKey::A);
        type_text(&screens, root, path);
        press(&screens, root, PlacedKey::Enter);
        while dialog(&screens, root) == Some(shown) {
            sleep(Duration::from_millis(50)).await;
        }
    });
    chosen.await.expect("the file is chosen");
}

pub(crate) fn look_at(screens: &impl Connection, window: Window) -> Vec<u8> {
    let size = screens.get_geometry(window).expect("asked").reply();
    picture_of(screens, window, &size.expect("its size"))
}

pub(crate) fn type_text(screens: &RustConnection, root: Window, text: &str) {
    /// The left shift key.
    const SHIFT: u8 = 50;
    let setup = screens.setup();
    let count = setup.max_keycode - setup.min_keycode + 1;
    let mapping = screens.get_keyboard_mapping(setup.min_keycode, count);
    let mapping = mapping.expect("asked").reply().expect("the keyboard");
    let keys = mapping.keysyms.chunks(mapping.keysyms_per_keycode.into());
    for character in text.chars() {
        // The keysyms of Latin 1 are the code points of its characters.
        let wanted = u32::from(character);
        let place = |shifted: usize| keys.clone().position(|key| key.get(shifted) == Some(&wanted));
        let (place, shifted) = place(0)
            .map(|place| (place, false))
            .or_else(|| place(1).map(|place| (place, true)))
            .unwrap_or_else(|| panic!("no key for {character}"));
        let code = setup.min_keycode + u8::try_from(place).expect("a key");
        if shifted {
            send(screens, root, KEY_PRESS_EVENT, SHIFT);
        }
        send(screens, root, KEY_PRESS_EVENT, code);
        send(screens, root, KEY_RELEASE_EVENT, code);
        if shifted {
            send(screens, root, KEY_RELEASE_EVENT, SHIFT);
        }
    }
}

fn in_largest_window<T>(display: &str, does: impl FnOnce(&RustConnection, Window) -> T) -> T {
    let (screens, number) = x11rb::connect(Some(display)).expect("the screen is on");
    let root = screens.setup().roots[number].root;
    let (window, _) = largest(&screens, root).expect("a window");
    assert!(focus(&screens, window), "the window listens");
    does(&screens, root)
}

/// Sets the focus: there is no window manager that does. Returns false if the window has gone.
pub(crate) fn focus(screens: &impl Connection, window: Window) -> bool {
    let asked = screens.set_input_focus(InputFocus::PARENT, window, CURRENT_TIME);
    asked.expect("asked").check().is_ok()
}

pub(crate) fn press(screens: &impl Connection, root: Window, key: PlacedKey) {
    for kind in [KEY_PRESS_EVENT, KEY_RELEASE_EVENT] {
        send(screens, root, kind, key as u8);
    }
}

fn send(screens: &impl Connection, root: Window, kind: u8, code: u8) {
    screens
        .xtest_fake_input(kind, code, CURRENT_TIME, root, 0, 0, 0)
        .expect("asked")
        .check()
        .expect("pressed");
}
