//! A line to the landlord that loses the answers to some requests: the landlord has handled them, and the
//! application cannot know. It can also answer in the landlord's place.

use std::{
    net::SocketAddr,
    sync::{Arc, Mutex},
};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::watch,
};

/// A port of this machine in front of the landlord.
pub struct Line {
    pub address: SocketAddr,
    taken: Taken,
    held: Arc<watch::Sender<Held>>,
}

/// The answer that is held back.
#[derive(Clone, Copy, PartialEq)]
enum Held {
    Nothing,
    /// The next answer to a request that begins like this.
    AnswerTo(&'static str),
    /// The request was sent, and its answer is held.
    Waiting,
}

/// The answers that are replaced.
type Taken = Arc<Mutex<Option<Replaced>>>;

#[derive(Clone)]
struct Replaced {
    /// How the requests begin.
    request: &'static str,
    /// What is answered.
    answer: Vec<u8>,
    /// Whether only the first of them is.
    once: bool,
}

impl Line {
    pub async fn to(landlord: SocketAddr) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("its address");
        let taken = Taken::default();
        let taking = Arc::clone(&taken);
        let held = Arc::new(watch::Sender::new(Held::Nothing));
        let holding = Arc::clone(&held);
        tokio::spawn(async move {
            loop {
                let (tenant, _) = listener.accept().await.expect("a connection");
                tokio::spawn(carry(tenant, landlord, Arc::clone(&taking), Arc::clone(&holding)));
            }
        });
        Self { address, taken, held }
    }

    /// Loses the answers to requests that begin like this.
    pub fn lose_answers_to(&self, request: &'static str) {
        self.answer(request, Vec::new());
    }

    /// Replaces the landlord's answers to requests that begin like this.
    pub fn answer(&self, request: &'static str, answer: Vec<u8>) {
        self.replace(request, answer, false);
    }

    /// Replaces the landlord's next answer to a request that begins like this.
    pub fn answer_once(&self, request: &'static str, answer: Vec<u8>) {
        self.replace(request, answer, true);
    }

    fn replace(&self, request: &'static str, answer: Vec<u8>, once: bool) {
        let replaced = Replaced {
            request,
            answer,
            once,
        };
        *self.taken.lock().expect("not poisoned") = Some(replaced);
    }

    /// Holds the next answer to a request that begins like this, until it is released.
    pub fn hold_answer_to(&self, request: &'static str) {
        self.held.send_replace(Held::AnswerTo(request));
    }

    /// Waits until the request that [`Self::hold_answer_to`] names was sent.
    pub async fn holds(&self) {
        let mut held = self.held.subscribe();
        held.wait_for(|held| *held == Held::Waiting)
            .await
            .expect("a line");
    }

    /// Releases the held answer.
    pub fn release(&self) {
        self.held.send_replace(Held::Nothing);
    }

    /// Lets every answer arrive.
    pub fn mend(&self) {
        *self.taken.lock().expect("not poisoned") = None;
    }
}

/// The answer to a request in place of the landlord's, if there is one.
fn answer_taking_its_place(taken: &Taken, sent: &[u8]) -> Option<Vec<u8>> {
    let is_replaced = |taken: &mut Replaced| sent.starts_with(taken.request.as_bytes());
    let mut taken = taken.lock().expect("not poisoned");
    let replaced = match &*taken {
        Some(Replaced { once: true, .. }) => taken.take_if(is_replaced),
        _ => taken.clone().take_if(is_replaced),
    };
    replaced.map(|replaced| replaced.answer)
}

async fn carry(mut tenant: TcpStream, landlord: SocketAddr, taken: Taken, held: Arc<watch::Sender<Held>>) {
    let mut landlord = TcpStream::connect(landlord).await.expect("the landlord");
    let (mut request, mut answer) = ([0; 16_384], [0; 16_384]);
    let mut instead = None;
    let mut holds = false;
    loop {
        tokio::select! {
            read = tenant.read(&mut request) => match read {
                Ok(count @ 1..) => {
                    let sent = &request[..count];
                    instead = instead.or_else(|| answer_taking_its_place(&taken, sent));
                    let begins = |held: &Held| matches!(held, Held::AnswerTo(start) if sent.starts_with(start.as_bytes()));
                    holds |= held.send_if_modified(|held| {
                        let begins = begins(held);
                        if begins {
                            *held = Held::Waiting;
                        }
                        begins
                    });
                    landlord.write_all(sent).await.expect("carried");
                }
                _ => return,
            },
            read = landlord.read(&mut answer) => match read {
                Ok(count @ 1..) if instead.is_none() => {
                    if holds {
                        let released = |held: &Held| *held == Held::Nothing;
                        held.subscribe().wait_for(released).await.expect("a line");
                        holds = false;
                    }
                    // A client that no longer waits has hung up.
                    if tenant.write_all(&answer[..count]).await.is_err() {
                        return;
                    }
                }
                // Cuts the connection instead of the answer, or after its replacement.
                _ => {
                    let other = instead.unwrap_or_default();
                    // A client that has read enough hangs up.
                    let _ = tenant.write_all(&other).await;
                    return;
                }
            },
        }
    }
}
