//! A blank window that calls one command as soon as its page runs: the minimum for a useful window of this Tauri.

use tauri::WebviewWindow;

#[tauri::command]
#[allow(
    clippy::needless_pass_by_value,
    reason = "Tauri hands a command its window by value"
)]
fn window_ready(window: WebviewWindow) {
    // The benchmark waits for this line.
    #[allow(clippy::print_stderr, reason = "it is read by whoever measures")]
    {
        eprintln!("first command answered");
    }
    // The command is answered even if the window cannot be shown.
    let _ = window.show();
}

fn main() -> tauri::Result<()> {
    tauri::Builder::default()
        .invoke_handler(tauri::generate_handler![window_ready])
        .run(tauri::generate_context!())
}
