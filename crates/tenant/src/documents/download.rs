//! Stores the PDFs on this computer: in the background, one at a time, newest document first.

use serde::Serialize;
use tokio::{
    sync::watch,
    task::{JoinHandle, JoinSet},
};

use crate::core::{
    failure::{Failure, FailureCode},
    sync::Synchronisation,
};

/// State of the download of PDFs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum DownloadState {
    /// PDFs are being fetched.
    UnderWay,
    /// All PDFs are here.
    Done,
    /// The tenant pressed *Pause*.
    Stopped,
    /// The landlord's service or the archive failed. The download resumes with the next synchronisation.
    Interrupted,
}

/// How many PDFs are on this computer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct DownloadProgress {
    /// Number of PDFs that are here.
    pub kept: u32,
    /// Number of documents.
    pub all: u32,
    /// State of the download of the others.
    pub state: DownloadState,
}

/// A download. Dropping it aborts it.
pub(crate) struct PdfDownload {
    progress: watch::Receiver<DownloadProgress>,
    stop: watch::Sender<bool>,
    task: JoinHandle<()>,
}

impl PdfDownload {
    pub(crate) async fn start(sync: Synchronisation) -> Result<Self, Failure> {
        let (lacking, all) = sync.documents_without_pdf().await?;
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let (report, progress) = watch::channel(DownloadProgress {
            kept: count(all.saturating_sub(lacking.len())),
            all: count(all),
            state: DownloadState::UnderWay,
        });
        let (stop, stopped) = watch::channel(false);
        let task = tokio::spawn(async move {
            let ended = keep_all(&sync, lacking, &report, stopped).await;
            let state = ended.unwrap_or_else(|failure| {
                tracing::info!(code = ?failure.code, "the PDFs left are fetched next time");
                DownloadState::Interrupted
            });
            report.send_modify(|progress| progress.state = state);
        });
        Ok(Self { progress, stop, task })
    }

    pub(crate) fn progress(&self) -> watch::Receiver<DownloadProgress> {
        self.progress.clone()
    }

    pub(crate) fn state(&self) -> DownloadState {
        self.progress.borrow().state
    }

    /// Stops the download at once. The bytes that came are stored.
    pub(crate) fn stop(&self) {
        self.stop.send_replace(true);
    }
}

impl Drop for PdfDownload {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn keep_all(
    sync: &Synchronisation,
    lacking: Vec<contract::DocumentId>,
    report: &watch::Sender<DownloadProgress>,
    mut stopped: watch::Receiver<bool>,
) -> Result<DownloadState, Failure> {
    // One PDF is written while the next is fetched.
    let mut writing: JoinSet<Result<(), Failure>> = JoinSet::new();
    for id in lacking {
        loop {
            let fetch = sync.begin_pdf(&id).await?;
            let fetched = tokio::select! {
                fetched = sync.fetch_pdf(&fetch) => Some(fetched),
                _ = stopped.wait_for(|stopped| *stopped) => None,
            };
            match fetched {
                Some(Ok(pdf)) => {
                    written(&mut writing, report).await?;
                    let sync = sync.clone();
                    writing.spawn(async move { sync.keep_pdf(fetch, pdf).await });
                    break;
                }
                // On a slow line each attempt brings some bytes: retry as long as it does.
                Some(Err(failure)) => {
                    let came = sync.keep_partial_pdf(fetch).await?;
                    if !(came && failure.code == FailureCode::Slow) {
                        written(&mut writing, report).await?;
                        return Err(failure);
                    }
                }
                None => {
                    sync.keep_partial_pdf(fetch).await?;
                    written(&mut writing, report).await?;
                    return Ok(DownloadState::Stopped);
                }
            }
        }
    }
    written(&mut writing, report).await?;
    Ok(DownloadState::Done)
}

/// Waits until the PDF under way is written, and counts it.
async fn written(
    writing: &mut JoinSet<Result<(), Failure>>,
    report: &watch::Sender<DownloadProgress>,
) -> Result<(), Failure> {
    while let Some(written) = writing.join_next().await {
        written??;
        report.send_modify(|progress| progress.kept += 1);
    }
    Ok(())
}
