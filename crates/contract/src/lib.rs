//! What both ends agree on: the validated types and the wire format of `/v1`.
//!
//! Every text a person or another system hands over is parsed here, once, into a type
//! (`TenantCode::parse`, `MobilePhone::parse`…); inside the two ends only the types travel.
//! The wire is JSON with camelCase fields, money in integer cents, RFC 3339 dates and opaque ids.
//! Unknown fields are ignored and unknown variants tolerated, so the contract can grow.

mod account;
mod agency;
mod agency_message;
mod archive_recovery;
mod attestation;
mod birth_date;
mod cents;
mod device;
mod digits;
mod dwelling;
mod email;
mod enrolment;
mod iban;
mod landlord_profile;
mod letter_code;
mod online_payment;
mod password;
mod payment_means;
mod phone;
mod pin;
mod problem;
mod rent_account;
mod rent_document;
mod robot_check;
mod secret;
mod session;
mod sms_code;
mod staff;
mod tenancy;
mod tenant_code;
mod visit;

pub use account::{
    AccountExport, AccountProfile, Consent, ConsentChoice, ConsentEntry, ConsentKind, Consents, EmailChange,
    LandlineChange, MobileChange, PasswordChange, Reauthenticated, Reauthentication, SignedInDevice,
    SignedInDevices,
};
pub use agency::Agency;
pub use agency_message::{
    AgencyMessage, AgencyMessages, Attachment, AttachmentFacts, AttachmentFlaw, AttachmentKind, Attachments,
    MOST_ATTACHED_BYTES, MOST_ATTACHMENTS, MessageAnswer, MessageId, MessageState, MessageSubject,
    MessageText, MessageTextFlaw, NewMessage,
};
pub use archive_recovery::ArchiveRecovery;
pub use attestation::{
    Attestation, AttestationCode, AttestationFlaw, AttestationKey, AttestationKeyFlaw, LineTotal, NotGenuine,
    VERIFICATION_PATH, Verification, VerificationOutcome, VerificationRequest, attestation_codes_in,
};
pub use birth_date::{BirthDate, BirthDateFlaw};
pub use cents::Cents;
pub use device::DeviceIntroduction;
pub use dwelling::{Caretaker, DwellingDetails, EmergencyNumber, EnergyClass, LeaseDetails, News};
pub use email::{Email, EmailFlaw};
pub use enrolment::{
    AccountCreation, EnrolmentOpened, EnrolmentOpening, EnrolmentPurpose, EnrolmentUnderWay,
    LetterCompletion, PasswordReset, PhoneCompletion, SmsCodeAccepted, SmsCodeTry, SmsSent,
};
pub use iban::{Bic, BicFlaw, Iban, IbanFlaw};
pub use landlord_profile::{LandlordProfile, LandlordSection};
pub use letter_code::{LetterCode, LetterCodeFlaw, LetterCodeReading};
pub use online_payment::{
    LEAST_CARD_PAYMENT, MOST_LINK_BYTES, OnlinePayment, OnlinePayments, PaymentId, PaymentOpening,
    PaymentState, RETURN_SCHEME, ReturnState, ReturnStateFlaw,
};
pub use password::{Password, PasswordFlaw, PasswordReading, Strength};
pub use payment_means::{OtherPaymentMeans, PaymentMeans, PaymentMeansKind, TransferAccount};
pub use phone::{LandlineFlaw, LandlinePhone, MaskedPhone, MobilePhone, MobilePhoneFlaw};
pub use pin::{Pin, PinFlaw};
pub use problem::{FieldName, FieldProblem, Problem, ProblemKind};
pub use rent_account::{AccountEntry, AccountEntryKind, OpenCharge, Owed, RentAccount};
pub use rent_document::{
    DocumentId, DocumentKind, DocumentLine, DocumentPage, DocumentStatus, IssuingLandlord, LineKind,
    RentDocument, Term, TermFlaw,
};
pub use robot_check::{RobotCheck, RobotCheckPurpose, RobotCheckRequest, RobotCheckSolution};
pub use secret::WireSecret;
pub use session::{SessionOpening, SessionRefreshing, SessionTokens};
pub use sms_code::{SmsCode, SmsCodeFlaw};
pub use staff::{
    CounterFigures, JournalDays, JournalDaysFlaw, JournalPeriod, RecoveryCodes, STAFF_DEVICE_HEADER,
    SecondFactor, StaffActivation, StaffCheck, StaffCode, StaffCodeFlaw, StaffConfirmation, StaffCredentials,
    StaffFigures, StaffLogin, StaffLoginFlaw, StaffNewPassword, StaffRole, StaffSession,
};
pub use tenancy::Tenancy;
pub use tenant_code::{TenantCode, TenantCodeFlaw, TenantCodeReading};
pub use visit::{
    IdentityDocument, StaffAction, StaffActionTaken, StaffActionsTaken, TenantAtCounter, TenantSearch,
    TenantsFound, Visit, VisitEnrolment, VisitEnrolmentOpening, VisitOpening, VisitPurpose,
};
