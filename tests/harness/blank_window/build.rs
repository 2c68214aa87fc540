//! Embeds the blank page.

fn main() {
    tauri_build::build();
}
