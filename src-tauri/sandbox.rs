//! WebKit's own sandbox around the process of page and PDF frame (S18, decision 0027).

#[cfg(not(target_os = "linux"))]
pub(crate) use elsewhere::Trial;
#[cfg(target_os = "linux")]
pub(crate) use linux::Trial;

#[cfg(target_os = "linux")]
mod linux {
    use std::{
        env,
        ffi::OsStr,
        io,
        process::{Child, Command, Stdio},
        thread,
        time::{Duration, Instant},
    };

    use gtk::glib;

    /// WebKit's variable: the webview's own setting comes too late, because Tauri loads the page while it builds the
    /// window.
    const FORCED: &str = "WEBKIT_FORCE_SANDBOX";
    /// Builds a sandbox as WebKit does, and runs in it the program by which WebKit lets it on the session bus.
    const TRIAL: [&str; 10] = [
        "--die-with-parent",
        "--ro-bind",
        "/",
        "/",
        "--proc",
        "/proc",
        "--dev",
        "/dev",
        "--unshare-all",
        "xdg-dbus-proxy",
    ];
    /// Longer than a trial takes on a busy machine, by far.
    const MAX_WAIT: Duration = Duration::from_secs(2);
    const LOOK_EVERY: Duration = Duration::from_millis(1);

    /// Whether WebKit contains the page's process for this value of its variable.
    fn is_contained_by(forced: &OsStr) -> bool {
        forced == "1"
    }

    /// A sandbox that is tried, beside what the start has to do anyway. Where the system allows none, WebKit would end
    /// this process as soon as it starts the page's.
    pub(crate) struct Trial(io::Result<Child>);

    impl Trial {
        pub(crate) fn begin() -> Self {
            let mut trial = Command::new("bwrap");
            // What bwrap says of a refusal goes to the log.
            trial
                .args(TRIAL)
                .arg("--version")
                .stdin(Stdio::null())
                .stdout(Stdio::null());
            Self(trial.spawn())
        }

        /// Contains the page's process where the system allows it. Must be called before GTK starts, while there is one
        /// thread.
        pub(crate) fn contain_page(self) {
            if let Some(forced) = env::var_os(FORCED) {
                if !is_contained_by(&forced) {
                    tracing::warn!("the page's process is not contained: the environment forbids it");
                }
                return;
            }
            match self.outcome() {
                Ok(()) => match glib::setenv(FORCED, "1", false) {
                    Ok(()) => tracing::info!("the page's process is contained"),
                    Err(error) => tracing::warn!(%error, "the page's process is not contained"),
                },
                Err(error) => {
                    tracing::warn!(%error, "the page's process is not contained: the system allows no sandbox");
                }
            }
        }

        fn outcome(self) -> io::Result<()> {
            let mut trial = self.0?;
            let begin = Instant::now();
            while begin.elapsed() < MAX_WAIT {
                match trial.try_wait()? {
                    Some(ended) if ended.success() => return Ok(()),
                    Some(ended) => return Err(io::Error::other(ended.to_string())),
                    None => thread::sleep(LOOK_EVERY),
                }
            }
            trial.kill()?;
            trial.wait()?;
            Err(io::ErrorKind::TimedOut.into())
        }
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        #[test]
        fn s18_only_one_value_of_the_environment_contains_the_page() {
            assert!(is_contained_by("1".as_ref()));
            assert!(!is_contained_by("0".as_ref()) && !is_contained_by("".as_ref()));
        }
    }
}

#[cfg(not(target_os = "linux"))]
mod elsewhere {
    /// The engines of other systems contain their pages themselves.
    pub(crate) struct Trial;

    impl Trial {
        pub(crate) fn begin() -> Self {
            Self
        }

        pub(crate) fn contain_page(self) {}
    }
}
