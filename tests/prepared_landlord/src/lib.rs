//! For tests: a landlord service with the demonstration's data. A process imports the data once; each service
//! starts on a copy.
#![allow(clippy::expect_used, reason = "a test fails by panicking")]

use std::{ffi::OsString, fs, path::Path, sync::Arc};

use jiff::civil::Date;
use landlord::{
    card::{CardProviders, Sandbox},
    clock::{Clock, StillClock},
    config::Config,
    demonstration,
    mail::MailCapture,
    service::{Service, Surroundings},
    sms::SmsCapture,
};
use tokio::sync::Mutex;

/// Opens a service in an empty folder, with the demonstration's data of the clock's day.
pub async fn open_service(
    folder: &Path,
    clock: &StillClock,
    sms_capture: &Arc<SmsCapture>,
    configure: impl FnOnce(&mut Config),
) -> Service {
    let data = folder.join("data");
    fs::create_dir_all(&data).expect("a folder");
    for file in filled_data_folder(clock).await.iter() {
        fs::write(data.join(&file.name), &file.bytes).expect("copied");
    }
    reopen_service(folder, clock, sms_capture, configure).await
}

/// Opens a service again, with the data that it left in this folder.
pub async fn reopen_service(
    folder: &Path,
    clock: &StillClock,
    sms_capture: &Arc<SmsCapture>,
    configure: impl FnOnce(&mut Config),
) -> Service {
    let mut config = Config::demonstration(folder.join("data"));
    configure(&mut config);
    let service = Service::open_with(config, surroundings(clock, sms_capture), true).await;
    service.expect("the service opens")
}

/// A file of a data folder.
struct StoredFile {
    name: OsString,
    bytes: Vec<u8>,
}

/// The files of a data folder after the import of one day's demonstration data.
type FilledFolder = Arc<[StoredFile]>;

/// The last filled folder of this process. A test that runs past midnight makes another.
static FILLED: Mutex<Option<(Date, FilledFolder)>> = Mutex::const_new(None);

async fn filled_data_folder(clock: &StillClock) -> FilledFolder {
    let mut filled = FILLED.lock().await;
    match &*filled {
        Some((day, files)) if *day == clock.today() => Arc::clone(files),
        _ => {
            let files = fill_data_folder(clock).await;
            *filled = Some((clock.today(), Arc::clone(&files)));
            files
        }
    }
}

async fn fill_data_folder(clock: &StillClock) -> FilledFolder {
    let folder = tempfile::tempdir().expect("a folder");
    let nobody = Arc::new(SmsCapture::new(None));
    let opened = demonstration::open_service(folder.path(), surroundings(clock, &nobody)).await;
    let (service, _) = opened.expect("the service opens");
    // The database is whole in its file once its last connection has closed.
    service.pool().close().await;
    let files = fs::read_dir(folder.path().join("data")).expect("listed");
    files
        .map(|file| {
            let file = file.expect("an entry");
            StoredFile {
                name: file.file_name(),
                bytes: fs::read(file.path()).expect("read"),
            }
        })
        .collect()
}

fn surroundings(clock: &StillClock, sms_capture: &Arc<SmsCapture>) -> Surroundings {
    Surroundings {
        clock: Box::new(clock.clone()),
        sms: sms_capture.clone(),
        mail: Arc::new(MailCapture::new(None)),
        cards: CardProviders::of(Arc::new(Sandbox::default())),
    }
}
