//! The figures of the tenant's rules, each defined once: durations, attempts and sizes. Rules and tests import
//! them, the window and its sentences receive them, and `tests/figures` compares `docs/SECURITY.md` with them.
//!
//! A name ends with its unit. Figures that both ends check on the wire are in `contract`, with their type.

/// Bytes in a mebibyte.
pub const MIB: usize = 1024 * 1024;

// The people of a computer, their keyring and their PIN.

/// Maximum number of people on one computer (S10).
pub const MAX_PEOPLE: u8 = 8;
/// Timeout of a call to the keyring, in seconds (S13): a frozen one never answers (R6).
pub const KEYRING_SECONDS: u64 = 3;
/// Maximum number of PIN envelopes set aside, the newest ones (S12): an entry of the Credential Manager holds
/// 2,560 bytes.
pub const ENVELOPES_SET_ASIDE: usize = 3;
/// Number of wrong PINs in a row after which the PIN opens nothing any more (S12).
pub const PIN_TRIES: u8 = 5;
/// Memory of a PIN's key derivation, the `m` of Argon2id, in MiB (S12). With `t`, what RFC 9106 recommends where
/// memory is scarce; `p` differs.
pub const PIN_DERIVATION_MIB: u32 = 64;
/// Passes over that memory, `t` (S12).
pub const PIN_DERIVATION_PASSES: u32 = 3;
/// Lanes of that memory, `p` (S12).
pub const PIN_DERIVATION_LANES: u32 = 1;
/// Minutes for which a right password waits in memory for its SMS code (S10): as long as the service accepts the code.
/// As long, in *Mon profil*, for the new one.
pub const CODE_WAIT_MINUTES: u64 = 10;
/// Minutes without keyboard or pointer input after which the window locks (S12).
pub const IDLE_MINUTES: u64 = 5;
/// Length of the countdown before the window locks (S12), or after which an idle visit ends (S21), in seconds.
pub const COUNTDOWN_SECONDS: u64 = 30;

// The counter of an agency.

/// Minutes without keyboard or pointer input after which the countdown of a visit begins (S21).
pub const COUNTER_IDLE_MINUTES: u64 = 2;

// Requests to the landlord's service.

/// Timeout of a connection to the landlord's service, in seconds.
pub const CONNECT_SECONDS: u64 = 8;
/// Timeout of an answer, retries included, in seconds: no wait without a message is longer (R5).
pub const ANSWER_SECONDS: u64 = 15;
/// Timeout of a message with its files while nothing of it moves, in seconds (R5).
pub const UPLOAD_STALL_SECONDS: u64 = 60;
/// The slowest line that a message with files gets through, in bytes a second: 64 kbit/s. The system may take a whole
/// message at once, and nothing shows how fast it leaves then.
pub const SLOWEST_UPLOAD: u32 = 8_000;
/// Seconds without a byte after which the other end of an awaited answer is pinged.
pub const PING_SECONDS: u64 = 3;
/// Timeout of its answer to the ping, in seconds. With the time before it and a new connection, a retry fits into the
/// timeout of an answer.
pub const PONG_SECONDS: u64 = 4;
/// Timeout of the system's answer which proxy it uses, in seconds: a script may have to be fetched first.
pub const PROXY_LOOKUP_SECONDS: u64 = 3;
/// Seconds after which the system is asked again.
pub const PROXY_ROUTE_SECONDS: u64 = 30;
/// Hours between two checks for new documents. Documents are noticed within the same half-day, and a thousand open
/// windows make one request every fourteen seconds.
pub const CHECK_EVERY_HOURS: i64 = 4;
/// Minimum interval that a configuration may set, in minutes: a shorter one loads the service for nothing.
pub const MIN_CHECK_EVERY_MINUTES: i64 = 15;

// *Mon dossier*.

/// Number of months that a dossier proves: what DossierFacile, the CAF and landlords ask for.
pub const DOSSIER_MONTHS: usize = 3;
/// Maximum number of documents in one file: one a month for twenty years. No site accepts a larger file.
pub const MAX_JOINED_DOCUMENTS: usize = 240;
/// Maximum total size of the PDFs in one file, in bytes: an e-mail takes less than half of it.
pub const MAX_JOINED_BYTES: usize = 50 * MIB;
/// Maximum unpacked size of one stream of a joined PDF, in MiB (S18): a page scanned in colour at 300 dpi takes 26
/// MB.
pub const UNPACKED_STREAM_MIB: u64 = 64;
/// Maximum unpacked size of all streams of a joined PDF together, in MiB (S18): it bounds the time that they take.
pub const UNPACKED_STREAMS_MIB: u64 = 512;

// What the support asks for.

/// Maximum size of a file of the log, in KiB (S20). There are two: the one that is written, and the one before.
pub const LOG_FILE_KIB: u64 = 512;
/// Maximum number of failures that the support is told of.
pub const MAX_RECENT_FAILURES: usize = 20;

// The process of the page.

/// Seconds without an answer to a key or a click after which the webview's process is ended.
pub const HANG_SECONDS: u64 = 10;
/// Number of deaths of that process within [`PAGE_DEATHS_SECONDS`] after which the page is loaded only when the
/// person wants it.
pub const PAGE_DEATHS: usize = 3;
/// Seconds within which deaths of that process are counted together.
pub const PAGE_DEATHS_SECONDS: u64 = 60;
