//! The figures of the rules of this end, each once: durations, tries and sizes. Rules import them, the window and its
//! sentences are given them, tests wait for them, and `tests/figures` compares `docs/SECURITY.md` with them.
//!
//! A name ends with its unit. What both ends check on the wire stands in `contract`, with its type.

/// Bytes of a mebibyte.
pub const MIB: usize = 1024 * 1024;

// The people of a computer, their keyring and their PIN.

/// The people that one computer knows (S10).
pub const MAX_PEOPLE: u8 = 8;
/// How long a call of the keyring may take (S13): one that is frozen never answers (R6).
pub const KEYRING_SECONDS: u64 = 3;
/// Envelopes of a PIN that are set aside, the newest first (S12): an entry of the Credential Manager holds 2,560 bytes.
pub const ENVELOPES_SET_ASIDE: usize = 3;
/// The wrong PIN in a row after which a PIN opens nothing any more (S12).
pub const PIN_TRIES: u8 = 5;
/// Memory of a PIN's key derivation, the `m` of Argon2id, in MiB (S12): with `t` and `p`, what RFC 9106 recommends where
/// memory is scarce, but for the lanes.
pub const PIN_DERIVATION_MIB: u32 = 64;
/// Passes over that memory, `t` (S12).
pub const PIN_DERIVATION_PASSES: u32 = 3;
/// Lanes of that memory, `p` (S12).
pub const PIN_DERIVATION_LANES: u32 = 1;
/// Minutes without a touch after which the window locks (S12).
pub const IDLE_MINUTES: u64 = 5;

// The counter of an agency.

/// Minutes without a touch after which a visit begins its countdown (S21).
pub const COUNTER_IDLE_MINUTES: u64 = 2;
/// How long that countdown takes (S21).
pub const COUNTDOWN_SECONDS: u64 = 30;

// The landlord on the line.

/// How long a connection to the landlord may take.
pub const CONNECT_SECONDS: u64 = 8;
/// How long the landlord's answer may take, retries included: no wait is longer without a word (R5).
pub const ANSWER_SECONDS: u64 = 15;
/// How often new documents are looked for: a day's documents are told the same half-day, and a thousand open windows ask the
/// landlord once every fourteen seconds.
pub const CHECK_EVERY_HOURS: i64 = 4;
/// A configuration may ask for no shorter time in between: it would burden the landlord for nothing.
pub const MIN_CHECK_EVERY_MINUTES: i64 = 15;

// *Mon dossier*.

/// The months that a dossier proves: DossierFacile, the CAF and landlords ask for so many.
pub const DOSSIER_MONTHS: usize = 3;
/// The documents of a file at most: twenty years of one each month. More makes a file that no site takes.
pub const MAX_JOINED_DOCUMENTS: usize = 240;
/// What the PDFs of a file may come to: an e-mail takes less than half of it.
pub const MAX_JOINED_BYTES: usize = 50 * MIB;
/// What one stream of a PDF that is joined may unpack to, in MiB (S18): a page scanned in colour at 300 dots an inch takes 26 MB.
pub const UNPACKED_STREAM_MIB: u64 = 64;

// The page's process.

/// The webview's process is ended when a key or a click has had no answer for so long.
pub const HANG_SECONDS: u64 = 10;
