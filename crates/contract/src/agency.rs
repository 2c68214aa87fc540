//! The landlord and its agencies, and what tenants write to them.

mod contact;
mod landlord_profile;
mod message;

pub use contact::Agency;
pub use landlord_profile::{LandlordProfile, LandlordSection};
pub use message::{
    AgencyMessage, AgencyMessages, Attachment, AttachmentFacts, AttachmentFlaw, AttachmentKind, Attachments,
    MOST_ATTACHED_BYTES, MOST_ATTACHMENTS, MessageAnswer, MessageId, MessageState, MessageSubject,
    MessageText, MessageTextFlaw, NewMessage,
};
