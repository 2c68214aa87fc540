//! The virtual screen: pictures of it, and other windows on it. A picture by WebDriver waits for the next frame, and an idle page
//! that is drawn in software paints none.

use std::time::Duration;

use tokio::time::{sleep, timeout};
use x11rb::{
    COPY_FROM_PARENT, CURRENT_TIME,
    connection::Connection,
    protocol::{
        Event,
        xproto::{
            AtomEnum, ClientMessageEvent, ConnectionExt, CreateWindowAux, EventMask, GetGeometryReply,
            ImageFormat, InputFocus, KEY_PRESS_EVENT, KEY_RELEASE_EVENT, MapState, Window, WindowClass,
        },
        xtest::ConnectionExt as _,
    },
    rust_connection::RustConnection,
};

/// A dialog of the system is there sooner.
const LONGEST: Duration = Duration::from_secs(40);

/// No window of the application's own, and no dialog, is smaller.
const LEAST_AREA: u32 = 200 * 200;

/// A key, by its place on a keyboard as X counts.
#[derive(Debug, Clone, Copy)]
#[repr(u8)]
pub enum PlacedKey {
    Tab = 23,
    Enter = 36,
    Down = 116,
}

/// A window of another program, which its owner works in as long as it is there.
pub struct OtherWindow {
    _screens: RustConnection,
}

/// Opens another window, and has the person work in it.
pub fn look_away(display: &str) -> OtherWindow {
    let (screens, number) = x11rb::connect(Some(display)).expect("the screen is on");
    let root = screens.setup().roots[number].root;
    let window = screens.generate_id().expect("an id");
    let wanted = CreateWindowAux::new().event_mask(EventMask::EXPOSURE | EventMask::FOCUS_CHANGE);
    let (class, visual) = (WindowClass::INPUT_OUTPUT, COPY_FROM_PARENT);
    screens
        .create_window(0, window, root, 0, 0, 8, 8, 0, class, visual, &wanted)
        .expect("asked");
    screens.map_window(window).expect("asked");
    loop {
        screens.flush().expect("sent");
        match screens.wait_for_event().expect("an event") {
            Event::Expose(_) => {
                screens
                    .set_input_focus(InputFocus::PARENT, window, CURRENT_TIME)
                    .expect("asked");
            }
            Event::FocusIn(_) => break,
            _ => {}
        }
    }
    OtherWindow { _screens: screens }
}

/// The largest window that a display shows, as PNG.
pub fn picture(display: &str) -> Vec<u8> {
    let (screens, number) = x11rb::connect(Some(display)).expect("the screen is on");
    let root = screens.setup().roots[number].root;
    let (window, size) = largest(&screens, root).expect("a window");
    let image = screens
        .get_image(ImageFormat::Z_PIXMAP, window, 0, 0, size.width, size.height, !0)
        .expect("asked")
        .reply()
        .expect("a picture");
    // Four bytes a pixel: blue, green, red and one that means nothing.
    let colours: Vec<u8> = image
        .data
        .chunks_exact(4)
        .flat_map(|pixel| [pixel[2], pixel[1], pixel[0]])
        .collect();
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, size.width.into(), size.height.into());
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    encoder
        .write_header()
        .and_then(|mut writer| writer.write_image_data(&colours))
        .expect("a PNG");
    file
}

/// The largest window on screen.
fn largest(screens: &impl Connection, root: Window) -> Option<(Window, GetGeometryReply)> {
    let sized = sized_windows(screens, root).into_iter();
    sized.max_by_key(|(_, size)| area(size))
}

/// The windows on screen and their sizes, from the lowest to the topmost.
fn sized_windows(screens: &impl Connection, root: Window) -> Vec<(Window, GetGeometryReply)> {
    let tree = screens.query_tree(root).expect("asked");
    let windows = tree.reply().expect("its windows").children.into_iter();
    let sized = windows.filter_map(|window| {
        let shown = screens.get_window_attributes(window).ok()?.reply().ok()?;
        let size = screens.get_geometry(window).ok()?.reply().ok()?;
        (shown.map_state == MapState::VIEWABLE).then_some((window, size))
    });
    sized.collect()
}

fn area(size: &GetGeometryReply) -> u32 {
    u32::from(size.width) * u32::from(size.height)
}

/// Closes the largest window, as its cross does, and waits until it is gone.
pub async fn close_largest(display: &str) {
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
    let gone = timeout(LONGEST, async {
        while largest(&screens, root).is_some_and(|(shown, _)| shown == window) {
            sleep(Duration::from_millis(50)).await;
        }
    });
    gone.await.expect("the window closes");
}

/// Waits for a dialog of the system over the application's window, and presses keys in it.
pub async fn press_in_dialog(display: &str, keys: &[PlacedKey]) {
    let (screens, number) = x11rb::connect(Some(display)).expect("the screen is on");
    let root = screens.setup().roots[number].root;
    let dialog = timeout(LONGEST, async {
        loop {
            if let Some(dialog) = dialog(&screens, root) {
                return dialog;
            }
            sleep(Duration::from_millis(50)).await;
        }
    });
    let dialog = dialog.await.expect("a dialog");
    focus(&screens, dialog);
    for key in keys {
        press(&screens, root, *key);
    }
}

/// Presses *Entrée* in the dialog of the system that asks where to save, which belongs to no window; false
/// while there is none.
pub fn confirm_saving(display: &str) -> bool {
    let (screens, number) = x11rb::connect(Some(display)).expect("the screen is on");
    let root = screens.setup().roots[number].root;
    // From the lowest to the topmost.
    let large: Vec<_> = sized_windows(&screens, root)
        .into_iter()
        .filter(|(_, size)| area(size) >= LEAST_AREA)
        .collect();
    let [_, .., (dialog, _)] = large[..] else {
        return false;
    };
    focus(&screens, dialog);
    press(&screens, root, PlacedKey::Enter);
    true
}

/// A window on screen that belongs to another one.
fn dialog(screens: &impl Connection, root: Window) -> Option<Window> {
    let windows = screens.query_tree(root).ok()?.reply().ok()?;
    windows.children.into_iter().find(|window| {
        let shown = || screens.get_window_attributes(*window).ok()?.reply().ok();
        let owner = || {
            let property = AtomEnum::WM_TRANSIENT_FOR;
            let asked = screens.get_property(false, *window, property, AtomEnum::WINDOW, 0, 1);
            asked.ok()?.reply().ok()
        };
        shown().is_some_and(|found| found.map_state == MapState::VIEWABLE && !found.override_redirect)
            && owner().is_some_and(|found| found.value_len > 0)
    })
}

/// Presses a key in the largest window again and again, as somebody whose window does not answer, until
/// something is so.
pub async fn press_until(display: &str, key: PlacedKey, so: impl Fn() -> bool) {
    let (screens, number) = x11rb::connect(Some(display)).expect("the screen is on");
    let root = screens.setup().roots[number].root;
    let (window, _) = largest(&screens, root).expect("a window");
    focus(&screens, window);
    let pressed = timeout(LONGEST, async {
        while !so() {
            press(&screens, root, key);
            sleep(Duration::from_millis(500)).await;
        }
    });
    pressed.await.expect("something happens");
}

/// No window manager gives the focus here.
fn focus(screens: &impl Connection, window: Window) {
    screens
        .set_input_focus(InputFocus::PARENT, window, CURRENT_TIME)
        .expect("asked")
        .check()
        .expect("the window listens");
}

fn press(screens: &impl Connection, root: Window, key: PlacedKey) {
    for kind in [KEY_PRESS_EVENT, KEY_RELEASE_EVENT] {
        screens
            .xtest_fake_input(kind, key as u8, CURRENT_TIME, root, 0, 0, 0)
            .expect("asked")
            .check()
            .expect("pressed");
    }
}
