//! The print spooler of a computer (CUPS), with one printer whose output can be read.

use std::{
    ffi::{OsStr, OsString},
    fs,
    os::unix::{fs::PermissionsExt, net::UnixStream},
    path::{Path, PathBuf},
    process::Command,
    time::Duration,
};

use tokio::time::{sleep, timeout};

use crate::{
    MAX_WAIT,
    process::{dependent, start_as_is},
};

/// Keeps no printed jobs, as SECURITY.md requires on an agency's machine.
const CONFIGURATION: &str = "Listen @FOLDER@/socket
LogLevel info
Browsing No
WebInterface No
DefaultAuthType None
PreserveJobHistory No
PreserveJobFiles No
<Location />
  Allow all
</Location>
<Location /admin>
  Allow all
</Location>
<Policy default>
  <Limit All>
    Allow all
  </Limit>
</Policy>
";
const FILES: &str = "ServerRoot @FOLDER@/etc
ServerBin @FOLDER@/bin
RequestRoot @FOLDER@/jobs
TempDir @FOLDER@/jobs/tmp
CacheDir @FOLDER@/cache
StateDir @FOLDER@/state
AccessLog @FOLDER@/logs/access
ErrorLog @FOLDER@/logs/error
PageLog @FOLDER@/logs/page
";
/// The printer's capabilities: PDF, on A4.
const PRINTER: &str = "*PPD-Adobe: \"4.3\"
*FormatVersion: \"4.3\"
*FileVersion: \"1.0\"
*LanguageVersion: English
*LanguageEncoding: ISOLatin1
*PCFileName: \"PAPER.PPD\"
*Manufacturer: \"Paper\"
*Product: \"(Paper)\"
*ModelName: \"Paper\"
*ShortNickName: \"Paper\"
*NickName: \"Paper\"
*PSVersion: \"(3010.000) 0\"
*LanguageLevel: \"3\"
*ColorDevice: True
*DefaultColorSpace: RGB
*cupsFilter2: \"application/pdf application/pdf 0 -\"
*OpenUI *PageSize: PickOne
*OrderDependency: 10 AnySetup *PageSize
*DefaultPageSize: A4
*PageSize A4: \"<</PageSize[595 842]>>setpagedevice\"
*CloseUI: *PageSize
*OpenUI *PageRegion: PickOne
*OrderDependency: 10 AnySetup *PageRegion
*DefaultPageRegion: A4
*PageRegion A4: \"<</PageSize[595 842]>>setpagedevice\"
*CloseUI: *PageRegion
*DefaultImageableArea: A4
*ImageableArea A4: \"0 0 595 842\"
*DefaultPaperDimension: A4
*PaperDimension A4: \"595 842\"
*DefaultFont: Courier
";
/// The printer: a backend that stores the PDF in the tray, with the title that a printer's display would show.
const BACKEND: &str = "#!/bin/sh
[ $# -lt 5 ] && exit 0
cat ${6:+\"$6\"} > '@TRAY@'/coming
printf '%s' \"$3\" > '@TRAY@'/$1.title
mv '@TRAY@'/coming '@TRAY@'/$1.pdf
";
/// The program of CUPS that runs filters and backends.
const RUNNER: &str = "daemon/cups-exec";

/// One printed job.
pub struct Printed {
    /// The title on the printer's display.
    pub title: String,
    /// The printed pages.
    pub paper: lopdf::Document,
}

/// The spooler of a running computer.
pub struct PrintSpooler {
    folder: PathBuf,
    tray: PathBuf,
}

impl PrintSpooler {
    /// Starts the spooler in `folder`. Printed jobs appear in `tray`. Returns its process too.
    pub async fn start(folder: PathBuf, tray: PathBuf) -> (Self, tokio::process::Child) {
        for part in [
            "etc",
            "bin/backend",
            "bin/daemon",
            "bin/filter",
            "jobs/tmp",
            "cache",
            "state",
            "logs",
        ] {
            fs::create_dir_all(folder.join(part)).expect("a folder");
        }
        fs::create_dir_all(&tray).expect("a tray");
        let place = |text: &str| {
            text.replace("@FOLDER@", &folder.display().to_string())
                .replace("@TRAY@", &tray.display().to_string())
        };
        for (name, text) in [
            ("etc/cupsd.conf", CONFIGURATION),
            ("etc/cups-files.conf", FILES),
            ("paper.ppd", PRINTER),
            ("bin/backend/paper", BACKEND),
        ] {
            fs::write(folder.join(name), place(text)).expect("written");
        }
        // Executable for its owner only: otherwise CUPS runs it as a user who cannot read this folder.
        let backend = folder.join("bin/backend/paper");
        fs::set_permissions(backend, PermissionsExt::from_mode(0o700)).expect("it runs");
        let runner = Path::new("/usr/lib/cups").join(RUNNER);
        std::os::unix::fs::symlink(runner, folder.join("bin").join(RUNNER)).expect("linked");

        // A copy, because AppArmor may confine the installed program, which then cannot read this folder.
        let program = folder.join("bin/cupsd");
        fs::copy("/usr/sbin/cupsd", &program).expect("copied");
        let mut command = dependent(&program);
        command.args(["-f", "-c"]).arg(folder.join("etc/cupsd.conf"));
        command.arg("-s").arg(folder.join("etc/cups-files.conf"));
        let process = start_as_is(command);
        let spooler = Self { folder, tray };
        let listens = timeout(MAX_WAIT, async {
            while UnixStream::connect(spooler.socket()).is_err() {
                sleep(Duration::from_millis(20)).await;
            }
        });
        listens.await.expect("the spooler listens");
        let ppd = spooler.folder.join("paper.ppd");
        let installation = ["-p", "Papier", "-E", "-v", "paper:/tray", "-P"].map(OsString::from);
        spooler.administer(installation.into_iter().chain([ppd.into()]));
        // The default printer, which the system's dialog selects first.
        spooler.administer(["-d", "Papier"]);
        (spooler, process)
    }

    fn administer(&self, arguments: impl IntoIterator<Item = impl AsRef<OsStr>>) {
        let mut command = Command::new("/usr/sbin/lpadmin");
        let done = command.env("CUPS_SERVER", self.socket()).args(arguments).output();
        let done = done.expect("run");
        assert!(done.status.success(), "{done:?}");
    }

    /// The socket that programs connect to.
    pub fn socket(&self) -> PathBuf {
        self.folder.join("socket")
    }

    /// The `number`th printed job, from 1, once it is in the tray.
    pub async fn printed(&self, number: usize) -> Printed {
        let (sheets, title) = (format!("{number}.pdf"), format!("{number}.title"));
        let comes = timeout(MAX_WAIT, async {
            while !self.tray.join(&sheets).exists() {
                sleep(Duration::from_millis(50)).await;
            }
        });
        comes.await.expect("paper comes out");
        Printed {
            title: fs::read_to_string(self.tray.join(title)).expect("its title"),
            paper: lopdf::Document::load(self.tray.join(sheets)).expect("a PDF"),
        }
    }

    /// The number of jobs that were printed.
    pub fn count_printed(&self) -> usize {
        let tray = fs::read_dir(&self.tray).expect("the tray").flatten();
        tray.filter(|entry| entry.path().extension().is_some_and(|ending| ending == "pdf"))
            .count()
    }

    /// The job files that are still stored, once no job is under way.
    pub async fn jobs_kept(&self) -> Vec<PathBuf> {
        let at_rest = timeout(MAX_WAIT, async {
            loop {
                let asked = Command::new("lpstat").env("CUPS_SERVER", self.socket()).output();
                if asked.expect("asked").stdout.is_empty() {
                    return;
                }
                sleep(Duration::from_millis(50)).await;
            }
        });
        at_rest.await.expect("everything is printed");
        let jobs = fs::read_dir(self.folder.join("jobs")).expect("the jobs");
        jobs.flatten()
            .map(|entry| entry.path())
            .filter(|path| path.is_file())
            .collect()
    }
}
