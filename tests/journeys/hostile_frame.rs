//! A PDF that has taken over its frame (S18): its scripts reach no command of the shell.

use std::collections::BTreeSet;

use harness::{computer::Keyring, people};
use serde_json::{Value, json};

use crate::play;

/// Tries each command in each way in which a page can call the shell, and returns the outcome of each try. Any
/// response, success or failure, means that the command was reached.
const TRY_EVERYTHING: &str = "
    const commands = arguments[0];
    const done = arguments[arguments.length - 1];
    const soon = (promise) => Promise.race([promise, new Promise((resolve) => setTimeout(() => resolve('no answer'), 1500))]);
    const tries = {
        own: (command) => window.__TAURI_INTERNALS__.invoke(command, {}),
        parents: (command) => window.parent.__TAURI_INTERNALS__.invoke(command, {}),
        tops: (command) => window.top.__TAURI_INTERNALS__.invoke(command, {}),
        fetched: (command) => fetch('ipc://localhost/' + command, {
            method: 'POST',
            headers: { 'Content-Type': 'application/json', 'Tauri-Callback': '1', 'Tauri-Error': '2', 'Tauri-Invoke-Key': 'guessed' },
            body: '{}',
        }),
        requested: (command) => new Promise((resolve, reject) => {
            const request = new XMLHttpRequest();
            request.open('POST', 'ipc://localhost/' + command);
            request.onload = () => resolve(request.status);
            request.onerror = () => reject(new Error('refused'));
            request.send('{}');
        }),
        posted: (command) => {
            const answers = new Promise((resolve) => { window._1 = resolve; window._2 = resolve; });
            const message = { cmd: command, callback: 1, error: 2, payload: {}, options: {}, __TAURI_INVOKE_KEY__: 'guessed' };
            window.webkit.messageHandlers.ipc.postMessage(JSON.stringify(message));
            return answers;
        },
    };
    (async () => {
        const outcomes = [];
        for (const [way, attempt] of Object.entries(tries)) {
            await Promise.all(commands.map(async (command) => {
                let outcome;
                try { outcome = 'answered: ' + (await soon(attempt(command))); }
                catch (error) { outcome = 'refused: ' + error; }
                if (outcome === 'answered: no answer') outcome = 'refused: no answer';
                outcomes.push([way, command, outcome]);
            }));
        }
        done(outcomes);
    })();";

/// Other things that a frame may reach for outside; each try must throw or yield nothing.
const REACH_OUT: &str = "
    const reached = [];
    const reach = (what, attempt) => { try { if (attempt()) reached.push(what); } catch { /* refused */ } };
    reach('the page', () => window.parent.document.body);
    reach('the address of the page', () => window.parent.location.href);
    reach('the frame element', () => window.frameElement);
    reach('storage', () => window.localStorage);
    reach('cookies', () => document.cookie);
    reach('a new window', () => window.open('https://example.org/'));
    reach('another page in its place', () => { window.top.location = 'https://example.org/'; return null; });
    return [reached, window.origin];";

const ASK_AS_THE_PAGE: &str = "
    const done = arguments[arguments.length - 1];
    window.__TAURI_INTERNALS__.invoke(arguments[0], {}).then((answer) => done(['answered', answer]), (error) => done(['refused', String(error)]));";

/// Every command of the shell.
macro_rules! commands {
    ($($(#[doc = $group_doc:literal])* $group:ident {
        $($(#[doc = $doc:literal])* $kind:ident $name:ident $arguments:tt $(-> $answer:ty)? [$reach:ident] $body:block)*
    })*) => {
        const COMMANDS: &[&str] = &[$($(stringify!($name)),*),*];
    };
}

include!("../../src-tauri/commands.rs");

#[tokio::test]
async fn s18_a_hostile_page_in_the_pdf_frame_reaches_no_command() {
    let name = "s18_a_hostile_page_in_the_pdf_frame_reaches_no_command";
    play(name, Keyring::Unlocked, async |stage| {
        let window = stage.open_window().await;
        people::sign_up(stage, people::other_tenant()).await;
        window.click("[data-document-id]").await;
        window.click("#open-pdf").await;
        window.find("#pdf-frame[data-state='shown']").await;

        assert!(COMMANDS.len() > 40, "{COMMANDS:?}");
        window.enter_frame("#pdf-frame").await;
        let outcomes = window
            .run_to_its_answer(TRY_EVERYTHING, vec![json!(COMMANDS)])
            .await;
        let reached = window.run(REACH_OUT, vec![]).await;
        window.leave_frame().await;

        let outcomes = outcomes.as_array().expect("a list").clone();
        let ways: BTreeSet<&str> = outcomes.iter().filter_map(|one| one[0].as_str()).collect();
        assert_eq!(outcomes.len(), COMMANDS.len() * ways.len());
        assert_eq!(ways.len(), 6, "{ways:?}");
        let answered: Vec<&Value> = outcomes
            .iter()
            .filter(|one| {
                !one[2]
                    .as_str()
                    .is_some_and(|outcome| outcome.starts_with("refused"))
            })
            .collect();
        assert!(answered.is_empty(), "{answered:?}");
        assert_eq!(reached, json!([[], "null"]), "an opaque origin reaches nothing");

        // The page itself still gets answers, and nobody was signed out, deleted or moved to another screen.
        let own = window
            .run_to_its_answer(ASK_AS_THE_PAGE, vec![json!("rent_documents")])
            .await;
        assert_eq!(own[0], "answered", "{own}");
        people::reach_receipts(&window).await;
        window.click("#back").await;
        window.find("#open-pdf").await;
    })
    .await;
}
