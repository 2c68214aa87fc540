//! `landlord staff`, `landlord device`, `landlord journal`.

use std::{
    io::{self, Write},
    path::Path,
    process::ExitCode,
};

use contract::{LetterCode, StaffLogin, StaffRole};
use landlord::{config::Config, figures::STAFF_ACTIVATION_DAYS, service::Service};

use crate::{
    Failure,
    command_line::{DeviceCommand, JournalCommand, StaffCommand},
};

pub(crate) async fn staff(action: StaffCommand, config: &Path) -> Result<(), Failure> {
    let service = Service::open(Config::read(config)?).await?;
    let to_begin = |login: &StaffLogin, code: &LetterCode| {
        format!(
            "Code pour commencer, valable {STAFF_ACTIVATION_DAYS} jours et une seule fois : {}\nIl se tape sur un poste inscrit, avec le nom « {} ».\n",
            code.grouped(),
            login.as_str()
        )
    };
    let told = match action {
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
                    .counter_desk()
                    .add_staff(&login, &name, role, &agency)
                    .await?,
            )
        }
        StaffCommand::Reset { login } => {
            to_begin(&login, &service.counter_desk().begin_staff_anew(&login).await?)
        }
        StaffCommand::Close { login } => {
            service.counter_desk().close_staff(&login).await?;
            format!("Compte fermé : {}\n", login.as_str())
        }
        StaffCommand::List => {
            let staff = service.counter_desk().staff().await?;
            staff.iter().map(|member| format!("{member}\n")).collect()
        }
    };
    let mut out = io::stdout().lock();
    out.write_all(told.as_bytes())?;
    Ok(out.flush()?)
}

pub(crate) async fn device(action: DeviceCommand, config: &Path) -> Result<(), Failure> {
    let service = Service::open(Config::read(config)?).await?;
    let told = match action {
        DeviceCommand::Add { name } => {
            let token = service.counter_desk().enrol_staff_device(&name).await?;
            format!(
                "Poste inscrit. Ajoutez ceci à sa configuration, lisible du seul compte de l’agence :\n\n\
                 [assisted]\ndevice = \"{}\"\n",
                token.expose()
            )
        }
        DeviceCommand::Close { name } => {
            service.counter_desk().close_staff_device(&name).await?;
            format!("Poste fermé : {name}\n")
        }
        DeviceCommand::List => {
            let devices = service.counter_desk().staff_devices().await?;
            devices.iter().map(|name| format!("{name}\n")).collect()
        }
    };
    let mut out = io::stdout().lock();
    out.write_all(told.as_bytes())?;
    Ok(out.flush()?)
}

pub(crate) async fn journal(action: JournalCommand, config: &Path) -> Result<ExitCode, Failure> {
    let service = Service::open(Config::read(config)?).await?;
    let (told, ended) = match action {
        JournalCommand::Export => (service.counter_desk().journal_csv().await?, ExitCode::SUCCESS),
        JournalCommand::Verify { head } => {
            let check = service.counter_desk().verify_journal(head.as_deref()).await?;
            let mut told = format!(
                "{} entrées en ordre.\nEmpreinte : {}\n",
                check.entries, check.head
            );
            if let Some(number) = check.broken_at {
                told += &format!("L’entrée {number} n’est pas celle qui a été écrite, ou elle manque.\n");
            }
            if check.earlier_head_found == Some(false) {
                told += "L’empreinte donnée n’est pas dans le journal : il a été coupé ou récrit.\n";
            }
            let ended = if check.is_whole() {
                ExitCode::SUCCESS
            } else {
                ExitCode::FAILURE
            };
            (told, ended)
        }
    };
    let mut out = io::stdout().lock();
    out.write_all(told.as_bytes())?;
    out.flush()?;
    Ok(ended)
}
