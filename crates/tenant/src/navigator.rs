//! Where the person is, and the screen that shows it.

pub(crate) mod pages;
pub(crate) mod place;
pub(crate) mod step;
mod views;
