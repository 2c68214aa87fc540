//! Time that passes where somebody waits for what never comes.

use std::time::Duration;

use tokio::{
    io::{AsyncRead, AsyncReadExt},
    task::yield_now,
    time::advance,
};

const SECOND: Duration = Duration::from_secs(1);

/// Lets time pass second by second, for so long or until who asked hangs up; whether they wait still.
pub async fn pass(long: Duration, asking: &mut (impl AsyncRead + Unpin + Send)) -> bool {
    let mut passed = Duration::ZERO;
    while passed < long {
        if has_hung_up(asking).await {
            return false;
        }
        advance(SECOND).await;
        passed += SECOND;
        // Whoever has waited until now hangs up before the next second.
        for _ in 0..8 {
            yield_now().await;
        }
    }
    true
}

async fn has_hung_up(asking: &mut (impl AsyncRead + Unpin + Send)) -> bool {
    tokio::select! {
        biased;
        // The request is read: nothing comes after it but the end.
        _ = asking.read_u8() => true,
        () = std::future::ready(()) => false,
    }
}

/// Lets time pass at once, for whoever waits by then.
pub fn jump(long: Duration) {
    tokio::spawn(advance(long));
}
