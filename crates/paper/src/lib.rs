//! What both ends share of what they put on paper: how French writes days, amounts and names, and
//! the letters and codes that it is drawn with.

pub mod french;
pub mod letters;
pub mod qr_code;
