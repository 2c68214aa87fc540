//! Figures that sentences, tests and documents tell as well: they take them from here.

/// How long the code of an SMS is accepted, in minutes (S5).
pub const SMS_CODE_MINUTES: u32 = 10;
