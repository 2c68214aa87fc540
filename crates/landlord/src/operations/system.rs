//! What the service asks the system about users and files. On systems without Unix users, nobody is foreign and
//! nothing is readable.

#[cfg(unix)]
use std::os::unix::fs::MetadataExt;
use std::{fs, path::Path};

/// Makes every file that this process creates from now on readable by its own user only.
pub fn create_only_private_files() {
    #[cfg(unix)]
    {
        use rustix::fs::Mode;
        rustix::process::umask(Mode::RWXG | Mode::RWXO);
    }
}

/// Number of the user that this process acts as.
#[must_use]
pub(crate) fn user() -> Option<u32> {
    #[cfg(unix)]
    {
        Some(rustix::process::geteuid().as_raw())
    }
    #[cfg(not(unix))]
    {
        None
    }
}

/// Number of the user who signed in to the system. `sudo` and `su` do not change it. `None` for a process that the system
/// started.
#[must_use]
pub(crate) fn signed_in_user() -> Option<u32> {
    /// Stands for nobody.
    const UNSET: u32 = u32::MAX;
    let number = fs::read_to_string("/proc/self/loginuid").ok()?;
    number
        .trim()
        .parse::<u32>()
        .ok()
        .filter(|number| *number != UNSET)
}

/// Name of a user in `/etc/passwd`, or the number.
#[must_use]
pub(crate) fn name_of(user: u32) -> String {
    let users = fs::read_to_string("/etc/passwd").unwrap_or_default();
    let number = user.to_string();
    let named = users.lines().find_map(|line| {
        let mut fields = line.split(':');
        let name = fields.next()?;
        (fields.nth(1)? == number).then(|| name.to_owned())
    });
    named.filter(|name| !name.is_empty()).unwrap_or(number)
}

/// Number of the user who owns a file or folder; `None` when it is not there.
#[must_use]
pub(crate) fn owner_of(path: &Path) -> Option<u32> {
    #[cfg(unix)]
    {
        fs::metadata(path).ok().map(|found| found.uid())
    }
    #[cfg(not(unix))]
    {
        let _ = path;
        None
    }
}

/// Free bytes on the disk that a folder is on, or will be on; `None` where the system does not say.
#[must_use]
pub(crate) fn free_bytes(folder: &Path) -> Option<u64> {
    #[cfg(unix)]
    {
        let there = folder.ancestors().find(|folder| folder.is_dir())?;
        let disk = rustix::fs::statvfs(there).ok()?;
        // Some file systems do not count their blocks.
        if disk.f_blocks == 0 {
            return None;
        }
        disk.f_bavail.checked_mul(disk.f_frsize)
    }
    #[cfg(not(unix))]
    {
        let _ = folder;
        None
    }
}

/// Who besides the owner has rights on a file or folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Others {
    /// Nobody.
    None,
    /// Its group.
    Group,
    /// Every user of the machine.
    Everybody,
}

/// Who besides its owner has rights on a file or folder, when it is there.
#[must_use]
pub(crate) fn others_with_rights(path: &Path) -> Others {
    #[cfg(unix)]
    let mode = fs::metadata(path).map_or(0, |found| found.mode());
    #[cfg(not(unix))]
    let mode = {
        let _ = path;
        0_u32
    };
    match mode {
        mode if mode & 0o007 != 0 => Others::Everybody,
        mode if mode & 0o070 != 0 => Others::Group,
        _ => Others::None,
    }
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn the_first_user_of_the_system_has_a_name_and_an_unknown_one_a_number() {
        assert_eq!(name_of(0), "root");
        assert_eq!(name_of(4_123_456_789), "4123456789");
    }

    #[test]
    fn the_disk_of_a_folder_that_is_not_there_yet_is_that_of_its_parent() {
        let folder = tempfile::tempdir().expect("a folder");
        assert!(free_bytes(&folder.path().join("data/of/the/service")).is_some());
    }

    #[test]
    fn rights_of_the_group_and_of_everybody_are_told_apart() {
        let folder = tempfile::tempdir().expect("a folder");
        for (mode, others) in [
            (0o700, Others::None),
            (0o740, Others::Group),
            (0o710, Others::Group),
            (0o704, Others::Everybody),
            (0o755, Others::Everybody),
        ] {
            fs::set_permissions(folder.path(), fs::Permissions::from_mode(mode)).expect("set");
            assert_eq!(others_with_rights(folder.path()), others, "{mode:o}");
        }
    }
}
