//! The landlord and its agencies, and what tenants write to them.

mod attachment;
mod contact;
mod landlord_profile;
mod message;
mod siret;

pub use attachment::{
    Attachment, AttachmentFacts, AttachmentFlaw, AttachmentKind, Attachments, MAX_ATTACHED_BYTES,
    MAX_ATTACHMENTS,
};
pub use contact::Agency;
pub use landlord_profile::{LandlordProfile, LandlordSection};
pub use message::{
    AgencyMessage, AgencyMessages, MessageAnswer, MessageId, MessageState, MessageSubject, MessageText,
    MessageTextFlaw, NewMessage,
};
pub use siret::{Siret, SiretFlaw};
