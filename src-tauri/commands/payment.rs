//! *Payer par carte*. The page where the card is typed opens in the system's browser, never here (S16).

use tauri::State;
use tenant::{AmountWanted, Failure, FailureCode, Step};

use crate::{desk::Desk, other_program};

#[tauri::command]
pub(crate) async fn open_card_payment(desk: State<'_, Desk>) -> Result<Step, Failure> {
    desk.espace()?.open_card_payment().await
}

#[tauri::command]
pub(crate) async fn submit_payment_amount(
    desk: State<'_, Desk>,
    wanted: AmountWanted,
) -> Result<Step, Failure> {
    desk.espace()?.submit_payment_amount(wanted).await
}

/// Begins the payment that was looked at, or opens the page of the one that waits.
#[tauri::command]
pub(crate) async fn pay(desk: State<'_, Desk>) -> Result<Step, Failure> {
    let begun = desk.espace()?.pay().await?;
    if let Some(page) = begun.page {
        other_program::open(page.into()).await.map_err(|error| {
            tracing::warn!(%error, "no browser opens the payment page");
            Failure::new(FailureCode::BrowserNotOpened)
        })?;
    }
    Ok(begun.step)
}

#[tauri::command]
pub(crate) async fn follow_payment(desk: State<'_, Desk>) -> Result<Step, Failure> {
    desk.espace()?.follow_payment().await
}

#[tauri::command]
pub(crate) async fn give_payment_up(desk: State<'_, Desk>) -> Result<Step, Failure> {
    desk.espace()?.give_payment_up().await
}

#[tauri::command]
pub(crate) async fn leave_payment(desk: State<'_, Desk>) -> Result<Step, Failure> {
    desk.espace()?.leave_payment().await
}
