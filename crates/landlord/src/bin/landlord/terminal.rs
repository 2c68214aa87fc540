//! What the commands print. Text of other people, such as a tenant's message, does nothing to the terminal.

use std::{
    fmt::Display,
    io::{self, Write},
};

use landlord::shown_text::for_terminal;

/// Prints a text, which ends its last line itself.
pub(crate) fn print(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(for_terminal(text).as_bytes())?;
    out.flush()
}

/// Prints why a command failed.
pub(crate) fn print_failure(failure: &impl Display) {
    // Where even this cannot be written, the exit code tells.
    let _ = writeln!(io::stderr(), "{}", for_terminal(&failure.to_string()));
}
