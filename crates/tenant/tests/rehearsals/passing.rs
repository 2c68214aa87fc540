//! Passes time where something waits for what never comes.

use std::time::Duration;

use tokio::{
    io::{AsyncRead, AsyncReadExt},
    task::yield_now,
    time::advance,
};

const SECOND: Duration = Duration::from_secs(1);

/// Advances time second by second, for `long` or until the client hangs up. Returns whether the client still
/// waits.
pub async fn pass(long: Duration, asking: &mut (impl AsyncRead + Unpin + Send)) -> bool {
    let mut passed = Duration::ZERO;
    while passed < long {
        if has_hung_up(asking).await {
            return false;
        }
        let_pass(SECOND).await;
        passed += SECOND;
    }
    true
}

/// Advances time. A client whose time limit expired acts on it before more passes.
pub async fn let_pass(long: Duration) {
    advance(long).await;
    for _ in 0..8 {
        yield_now().await;
    }
}

/// Reads what comes and answers nothing, second by second, until the client hangs up.
pub async fn swallow(asking: &mut (impl AsyncRead + Unpin + Send)) {
    let mut bytes = [0; 1024];
    loop {
        tokio::select! {
            biased;
            read = asking.read(&mut bytes) => {
                if !matches!(read, Ok(1..)) {
                    return;
                }
            }
            () = std::future::ready(()) => let_pass(SECOND).await,
        }
    }
}

async fn has_hung_up(asking: &mut (impl AsyncRead + Unpin + Send)) -> bool {
    tokio::select! {
        biased;
        // The request was read, so only the end of the connection can follow.
        _ = asking.read_u8() => true,
        () = std::future::ready(()) => false,
    }
}

/// Advances time at once, for everything that waits by then.
pub fn jump(long: Duration) {
    tokio::spawn(advance(long));
}
