//! The virtual screen: its pictures, and the dialogs of the system, which no WebDriver reaches. A picture by WebDriver waits for the next frame, and an idle page
//! that is drawn in software paints none.

use x11rb::{
    connection::Connection,
    protocol::{
        xproto::{
            ConnectionExt, GetGeometryReply, ImageFormat, InputFocus, KEY_PRESS_EVENT, KEY_RELEASE_EVENT,
            MapState, Window,
        },
        xtest::ConnectionExt as _,
    },
    wrapper::ConnectionExt as _,
};

/// No window of the application's own is smaller.
const LEAST_AREA: u32 = 200 * 200;
/// The key *Entrée*, as X names it.
const RETURN: u32 = 0xff0d;

/// Presses *Entrée* in the dialog that stands beside the window; false while there is none.
pub fn press_return_in_dialog(display: &str) -> bool {
    let (screens, number) = x11rb::connect(Some(display)).expect("the screen is on");
    let windows = shown_windows(&screens, number);
    // From the lowest to the topmost.
    let large: Vec<_> = windows
        .iter()
        .filter(|(_, size)| area(size) >= LEAST_AREA)
        .collect();
    let [_, .., (dialog, _)] = large[..] else {
        return false;
    };
    let setup = screens.setup();
    let count = setup.max_keycode - setup.min_keycode + 1;
    let keys = screens
        .get_keyboard_mapping(setup.min_keycode, count)
        .expect("asked");
    let keys = keys.reply().expect("the keys");
    let place = keys
        .keysyms
        .iter()
        .position(|key| *key == RETURN)
        .expect("Entrée");
    let place = place / usize::from(keys.keysyms_per_keycode);
    let key = setup.min_keycode + u8::try_from(place).expect("a key");
    screens
        .set_input_focus(InputFocus::POINTER_ROOT, *dialog, x11rb::CURRENT_TIME)
        .expect("asked");
    for kind in [KEY_PRESS_EVENT, KEY_RELEASE_EVENT] {
        screens
            .xtest_fake_input(kind, key, x11rb::CURRENT_TIME, x11rb::NONE, 0, 0, 0)
            .expect("asked");
    }
    screens.sync().expect("done");
    true
}

fn area(size: &GetGeometryReply) -> u32 {
    u32::from(size.width) * u32::from(size.height)
}

/// The windows that the display shows, and their sizes.
fn shown_windows(screens: &impl Connection, number: usize) -> Vec<(Window, GetGeometryReply)> {
    let root = screens.setup().roots[number].root;
    let windows = screens
        .query_tree(root)
        .expect("asked")
        .reply()
        .expect("its windows");
    let size = |window: &Window| {
        let shown = screens.get_window_attributes(*window).ok()?.reply().ok()?;
        let size = screens.get_geometry(*window).ok()?.reply().ok()?;
        (shown.map_state == MapState::VIEWABLE).then_some(size)
    };
    windows
        .children
        .iter()
        .filter_map(|one| Some((*one, size(one)?)))
        .collect()
}

/// The largest window that a display shows, as PNG.
pub fn picture(display: &str) -> Vec<u8> {
    let (screens, number) = x11rb::connect(Some(display)).expect("the screen is on");
    let windows = shown_windows(&screens, number);
    let (window, size) = windows
        .into_iter()
        .max_by_key(|(_, size)| area(size))
        .expect("a window");
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
