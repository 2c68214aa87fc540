//! Content that may take longer to leave than an answer to come: it is cut when nothing moves, not when it takes long.

use std::{
    convert::Infallible,
    pin::Pin,
    task::{Context, Poll},
    time::Duration,
};

use bytes::Bytes;
use contract::WireSecret;
use http_body::{Body, Frame, SizeHint};
use reqwest::{Method, header};
use serde::{Serialize, de::DeserializeOwned};
use tokio::time::Instant;
use uuid::Uuid;

use super::{ClientError, LandlordClient, deadline::Deadline};
use crate::figures::SLOWEST_UPLOAD;

/// Size of a piece. The connection takes sixteen of them before the first has left: small ones show what moves.
const PIECE_BYTES: usize = 4 * 1024;

/// The content of a request, handed to the connection piece by piece. Each piece that the connection takes moves the
/// deadline.
pub(super) struct Upload {
    left: Bytes,
    deadline: Deadline,
    /// When the slowest line has sent the pieces so far. The system buffers up to megabytes of them.
    sent_by: Instant,
    /// How long nothing may move.
    stall: Duration,
}

impl Upload {
    pub(super) fn new(content: Vec<u8>, deadline: Deadline, stall: Duration) -> Self {
        Self {
            left: content.into(),
            deadline,
            sent_by: Instant::now(),
            stall,
        }
    }
}

impl Body for Upload {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        if self.left.is_empty() {
            return Poll::Ready(None);
        }
        let size = self.left.len().min(PIECE_BYTES);
        let piece = self.left.split_to(size);
        self.sent_by = self.sent_by.max(Instant::now()) + time_on_slowest_line(size);
        self.deadline.extend_to(self.sent_by + self.stall);
        Poll::Ready(Some(Ok(Frame::data(piece))))
    }

    fn is_end_stream(&self) -> bool {
        self.left.is_empty()
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.left.len() as u64)
    }
}

fn time_on_slowest_line(bytes: usize) -> Duration {
    Duration::from_secs(bytes as u64) / SLOWEST_UPLOAD
}

/// The connection of uploads: HTTP/1.1, since HTTP/2 takes a mebibyte at once and shows nothing of what moves, and a
/// ping would wait behind it. It ends with its request.
pub(super) fn connection(builder: reqwest::ClientBuilder) -> Result<reqwest::Client, ClientError> {
    let client = builder.http1_only().pool_max_idle_per_host(0).build();
    client.map_err(ClientError::Unreachable)
}

impl LandlordClient {
    /// A write that carries files and takes effect once (S16). It may take as long as something of it moves.
    pub(super) async fn upload_once<T: DeserializeOwned>(
        &self,
        path: &str,
        access: &WireSecret,
        key: Uuid,
        content: &(impl Serialize + Sync),
    ) -> Result<T, ClientError> {
        let content =
            serde_json::to_vec(content).map_err(|error| ClientError::Unreadable(error.to_string()))?;
        let content = Upload::new(content, self.deadline(), self.limits.upload_stall);
        let request = self
            .request_over(&self.uploading, Method::POST, path, Some(access))?
            .header(header::CONTENT_TYPE, "application/json")
            .body(reqwest::Body::wrap(content));
        self.answer_once(request, key).await
    }
}
