//! A blank window that asks one command as soon as its page runs: the least that a window of this
//! Tauri takes to be of use.

use tauri::WebviewWindow;

#[tauri::command]
#[allow(
    clippy::needless_pass_by_value,
    reason = "Tauri hands a command its window by value"
)]
fn window_ready(window: WebviewWindow) {
    // The measurement waits for this line.
    #[allow(clippy::print_stderr, reason = "it is read by whoever measures")]
    {
        eprintln!("first command answered");
    }
    // A window that cannot be shown has still answered.
    let _ = window.show();
}

fn main() -> tauri::Result<()> {
    tauri::Builder::default()
        .invoke_handler(tauri::generate_handler![window_ready])
        .run(tauri::generate_context!())
}
