//! What a journey happens in: a computer of its own (screen, D-Bus, keyring, home), a landlord
//! service of its own, a line between them that can be cut, and the real window.

pub mod browser;
pub mod computer;
pub mod hands;
pub mod keyring_daemon;
pub mod landlord;
pub mod line;
pub mod login_daemon;
pub mod notification_daemon;
pub mod ports;
pub mod print_spooler;
pub mod process;
pub mod screen;
pub mod stage;
pub mod window;
