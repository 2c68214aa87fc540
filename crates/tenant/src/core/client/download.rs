//! Content that may take longer to come than an answer: it is cut when nothing moves, not when it takes long.

use backon::Retryable;
use contract::WireSecret;
use reqwest::Method;

use super::{
    ClientError, LandlordClient,
    answer::{body_with, checked, is_passing},
};

/// Size of a piece that moves the deadline: a line that lets single bytes through is as good as none.
const PIECE_BYTES: usize = 4 * 1024;

impl LandlordClient {
    /// A read of something large. It may take as long as it moves, within a command's one wait.
    pub(super) async fn download(
        &self,
        path: &str,
        access: &WireSecret,
        most: usize,
    ) -> Result<Vec<u8>, ClientError> {
        let deadline = self.deadline();
        let attempt = || async {
            let request = self.request(Method::GET, path, Some(access))?;
            let answer = checked(self.send(request).await?).await?;
            self.clock.observe(&answer);
            let mut moved = 0;
            body_with(answer, most, |bytes| {
                if bytes - moved >= PIECE_BYTES {
                    moved = bytes;
                    deadline.extend(self.limits.whole);
                }
            })
            .await
        };
        self.in_time(attempt.retry(self.pauses()).when(is_passing).into_future())
            .await
    }
}
