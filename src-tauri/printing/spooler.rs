//! The print spooler (CUPS), through its own programs `lp` and `lpstat`.

use std::{io, process::Stdio, time::Duration};

use tokio::{io::AsyncWriteExt, process::Command, time::timeout};

/// Maximum wait for the spooler to list its printers or to take a job.
const MAX_WAIT: Duration = Duration::from_secs(30);

/// How a PDF is printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Job {
    /// The spooler's name of the printer.
    pub(super) printer: String,
    /// At least 1.
    pub(super) copies: u32,
    /// `1-3,5`; none prints every page.
    pub(super) pages: Option<String>,
    /// The printer's options, by name.
    pub(super) options: Vec<(String, String)>,
}

/// Why the spooler printed nothing.
#[derive(Debug, thiserror::Error)]
pub(super) enum SpoolerError {
    /// `lp` or `lpstat` cannot be run, or does not read the PDF.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// The spooler does not answer.
    #[error("the print spooler does not answer")]
    Timeout(#[from] tokio::time::error::Elapsed),
    /// The spooler refuses the job, with its error message.
    #[error("the print spooler refuses the job: {0}")]
    Refused(String),
}

/// Whether the spooler knows at least one printer.
pub(super) async fn has_printers() -> Result<bool, SpoolerError> {
    let mut ask = Command::new("lpstat");
    ask.arg("-e").stdin(Stdio::null()).kill_on_drop(true);
    let listed = timeout(MAX_WAIT, ask.output()).await??;
    Ok(!listed.stdout.trim_ascii().is_empty())
}

/// Sends a PDF to the spooler. The title is what printer and queue show.
pub(super) async fn send(job: &Job, title: &str, pdf: &[u8]) -> Result<(), SpoolerError> {
    let mut print = Command::new("lp");
    print
        .args(arguments(job, title))
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .kill_on_drop(true);
    timeout(MAX_WAIT, async {
        let mut lp = print.spawn()?;
        if let Some(mut input) = lp.stdin.take() {
            match input.write_all(pdf).await {
                // `lp` does not read a refused job to its end; its error message matters more.
                Err(error) if error.kind() != io::ErrorKind::BrokenPipe => return Err(error.into()),
                _ => {}
            }
        }
        let ended = lp.wait_with_output().await?;
        if ended.status.success() {
            return Ok(());
        }
        Err(SpoolerError::Refused(
            String::from_utf8_lossy(&ended.stderr).into_owned(),
        ))
    })
    .await?
}

fn arguments(job: &Job, title: &str) -> Vec<String> {
    let mut arguments = vec![
        "-d".to_owned(),
        job.printer.clone(),
        "-t".to_owned(),
        title.to_owned(),
        "-n".to_owned(),
        job.copies.to_string(),
    ];
    if let Some(pages) = &job.pages {
        arguments.extend(["-P".to_owned(), pages.clone()]);
    }
    for (name, value) in &job.options {
        arguments.extend(["-o".to_owned(), format!("{name}={value}")]);
    }
    arguments
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_pages_and_options_reach_the_spooler() {
        let job = Job {
            printer: "Papier".to_owned(),
            copies: 2,
            pages: Some("1-3,5".to_owned()),
            options: vec![("sides".to_owned(), "two-sided-long-edge".to_owned())],
        };
        let expected = "-d Papier -t quittance-2026-07 -n 2 -P 1-3,5 -o sides=two-sided-long-edge";
        assert_eq!(arguments(&job, "quittance-2026-07").join(" "), expected);
    }
}
