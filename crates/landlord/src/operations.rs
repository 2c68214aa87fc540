//! What the landlord's IT people run the service with: the check before a start, the data folder, and who they are.

pub mod check;
pub(crate) mod data_folder;
pub mod operator;
pub mod system;
