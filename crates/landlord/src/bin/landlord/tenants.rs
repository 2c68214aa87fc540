//! `landlord tenant`.

use std::path::Path;

use contract::TenantCode;
use landlord::{Refusal, config::Config, operator_words::say, service::Service};

use crate::{Failure, command_line::TenantCommand, terminal::print};

pub(crate) async fn tenant(action: TenantCommand, config: &Path) -> Result<(), Failure> {
    let (TenantCommand::Show { tenant: typed }
    | TenantCommand::Block { tenant: typed }
    | TenantCommand::Unblock { tenant: typed }
    | TenantCommand::SignOut { tenant: typed }) = &action;
    let code = TenantCode::parse(typed).map_err(|_| Failure::TenantCode(typed.clone()))?;
    let service = Service::open(Config::read(config)?).await?;
    let failed = |refusal| match refusal {
        Refusal::NotFound => Failure::UnknownTenant(code.grouped()),
        other => Failure::Tenant(other),
    };
    let done = |id| say(id, [("code", code.grouped())]) + "\n";
    let admin = service.tenant_admin();
    let output = match action {
        TenantCommand::Show { .. } => admin.show(&code).await.map_err(failed)?.to_string(),
        TenantCommand::Block { .. } => {
            admin.block(&code).await.map_err(failed)?;
            done("tenant-blocked")
        }
        TenantCommand::Unblock { .. } => {
            admin.unblock(&code).await.map_err(failed)?;
            done("tenant-unblocked")
        }
        TenantCommand::SignOut { .. } => {
            admin.sign_out(&code).await.map_err(failed)?;
            done("tenant-signed-out")
        }
    };
    Ok(print(&output)?)
}
