//! The counter of an agency.

use contract::{IdentityDocument, VisitPurpose};
use tauri::{AppHandle, Runtime, State, WebviewWindow};
use tenant::{CounterStanding, Failure, FiguresView, Step, WipeReason};

use crate::{counter, desk::Desk, printing, save_file};

#[tauri::command]
pub(crate) async fn counter_standing(desk: State<'_, Desk>) -> Result<CounterStanding, Failure> {
    Ok(desk.at_counter()?.standing())
}

#[tauri::command]
pub(crate) async fn practise(desk: State<'_, Desk>, practice: bool) -> Result<Step, Failure> {
    Ok(desk.at_counter()?.practise(practice).await)
}

#[tauri::command]
pub(crate) async fn open_activation(desk: State<'_, Desk>) -> Result<Step, Failure> {
    Ok(desk.at_counter()?.open_activation().await)
}

#[tauri::command]
pub(crate) async fn begin_activation(
    desk: State<'_, Desk>,
    login: String,
    code: String,
) -> Result<Step, Failure> {
    desk.at_counter()?.begin_activation(&login, &code).await
}

#[tauri::command]
pub(crate) async fn confirm_activation(
    desk: State<'_, Desk>,
    password: String,
    code: String,
) -> Result<Step, Failure> {
    desk.at_counter()?.confirm_activation(&password, &code).await
}

#[tauri::command]
pub(crate) async fn finish_activation(desk: State<'_, Desk>) -> Result<Step, Failure> {
    Ok(desk.at_counter()?.finish_activation().await)
}

#[tauri::command]
pub(crate) async fn sign_staff_in(
    desk: State<'_, Desk>,
    login: String,
    password: String,
    code: String,
) -> Result<Step, Failure> {
    desk.at_counter()?.sign_staff_in(&login, &password, &code).await
}

#[tauri::command]
pub(crate) async fn check_staff(desk: State<'_, Desk>, code: String) -> Result<Step, Failure> {
    desk.at_counter()?.check_staff(&code).await
}

#[tauri::command]
pub(crate) async fn open_staff_password(desk: State<'_, Desk>) -> Result<Step, Failure> {
    desk.at_counter()?.open_own_password().await
}

#[tauri::command]
pub(crate) async fn submit_staff_password(
    desk: State<'_, Desk>,
    password: String,
    code: String,
) -> Result<Step, Failure> {
    desk.at_counter()?.submit_own_password(&password, &code).await
}

/// A visit under way ends first, and its traces are wiped.
#[tauri::command]
pub(crate) async fn sign_staff_out<R: Runtime>(
    app: AppHandle<R>,
    desk: State<'_, Desk>,
) -> Result<Step, Failure> {
    counter::wipe(&app, WipeReason::Ended).await;
    Ok(desk.at_counter()?.sign_staff_out().await)
}

#[tauri::command]
pub(crate) async fn counter_figures(desk: State<'_, Desk>) -> Result<FiguresView, Failure> {
    desk.at_counter()?.figures().await
}

#[tauri::command]
pub(crate) async fn search_by_code(desk: State<'_, Desk>, code: String) -> Result<Step, Failure> {
    desk.at_counter()?.search_by_code(&code).await
}

#[tauri::command]
pub(crate) async fn search_by_name(
    desk: State<'_, Desk>,
    name: String,
    born_on: String,
) -> Result<Step, Failure> {
    desk.at_counter()?.search_by_name(&name, &born_on).await
}

#[tauri::command]
pub(crate) async fn choose_tenant(desk: State<'_, Desk>, number: u32) -> Result<Step, Failure> {
    desk.at_counter()?.choose_tenant(number).await
}

#[tauri::command]
pub(crate) async fn submit_identity(
    desk: State<'_, Desk>,
    document: Option<IdentityDocument>,
) -> Result<Step, Failure> {
    desk.at_counter()?.submit_identity(document).await
}

#[tauri::command]
pub(crate) async fn begin_visit(desk: State<'_, Desk>, purposes: Vec<VisitPurpose>) -> Result<Step, Failure> {
    desk.at_counter()?.begin_visit(purposes).await
}

#[tauri::command]
pub(crate) async fn begin_purpose(desk: State<'_, Desk>, purpose: VisitPurpose) -> Result<Step, Failure> {
    desk.at_counter()?.begin_purpose(purpose).await
}

#[tauri::command]
pub(crate) async fn submit_new_number(desk: State<'_, Desk>, text: String) -> Result<Step, Failure> {
    desk.at_counter()?.submit_new_number(&text).await
}

#[tauri::command]
pub(crate) async fn approve(
    desk: State<'_, Desk>,
    login: String,
    password: String,
    code: String,
) -> Result<Step, Failure> {
    desk.at_counter()?.approve(&login, &password, &code).await
}

#[tauri::command]
pub(crate) async fn take_over(desk: State<'_, Desk>) -> Result<Step, Failure> {
    Ok(desk.at_counter()?.take_over().await)
}

#[tauri::command]
pub(crate) async fn back_to_visit(desk: State<'_, Desk>) -> Result<Step, Failure> {
    Ok(desk.at_counter()?.back_to_visit().await)
}

/// Prints the paper on what the tenant agreed to. False if the person cancels.
#[tauri::command]
pub(crate) async fn print_consent<R: Runtime>(
    window: WebviewWindow<R>,
    desk: State<'_, Desk>,
) -> Result<bool, Failure> {
    let paper = desk.at_counter()?.consent_paper().await?;
    printing::print_pdf(&window, &save_file::counter_paper(), paper).await
}

/// Prints the registration letter of a tenant without a telephone. False if the person cancels.
#[tauri::command]
pub(crate) async fn print_letter<R: Runtime>(
    window: WebviewWindow<R>,
    desk: State<'_, Desk>,
) -> Result<bool, Failure> {
    let paper = desk.at_counter()?.letter_paper().await?;
    printing::print_pdf(&window, &save_file::counter_paper(), paper).await
}

/// Gets ready what can be printed without a network.
#[tauri::command]
pub(crate) async fn prepare_counter(desk: State<'_, Desk>) -> Result<bool, Failure> {
    Ok(desk.at_counter()?.prepare().await)
}

/// Prints the paper on what a tenant agrees to, to be filled by hand. False if the person cancels.
#[tauri::command]
pub(crate) async fn print_consent_form<R: Runtime>(
    window: WebviewWindow<R>,
    desk: State<'_, Desk>,
) -> Result<bool, Failure> {
    let paper = desk.at_counter()?.consent_form().await?;
    printing::print_pdf(&window, &save_file::counter_paper(), paper).await
}

/// Prints the visits of the agency's last days, for its manager. False if the person cancels.
#[tauri::command]
pub(crate) async fn print_journal<R: Runtime>(
    window: WebviewWindow<R>,
    desk: State<'_, Desk>,
    days: u32,
) -> Result<bool, Failure> {
    let paper = desk.at_counter()?.journal_paper(days).await?;
    printing::print_pdf(&window, &save_file::counter_paper(), paper).await
}

/// *Terminer et effacer*: the page begins anew on the desk.
#[tauri::command]
pub(crate) async fn end_visit<R: Runtime>(app: AppHandle<R>) -> Result<(), Failure> {
    counter::wipe(&app, WipeReason::Ended).await;
    Ok(())
}
