//! The log: everything to standard error, and failures to a file that a person can send to the support. Of an event
//! the file has the time, the level, the module and the message, which are words of this program, and of its fields
//! those of [`FIELDS`]; numbers and whether something is so. No text that comes from elsewhere is in it (S20).

use std::{
    fmt::{Debug, Write as _},
    fs::{self, File, OpenOptions},
    io::{self, Write as _},
    path::{Path, PathBuf},
    sync::{Mutex, OnceLock, PoisonError},
};

use jiff::Timestamp;
use tenant::figures::LOG_FILE_KIB;
use tracing::{
    Event, Subscriber,
    field::{Field, Visit},
    level_filters::LevelFilter,
};
use tracing_subscriber::{
    EnvFilter, Layer, filter::Targets, fmt, layer::Context, layer::SubscriberExt, util::SubscriberInitExt,
};

/// Fields whose values are names of this program: the code of a failure, a command, a kind of error, a reason.
const FIELDS: [&str; 5] = ["code", "codes", "command", "kind", "reason"];
/// Crates whose events the file takes. Others write what they like into theirs.
const OWN_CRATES: [&str; 4] = ["espace_locataire", "tenant", "paper", "contract"];
const NAME: &str = "espace-locataire.log";
/// The file before the one that is written.
const NAME_BEFORE: &str = "espace-locataire.1.log";
const MAX_BYTES: u64 = LOG_FILE_KIB * 1024;

static FILE: OnceLock<Mutex<LogFile>> = OnceLock::new();

/// Starts the log, to standard error (`RUST_LOG`, warnings by default).
pub(crate) fn start() {
    let wanted = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("warn"));
    let own = Targets::new().with_targets(OWN_CRATES.map(|name| (name, LevelFilter::INFO)));
    tracing_subscriber::registry()
        .with(fmt::layer().with_writer(io::stderr).with_filter(wanted))
        .with(ToFile(&FILE).with_filter(own))
        .init();
}

/// Writes the log to a file in this folder too. Only the sole instance does so.
pub(crate) fn keep_in(folder: &Path) {
    match LogFile::open(folder) {
        // There is one for the whole run.
        Ok(file) => drop(FILE.set(Mutex::new(file))),
        Err(error) => tracing::warn!(%error, "the log is not kept in a file"),
    }
}

/// The layer that writes to the file, once there is one.
struct ToFile(&'static OnceLock<Mutex<LogFile>>);

impl<S: Subscriber> Layer<S> for ToFile {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        if let Some(file) = self.0.get() {
            let line = Line::of(event);
            // A disk that is full keeps no log, and the person from nothing.
            let _ = file
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .append(&line.0);
        }
    }
}

/// An event as the file has it.
struct Line(String);

impl Line {
    fn of(event: &Event<'_>) -> Self {
        let (now, metadata) = (Timestamp::now(), event.metadata());
        let mut line = Self(format!("{now:.0} {} {}:", metadata.level(), metadata.target()));
        event.record(&mut line);
        line.0.push('\n');
        line
    }

    fn field(&mut self, name: &str, value: &dyn Debug) {
        // Writing to a text never fails.
        let _ = write!(self.0, " {name}={value:?}");
    }
}

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        match field.name() {
            "message" => {
                // Writing to a text never fails.
                let _ = write!(self.0, " {value:?}");
            }
            name if FIELDS.contains(&name) => self.field(name, value),
            _ => {}
        }
    }

    fn record_bool(&mut self, field: &Field, value: bool) {
        self.field(field.name(), &value);
    }

    fn record_u64(&mut self, field: &Field, value: u64) {
        self.field(field.name(), &value);
    }

    fn record_i64(&mut self, field: &Field, value: i64) {
        self.field(field.name(), &value);
    }
}

/// A file of bounded size. The one before stays beside it.
struct LogFile {
    folder: PathBuf,
    file: File,
    length: u64,
}

impl LogFile {
    fn open(folder: &Path) -> io::Result<Self> {
        fs::create_dir_all(folder)?;
        let file = open_to_append(&folder.join(NAME))?;
        Ok(Self {
            folder: folder.to_owned(),
            length: file.metadata()?.len(),
            file,
        })
    }

    fn append(&mut self, line: &str) -> io::Result<()> {
        let bytes = line.len() as u64;
        if self.length + bytes > MAX_BYTES {
            self.begin_anew()?;
        }
        self.file.write_all(line.as_bytes())?;
        self.length += bytes;
        Ok(())
    }

    /// Sets the full file aside. Where that is not possible it is emptied: the bound holds in any case.
    fn begin_anew(&mut self) -> io::Result<()> {
        let path = self.folder.join(NAME);
        let set_aside = fs::rename(&path, self.folder.join(NAME_BEFORE)).and_then(|()| open_to_append(&path));
        match set_aside {
            Ok(file) => self.file = file,
            Err(_) => self.file.set_len(0)?,
        }
        self.length = 0;
        Ok(())
    }
}

/// Opens a file that only this user reads.
fn open_to_append(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

#[cfg(test)]
mod tests {
    use tracing_subscriber::Registry;

    use super::*;

    fn read(folder: &Path, name: &str) -> String {
        fs::read_to_string(folder.join(name)).unwrap_or_default()
    }

    #[test]
    fn s20_the_file_takes_words_of_this_program_and_nothing_else() {
        static FILE: OnceLock<Mutex<LogFile>> = OnceLock::new();
        let folder = tempfile::tempdir().expect("a folder");
        let _ = FILE.set(Mutex::new(LogFile::open(folder.path()).expect("opened")));
        let error = io::Error::other("/home/lea.lefebvre/204518");
        let failed = "https://landlord.example/v1/rent-documents?mark=MARK";
        tracing::subscriber::with_default(Registry::default().with(ToFile(&FILE)), || {
            tracing::warn!(%error, failed, name = ?Some("LEFEBVRE"), code = ?tenant::FailureCode::DiskFull, count = 3, "the archive failed");
        });
        let line = read(folder.path(), NAME);
        let (time, said) = line.split_once(' ').expect("a time");
        assert!(time.parse::<Timestamp>().is_ok(), "{line}");
        assert_eq!(
            said,
            format!(
                "WARN {}: the archive failed code=DiskFull count=3\n",
                module_path!()
            )
        );
    }

    #[test]
    fn two_files_of_bounded_size_hold_the_newest_lines() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut file = LogFile::open(folder.path()).expect("opened");
        let line = |number: u64| format!("{number:01023}\n");
        let lines_of_a_file = MAX_BYTES / 1024;
        for number in 0..2 * lines_of_a_file + 1 {
            if number == 10 {
                // Another start goes on with the same file.
                file = LogFile::open(folder.path()).expect("opened again");
            }
            file.append(&line(number)).expect("written");
        }
        assert_eq!(read(folder.path(), NAME), line(2 * lines_of_a_file));
        let before = read(folder.path(), NAME_BEFORE);
        assert_eq!(before.len() as u64, MAX_BYTES);
        assert!(before.ends_with(&line(2 * lines_of_a_file - 1)));
        assert_eq!(fs::read_dir(folder.path()).expect("listed").count(), 2);
    }

    #[test]
    fn a_file_that_cannot_be_set_aside_is_emptied() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut file = LogFile::open(folder.path()).expect("opened");
        fs::create_dir_all(folder.path().join(NAME_BEFORE).join("in the way")).expect("a folder");
        let half = "x".repeat(MAX_BYTES as usize / 2 + 1);
        file.append(&half).expect("written");
        file.append(&half).expect("written");
        assert_eq!(read(folder.path(), NAME), half);
    }

    #[cfg(unix)]
    #[test]
    fn only_its_user_reads_the_file() {
        use std::os::unix::fs::PermissionsExt;

        let folder = tempfile::tempdir().expect("a folder");
        LogFile::open(&folder.path().join("state/ours")).expect("opened");
        let path = folder.path().join("state/ours").join(NAME);
        let mode = fs::metadata(path).expect("there").permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}
