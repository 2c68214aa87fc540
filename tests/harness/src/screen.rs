//! The virtual screen: pictures of it, and other windows on it. A WebDriver's screenshot waits for the next frame,
//! but an idle page that is drawn in software paints none.

use std::time::Duration;

use tokio::time::sleep;
use x11rb::{
    COPY_FROM_PARENT, CURRENT_TIME,
    connection::Connection,
    protocol::{
        Event,
        xproto::{
            AtomEnum, ConnectionExt, CreateWindowAux, EventMask, GetGeometryReply, ImageFormat, InputFocus,
            MapState, Window, WindowClass,
        },
    },
    rust_connection::RustConnection,
};

/// A window of another program. It has the focus as long as it exists.
pub struct OtherWindow {
    _screens: RustConnection,
}

/// Opens another window and gives it the focus.
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

/// Offers something to paste, as another program does after a copy, for as long as its window exists.
pub fn offer_a_copy(display: &str) -> OtherWindow {
    let (screens, number) = x11rb::connect(Some(display)).expect("the screen is on");
    let root = screens.setup().roots[number].root;
    let window = screens.generate_id().expect("an id");
    let (class, visual) = (WindowClass::INPUT_ONLY, COPY_FROM_PARENT);
    let wanted = CreateWindowAux::new();
    screens
        .create_window(0, window, root, 0, 0, 1, 1, 0, class, visual, &wanted)
        .expect("asked");
    let clipboard = screens.intern_atom(false, b"CLIPBOARD").expect("asked");
    let clipboard = clipboard.reply().expect("an atom").atom;
    screens
        .set_selection_owner(window, clipboard, CURRENT_TIME)
        .expect("asked")
        .check()
        .expect("offered");
    OtherWindow { _screens: screens }
}

/// A picture is at rest once it has stayed the same for this many looks, 300 ms apart. One look is not enough: a
/// picture that is about to change may stand still for a moment.
const LOOKS_AT_REST: usize = 3;

/// Waits until the picture differs from `before` and is at rest, then returns it.
pub(crate) async fn at_rest(before: &[u8], look: impl Fn() -> Vec<u8>) -> Vec<u8> {
    let (mut last, mut looks) = (Vec::new(), 0);
    loop {
        let now = look();
        looks = if now == last { looks + 1 } else { 0 };
        if now != before && looks == LOOKS_AT_REST {
            return now;
        }
        last = now;
        sleep(Duration::from_millis(300)).await;
    }
}

/// A picture of the largest window of a display, as PNG.
pub fn picture(display: &str) -> Vec<u8> {
    let (screens, number) = x11rb::connect(Some(display)).expect("the screen is on");
    let root = screens.setup().roots[number].root;
    let (window, size) = largest(&screens, root).expect("a window");
    picture_of(&screens, window, &size)
}

/// A picture of a window, as PNG.
pub(crate) fn picture_of(screens: &impl Connection, window: Window, size: &GetGeometryReply) -> Vec<u8> {
    let image = screens
        .get_image(ImageFormat::Z_PIXMAP, window, 0, 0, size.width, size.height, !0)
        .expect("asked")
        .reply()
        .expect("a picture");
    // Four bytes per pixel: blue, green, red, unused.
    let colours: Vec<u8> = image
        .data
        .chunks_exact(4)
        .flat_map(|pixel| [pixel[2], pixel[1], pixel[0]])
        .collect();
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, size.width.into(), size.height.into());
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Fastest);
    encoder
        .write_header()
        .and_then(|mut writer| writer.write_image_data(&colours))
        .expect("a PNG");
    file
}

/// The titles of the visible windows.
pub(crate) fn titles(display: &str) -> Vec<String> {
    let (screens, number) = x11rb::connect(Some(display)).expect("the screen is on");
    let root = screens.setup().roots[number].root;
    let name = screens.intern_atom(false, b"_NET_WM_NAME").expect("asked");
    let name = name.reply().expect("an atom").atom;
    let title = |window: Window| {
        let asked = screens
            .get_property(false, window, name, AtomEnum::ANY, 0, 64)
            .ok()?;
        String::from_utf8(asked.reply().ok()?.value).ok()
    };
    let windows = sized_windows(&screens, root).into_iter();
    windows.filter_map(|(window, _)| title(window)).collect()
}

/// The largest window on screen.
pub(crate) fn largest(screens: &impl Connection, root: Window) -> Option<(Window, GetGeometryReply)> {
    let sized = sized_windows(screens, root).into_iter();
    sized.max_by_key(|(_, size)| area(size))
}

/// The visible windows and their sizes, from the lowest to the topmost.
pub(crate) fn sized_windows(screens: &impl Connection, root: Window) -> Vec<(Window, GetGeometryReply)> {
    let tree = screens.query_tree(root).expect("asked");
    let windows = tree.reply().expect("its windows").children.into_iter();
    let sized = windows.filter_map(|window| {
        let shown = screens.get_window_attributes(window).ok()?.reply().ok()?;
        let size = screens.get_geometry(window).ok()?.reply().ok()?;
        (shown.map_state == MapState::VIEWABLE).then_some((window, size))
    });
    sized.collect()
}

/// The area of a window, in pixels.
pub(crate) fn area(size: &GetGeometryReply) -> u32 {
    u32::from(size.width) * u32::from(size.height)
}

/// Whether any program owns the clipboard or the primary selection.
pub(crate) fn owns_a_selection(display: &str) -> bool {
    let (screens, _) = x11rb::connect(Some(display)).expect("the screen is on");
    let clipboard = screens.intern_atom(false, b"CLIPBOARD").expect("asked");
    let clipboard = clipboard.reply().expect("an atom").atom;
    [clipboard, AtomEnum::PRIMARY.into()]
        .into_iter()
        .any(|selection| {
            let asked = screens.get_selection_owner(selection).expect("asked");
            asked.reply().expect("answered").owner != x11rb::NONE
        })
}
