//! `landlord check`, and what `landlord serve` refuses.

use std::{path::Path, process::ExitCode};

use landlord::{
    config::Config,
    operations::check::{Fault, Reach, fatal_faults, faults},
    operator_words::say,
};

use crate::{Failure, terminal::print};

/// Prints each fault in a line. Fails when there is one.
pub(crate) async fn check(offline: bool, config: &Path) -> Result<ExitCode, Failure> {
    let config = Config::read(config)?;
    let reach = if offline { Reach::Offline } else { Reach::Online };
    let faults = faults(&config, reach).await;
    let (output, ended) = if faults.is_empty() {
        (say("check-none", []), ExitCode::SUCCESS)
    } else {
        (lines(&faults), ExitCode::FAILURE)
    };
    print(&(output + "\n"))?;
    Ok(ended)
}

/// Refuses a start with a fatal fault.
pub(crate) async fn refuse_when_unfit(config: &Config) -> Result<(), Failure> {
    match fatal_faults(config).await {
        faults if faults.is_empty() => Ok(()),
        faults => Err(Failure::Unfit(lines(&faults))),
    }
}

fn lines(faults: &[Fault]) -> String {
    let lines: Vec<String> = faults.iter().map(Fault::line).collect();
    lines.join("\n")
}
