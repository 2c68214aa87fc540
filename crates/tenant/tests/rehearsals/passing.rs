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
        advance(SECOND).await;
        passed += SECOND;
        // A client whose time limit expired hangs up before the next second.
        for _ in 0..8 {
            yield_now().await;
        }
    }
    true
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
