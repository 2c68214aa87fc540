//! Bringing the archive up to date with the landlord.

use std::sync::Arc;

use contract::DocumentId;
use jiff::Timestamp;
use tokio::task::spawn_blocking;

use crate::{
    archive::{ATTESTATION_KEYS, Archive, ArchiveError, SYNC_MARK, SYNCED_AT, TENANCY},
    client::LandlordClient,
    failure::{Failure, FailureCode},
    session::Session,
};

/// Runs archive work off the async threads.
pub(crate) async fn with_archive<T: Send + 'static>(
    archive: &Arc<Archive>,
    work: impl FnOnce(&Archive) -> Result<T, ArchiveError> + Send + 'static,
) -> Result<T, Failure> {
    let archive = Arc::clone(archive);
    Ok(spawn_blocking(move || work(&archive)).await??)
}

/// Fetches what changed since the last time, and what was set aside. Each page is kept before the
/// next is asked for, so that a cut loses one page at most.
pub(crate) async fn fetch_documents(
    client: &LandlordClient,
    session: &Session,
    archive: &Arc<Archive>,
) -> Result<(), Failure> {
    let mut since: Option<String> = with_archive(archive, |archive| archive.note(SYNC_MARK)).await?;
    let mut cursor: Option<String> = None;
    loop {
        let page = session
            .authorised(async |token| {
                let mark = match (&cursor, &since) {
                    (Some(cursor), _) => Some(("cursor", cursor.as_str())),
                    (None, Some(since)) => Some(("since", since.as_str())),
                    (None, None) => None,
                };
                client.documents(&token, mark).await
            })
            .await?;
        let (documents, mark) = (page.documents, page.sync_mark);
        with_archive(archive, move |archive| {
            archive.put_documents(&documents, Some(&mark))
        })
        .await?;
        match page.next_cursor {
            Some(next) => cursor = Some(next),
            None => break,
        }
        since = None;
    }
    fetch_set_aside(client, session, archive).await?;
    let tenancy = session
        .authorised(async |token| client.tenancy(&token).await)
        .await?;
    let landlord = session
        .authorised(async |token| client.landlord_profile(&token).await)
        .await?;
    with_archive(archive, move |archive| {
        archive.put_note(ATTESTATION_KEYS, &landlord.attestation_keys)?;
        archive.put_note(TENANCY, &tenancy)?;
        archive.put_note(SYNCED_AT, &Timestamp::now())
    })
    .await
}

/// Fetches again the documents whose record is damaged (R3).
async fn fetch_set_aside(
    client: &LandlordClient,
    session: &Session,
    archive: &Arc<Archive>,
) -> Result<(), Failure> {
    let set_aside = with_archive(archive, Archive::documents).await?.set_aside;
    for id in set_aside {
        match session
            .authorised(async |token| client.document(&token, &id).await)
            .await
        {
            Ok(document) => {
                with_archive(archive, move |archive| archive.put_documents(&[document], None)).await?;
            }
            Err(failure) if failure.code == FailureCode::NotFound => {}
            Err(failure) => return Err(failure),
        }
    }
    Ok(())
}

/// Fetches the PDFs that the archive lacks, newest document first, until one fails: those left are
/// fetched at the next synchronisation.
pub(crate) async fn fetch_pdfs(
    client: &LandlordClient,
    session: &Session,
    archive: &Arc<Archive>,
) -> Result<(), Failure> {
    let missing = with_archive(archive, |archive| {
        let missing = archive.ids_without_pdf()?;
        let documents = archive.documents()?.readable.into_iter();
        Ok(documents
            .map(|document| document.id)
            .filter(|id| missing.contains(id))
            .collect::<Vec<_>>())
    })
    .await?;
    for id in missing {
        fetch_pdf(client, session, archive, &id).await?;
    }
    Ok(())
}

/// The PDF of one document, fetched and kept.
pub(crate) async fn fetch_pdf(
    client: &LandlordClient,
    session: &Session,
    archive: &Arc<Archive>,
    id: &DocumentId,
) -> Result<Vec<u8>, Failure> {
    let wanted = id.clone();
    let document = with_archive(archive, move |archive| archive.document(&wanted)).await?;
    let document = document.ok_or_else(|| Failure::new(FailureCode::NotFound))?;
    let pdf = session
        .authorised(async |token| client.document_pdf(&token, id).await)
        .await?;
    with_archive(archive, move |archive| {
        archive.put_pdf(&document.id, document.revision, &pdf)?;
        Ok(pdf)
    })
    .await
}
