//! `landlord staff`, `landlord device`, `landlord journal`.

use std::{
    io::{self, Write},
    path::Path,
    process::ExitCode,
};

use contract::{LetterCode, StaffLogin, StaffRole};
use landlord::operator_words::say;
use landlord::{config::Config, figures::STAFF_ACTIVATION_DAYS, service::Service};

use crate::{
    Failure,
    command_line::{DeviceCommand, JournalCommand, StaffCommand},
    terminal::print,
};

pub(crate) async fn staff(action: StaffCommand, config: &Path) -> Result<(), Failure> {
    let service = Service::open(Config::read(config)?).await?;
    let to_begin = |login: &StaffLogin, code: &LetterCode| {
        let days = STAFF_ACTIVATION_DAYS.to_string();
        let code = say("staff-code", [("days", days), ("code", code.grouped())]);
        let whence = say("staff-code-where", [("login", login.as_str().to_owned())]);
        format!("{code}\n{whence}\n")
    };
    let output = match action {
        StaffCommand::Add {
            login,
            name,
            agency,
            manager,
        } => {
            let role = if manager {
                StaffRole::AgencyManager
            } else {
                StaffRole::Helper
            };
            to_begin(
                &login,
                &service
                    .counter_admin()
                    .add_staff(&login, &name, role, &agency)
                    .await?,
            )
        }
        StaffCommand::Reset { login } => {
            to_begin(&login, &service.counter_admin().begin_staff_anew(&login).await?)
        }
        StaffCommand::Close { login } => {
            service.counter_admin().close_staff(&login).await?;
            say("staff-closed", [("login", login.as_str().to_owned())]) + "\n"
        }
        StaffCommand::Show { login } => service.counter_admin().show_staff(&login).await?.to_string(),
        StaffCommand::Block { login } => {
            service.counter_admin().block_staff(&login).await?;
            say("staff-blocked", [("login", login.as_str().to_owned())]) + "\n"
        }
        StaffCommand::Unblock { login } => {
            service.counter_admin().unblock_staff(&login).await?;
            say("staff-unblocked", [("login", login.as_str().to_owned())]) + "\n"
        }
        StaffCommand::SignOut { login } => {
            service.counter_admin().sign_staff_out(&login).await?;
            say("staff-signed-out", [("login", login.as_str().to_owned())]) + "\n"
        }
        StaffCommand::List => {
            let staff = service.counter_admin().staff().await?;
            staff.iter().map(|member| format!("{member}\n")).collect()
        }
    };
    Ok(print(&output)?)
}

pub(crate) async fn device(action: DeviceCommand, config: &Path) -> Result<(), Failure> {
    let service = Service::open(Config::read(config)?).await?;
    let output = match action {
        DeviceCommand::Add { name } => {
            let token = service.counter_admin().enrol_staff_device(&name).await?;
            let added = say("device-added", []);
            format!("{added}\n\n[assisted]\ndevice = \"{}\"\n", token.expose())
        }
        DeviceCommand::Close { name } => {
            service.counter_admin().close_staff_device(&name).await?;
            say("device-closed", [("name", name)]) + "\n"
        }
        DeviceCommand::List => {
            let devices = service.counter_admin().staff_devices().await?;
            devices.iter().map(|name| format!("{name}\n")).collect()
        }
    };
    Ok(print(&output)?)
}

pub(crate) async fn journal(action: JournalCommand, config: &Path) -> Result<ExitCode, Failure> {
    let service = Service::open(Config::read(config)?).await?;
    let (output, ended) = match action {
        JournalCommand::Export => (service.counter_admin().journal_csv().await?, ExitCode::SUCCESS),
        JournalCommand::Verify { head } => {
            let check = service.counter_admin().verify_journal(head.as_deref()).await?;
            let mut output = vec![
                say("journal-entries", [("entries", check.entries.to_string())]),
                say("journal-head", [("head", check.head.to_string())]),
            ];
            let broken = check.broken_at.map(|number| number.to_string());
            output.extend(broken.map(|number| say("journal-broken", [("number", number)])));
            if check.earlier_head_found == Some(false) {
                output.push(say("journal-cut", []));
            }
            let output = output.join("\n") + "\n";
            let ended = if check.is_whole() {
                ExitCode::SUCCESS
            } else {
                ExitCode::FAILURE
            };
            (output, ended)
        }
    };
    // As it is: the export is for another program, which checks each of its bytes.
    let mut out = io::stdout().lock();
    out.write_all(output.as_bytes())?;
    out.flush()?;
    Ok(ended)
}
