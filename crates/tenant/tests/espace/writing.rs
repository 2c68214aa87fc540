//! Messages to the agency: written without a network, sent once, read and answered.

use contract::{AttachmentKind, MAX_ATTACHED_BYTES, MessageSubject};
use rusqlite::Connection;
use tenant::{Espace, FailureCode, FreshnessState, HomeOverview, MessageStatus, MessageView, Step};

use crate::{
    at_home::{Home, PASSWORD, tenant, without_pin},
    line::Line,
};

const TEXT: &str = "Bonjour,\nle robinet de la cuisine fuit.";

async fn signed_up() -> Home {
    let home = Home::new().await;
    home.sign_up().await;
    home.espace.synchronise().await.expect("synchronised");
    home
}

async fn messages(espace: &Espace) -> Vec<MessageView> {
    match espace.open_messages().await {
        Ok(Step::Messages { messages, .. }) => messages,
        other => panic!("no messages: {other:?}"),
    }
}

async fn statuses(espace: &Espace) -> Vec<MessageStatus> {
    let messages = messages(espace).await;
    messages.iter().map(|message| message.status).collect()
}

async fn overview(espace: &Espace) -> HomeOverview {
    match espace.open_home().await {
        Ok(Step::Home { overview }) => overview,
        other => panic!("not at home: {other:?}"),
    }
}

async fn write(espace: &Espace, text: &str) {
    let step = espace.submit_message(MessageSubject::Repair, text).await;
    assert!(matches!(step, Ok(Step::Messages { .. })), "{step:?}");
}

#[tokio::test]
async fn a_message_written_without_a_network_is_sent_once_it_is_back() {
    let mut home = signed_up().await;
    home.cut_network().await;
    home.restart().await;
    write(&home.espace, TEXT).await;
    home.espace.synchronise().await.expect_err("no network");
    home.restart().await;
    let kept = messages(&home.espace).await;
    assert_eq!(
        (kept[0].status, kept[0].text.as_str()),
        (MessageStatus::Waiting, TEXT)
    );

    home.mend_network().await;
    home.espace.synchronise().await.expect("sent");
    home.espace.synchronise().await.expect("nothing new");
    assert_eq!(statuses(&home.espace).await, [MessageStatus::Sent]);
    assert_eq!(home.received_messages().await.len(), 1);
}

/// The same tenant on another computer, behind a line.
async fn elsewhere(home: &Home, line: &Line) -> Espace {
    let espace = home.second_computer_at(line.address);
    let step = espace.sign_in(Some(tenant().tenant_code), PASSWORD).await;
    without_pin(&espace, step.expect("signed in")).await;
    espace.synchronise().await.expect("synchronised");
    espace
}

#[tokio::test]
async fn a_message_retried_after_a_lost_answer_arrives_once() {
    let home = signed_up().await;
    let line = Line::to(home.address).await;
    let espace = elsewhere(&home, &line).await;
    write(&espace, TEXT).await;
    line.lose_answers_to("POST /v1/messages ");
    let list = espace.synchronise().await.expect("the receipts are fetched");
    assert_eq!(list.freshness.state, FreshnessState::UpToDate);
    assert!(list.freshness.unsent, "the next page tries again");
    assert_eq!(statuses(&espace).await, [MessageStatus::Waiting]);
    line.mend();
    let list = espace.synchronise().await.expect("sent");
    assert!(!list.freshness.unsent);
    assert_eq!(statuses(&espace).await, [MessageStatus::Sent]);
    let received = home.received_messages().await;
    assert_eq!(received.len(), 1, "never twice");
}

#[tokio::test]
async fn a_message_written_while_another_leaves_goes_with_it() {
    let home = signed_up().await;
    let line = Line::to(home.address).await;
    let espace = elsewhere(&home, &line).await;
    write(&espace, TEXT).await;
    line.hold_answer_to("POST /v1/messages ");
    let meanwhile = async {
        line.holds().await;
        write(&espace, "La chasse d’eau fuit aussi.").await;
        line.release();
    };
    let (list, ()) = tokio::join!(espace.synchronise(), meanwhile);
    assert!(!list.expect("both are sent").freshness.unsent);
    assert_eq!(
        statuses(&espace).await,
        [MessageStatus::Sent, MessageStatus::Sent]
    );
    assert_eq!(home.received_messages().await.len(), 2);
}

#[tokio::test]
async fn a_sent_message_is_shown_and_leaves_the_outbox_in_one_step() {
    let home = signed_up().await;
    write(&home.espace, TEXT).await;
    let archive = archive_of(&home);
    archive
        .execute_batch(
            "CREATE TRIGGER fails BEFORE DELETE ON records WHEN OLD.id = 'message-outbox'
             BEGIN SELECT RAISE(ABORT, 'a full disk'); END",
        )
        .expect("made");
    home.espace.synchronise().await.expect_err("not kept");
    assert_eq!(
        statuses(&home.espace).await,
        [MessageStatus::Waiting],
        "and not twice"
    );
    archive.execute_batch("DROP TRIGGER fails").expect("gone");
    home.espace.synchronise().await.expect("sent");
    assert_eq!(statuses(&home.espace).await, [MessageStatus::Sent]);
    assert_eq!(home.received_messages().await.len(), 1);
}

/// The file of the only archive of a computer.
pub fn archive_of(home: &Home) -> Connection {
    let files = std::fs::read_dir(home.archives()).expect("listed");
    let mut paths = files.map(|entry| entry.expect("an entry").path());
    let path = paths.find(|path| path.extension().is_some_and(|ending| ending == "sqlite"));
    Connection::open(path.expect("an archive")).expect("opened")
}

#[tokio::test]
async fn home_shows_an_answer_until_it_was_seen_even_offline() {
    let mut home = signed_up().await;
    write(&home.espace, TEXT).await;
    home.espace.synchronise().await.expect("sent");
    assert_eq!(statuses(&home.espace).await, [MessageStatus::Sent]);
    home.open_the_first_message().await;
    home.espace.synchronise().await.expect("reported");
    assert_eq!(statuses(&home.espace).await, [MessageStatus::Read]);
    assert!(!overview(&home.espace).await.unseen_answer);

    home.answer_the_first_message("Un plombier passe mardi.").await;
    home.espace.synchronise().await.expect("reported");
    home.cut_network().await;
    home.restart().await;
    assert!(overview(&home.espace).await.unseen_answer);
    let answered = messages(&home.espace).await;
    let answer = answered[0].answer.as_ref().expect("an answer");
    assert_eq!(answer.text, "Un plombier passe mardi.");
    assert!(!overview(&home.espace).await.unseen_answer, "it was seen");
}

#[tokio::test]
async fn a_payment_plan_request_appears_in_the_rent_account_with_its_status() {
    let home = signed_up().await;
    home.espace.open_rent_account().await.expect("the rent account");
    let step = home.espace.open_new_message(MessageSubject::PaymentPlan).await;
    let Ok(Step::NewMessage { subject, .. }) = step else {
        panic!("{step:?}");
    };
    assert_eq!(subject, MessageSubject::PaymentPlan);
    assert!(matches!(
        home.espace.go_back().await,
        Step::RentAccount { plan: None, .. }
    ));
    home.espace.open_home().await.expect("at home");
    let step = home.espace.open_new_message(MessageSubject::PaymentPlan).await;
    assert!(matches!(step, Ok(Step::NewMessage { .. })), "{step:?}");
    assert!(home.espace.go_back().await.is_home());
    let text = "50 € de plus chaque mois";
    let sent = home
        .espace
        .submit_message(MessageSubject::PaymentPlan, text)
        .await;
    sent.expect("kept");
    match home.espace.open_rent_account().await {
        Ok(Step::RentAccount { plan: Some(plan), .. }) => {
            assert_eq!((plan.text.as_str(), plan.status), (text, MessageStatus::Waiting));
        }
        other => panic!("no request: {other:?}"),
    }
}

#[tokio::test]
async fn a_sign_out_asks_first_while_a_message_waits_and_loses_none() {
    let mut home = signed_up().await;
    assert_eq!(home.espace.ask_before_sign_out().await, None, "nothing waits");
    home.cut_network().await;
    home.restart().await;
    write(&home.espace, TEXT).await;
    let asked = home.espace.ask_before_sign_out().await;
    assert_eq!(asked, Some(Step::SignOutCheck { messages: 1 }));
    let kept = home.espace.go_back().await;
    assert!(kept.is_home(), "still signed in: {kept:?}");

    let step = home.espace.sign_out().await;
    assert!(matches!(step, Step::SignIn { .. }), "{step:?}");
    assert_eq!(
        home.espace.ask_before_sign_out().await,
        None,
        "nobody is signed in"
    );
    home.mend_network().await;
    let step = home.espace.sign_in(None, PASSWORD).await.expect("signed in");
    without_pin(&home.espace, step).await;
    home.espace.synchronise().await.expect("sent");
    assert_eq!(home.received_messages().await.len(), 1);
    assert_eq!(home.espace.ask_before_sign_out().await, None, "it has left");
}

#[tokio::test]
async fn files_are_checked_when_they_are_added_and_go_with_the_message() {
    let home = signed_up().await;
    home.espace.open_landlord().await.expect("the landlord");
    home.espace
        .open_new_message(MessageSubject::Other)
        .await
        .expect("a page");
    let refused = home.espace.attach(b"MZ a program".to_vec()).await;
    assert_eq!(
        refused.expect_err("no").fields[0].code,
        FailureCode::AttachmentKindUnknown
    );
    let large = [&b"%PDF-1.7"[..], &vec![0; MAX_ATTACHED_BYTES]].concat();
    let refused = home.espace.attach(large).await;
    assert_eq!(
        refused.expect_err("no").fields[0].code,
        FailureCode::AttachmentsTooLarge
    );
    for _ in 0..3 {
        home.espace
            .attach(b"%PDF-1.7 devis".to_vec())
            .await
            .expect("a PDF");
    }
    let refused = home.espace.attach(b"%PDF-1.7 devis".to_vec()).await;
    assert_eq!(
        refused.expect_err("no").fields[0].code,
        FailureCode::TooManyAttachments
    );
    match home.espace.detach(1).await {
        Ok(Step::NewMessage { attachments, .. }) => assert_eq!(attachments.len(), 2),
        other => panic!("{other:?}"),
    }
    let empty = home.espace.submit_message(MessageSubject::Other, " ").await;
    assert_eq!(empty.expect_err("no").fields[0].code, FailureCode::MessageEmpty);
    let long = home
        .espace
        .submit_message(MessageSubject::Other, &"a".repeat(2_004))
        .await;
    let long = long.expect_err("no");
    assert_eq!(
        (long.fields[0].code, long.fields[0].count),
        (FailureCode::MessageTooLong, Some(4))
    );
    write(&home.espace, TEXT).await;
    home.espace.synchronise().await.expect("sent");
    let sent = messages(&home.espace).await;
    let kinds: Vec<AttachmentKind> = sent[0].attachments.iter().map(|file| file.kind).collect();
    assert_eq!(kinds, [AttachmentKind::Pdf, AttachmentKind::Pdf]);
    match home.espace.open_new_message(MessageSubject::Other).await {
        Ok(Step::NewMessage {
            attachments, typed, ..
        }) => assert!(attachments.is_empty() && typed.is_empty()),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_refused_message_stays_here_and_does_not_block_others() {
    let home = signed_up().await;
    let line = Line::to(home.address).await;
    let espace = elsewhere(&home, &line).await;
    write(&espace, TEXT).await;
    let body = r#"{"type":"urn:espace-locataire:problem:invalid-request","title":"x","status":400}"#;
    let head = "HTTP/1.1 400 Bad Request\r\ncontent-type: application/problem+json\r\nconnection: close";
    let answer = format!("{head}\r\ncontent-length: {}\r\n\r\n{body}", body.len());
    line.answer("POST /v1/messages ", answer.into_bytes());
    espace.synchronise().await.expect("the rest is up to date");
    // Behind the line, the landlord has accepted it, which the application cannot know.
    assert_eq!(statuses(&espace).await[0], MessageStatus::Refused);
    line.mend();
    write(&espace, "Une autre chose").await;
    espace.synchronise().await.expect("sent");
    assert_eq!(
        statuses(&espace).await[..2],
        [MessageStatus::Refused, MessageStatus::Sent]
    );
    let refused = messages(&espace).await[0].waiting.clone().expect("it is here");
    espace.withdraw_message(&refused).await.expect("taken off");
    assert!(!statuses(&espace).await.contains(&MessageStatus::Refused));
}

/// What nginx answers to a request larger than its `client_max_body_size`.
fn page_too_large() -> Vec<u8> {
    let page = "<html><head><title>413 Request Entity Too Large</title></head></html>";
    let head = "HTTP/1.1 413 Request Entity Too Large\r\ncontent-type: text/html\r\nconnection: close";
    format!("{head}\r\ncontent-length: {}\r\n\r\n{page}", page.len()).into_bytes()
}

#[tokio::test]
async fn a_message_too_heavy_for_the_proxy_says_so_and_is_not_retried() {
    let home = signed_up().await;
    let line = Line::to(home.address).await;
    let espace = elsewhere(&home, &line).await;
    let opened = espace.open_new_message(MessageSubject::Repair).await;
    opened.expect("a page");
    espace.attach(b"%PDF-1.7 devis".to_vec()).await.expect("a PDF");
    write(&espace, TEXT).await;
    line.answer("POST /v1/messages ", page_too_large());
    let list = espace.synchronise().await.expect("the rest is up to date");
    assert!(!list.freshness.unsent);
    // Behind the line, the landlord has accepted it, which the application cannot know.
    assert_eq!(statuses(&espace).await[0], MessageStatus::TooHeavy);
    write(&espace, "Sans fichier").await;
    espace.synchronise().await.expect("the rest is up to date");
    let both = [MessageStatus::Refused, MessageStatus::TooHeavy];
    assert_eq!(statuses(&espace).await[..2], both, "no file is to blame");
    line.mend();
    let before = home.received_messages().await.len();
    espace.synchronise().await.expect("nothing to send");
    assert_eq!(home.received_messages().await.len(), before);
}

#[tokio::test]
async fn a_message_that_cannot_leave_holds_back_no_other() {
    let home = signed_up().await;
    let line = Line::to(home.address).await;
    let espace = elsewhere(&home, &line).await;
    write(&espace, TEXT).await;
    write(&espace, "Une autre chose").await;
    line.answer_once(
        "POST /v1/messages ",
        b"HTTP/1.1 500 Oops\r\ncontent-length: 0\r\n\r\n".to_vec(),
    );
    espace.synchronise().await.expect("the rest is up to date");
    let sent = messages(&espace).await;
    let sent = sent.iter().map(|message| (message.text.as_str(), message.status));
    let sent: Vec<_> = sent.collect();
    assert_eq!(sent[0], (TEXT, MessageStatus::Waiting));
    assert_eq!(sent[1], ("Une autre chose", MessageStatus::Sent));
}

#[tokio::test]
async fn nothing_is_written_while_signed_out() {
    let home = signed_up().await;
    home.espace.sign_out().await;
    assert!(home.espace.open_messages().await.is_err());
    let refused = home.espace.submit_message(MessageSubject::Other, TEXT).await;
    assert_eq!(refused.expect_err("signed out").code, FailureCode::SessionEnded);
    assert!(home.espace.attach(b"%PDF-1.7".to_vec()).await.is_err());
}
