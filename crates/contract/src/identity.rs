//! Identity: codes, passwords, enrolments, sessions, the account.

mod account;
mod archive_recovery;
mod birth_date;
mod closure;
mod device;
mod email;
mod enrolment;
mod letter_code;
mod password;
mod password_owner;
mod phone;
mod pin;
mod robot_check;
mod session;
mod sms_code;
mod tenant_code;
mod typed_password;

pub use account::{
    AccountExport, AccountProfile, Consent, ConsentChoice, ConsentEntry, ConsentKind, Consents, EmailChange,
    LandlineChange, MAX_EXPORT_BYTES, MobileChange, PasswordChange, PendingEmail, PendingMobile,
    Reauthenticated, Reauthentication, SignedInDevice, SignedInDevices,
};
pub use archive_recovery::ArchiveRecovery;
pub use birth_date::{BirthDate, BirthDateFlaw};
pub use closure::{CLOSURE_PATH, ClosureRequest};
pub use device::DeviceIntroduction;
pub use email::{Email, EmailFlaw};
pub use enrolment::{
    AccountCreation, EnrolmentOpened, EnrolmentOpening, EnrolmentPurpose, EnrolmentUnderWay,
    LetterCompletion, PasswordReset, PhoneCompletion, SmsCodeAccepted, SmsCodeTry, SmsSent,
};
pub use letter_code::{LetterCode, LetterCodeFlaw, LetterCodeReading};
pub use password::{Password, PasswordFlaw, PasswordReading, Strength};
pub use password_owner::PasswordOwner;
pub use phone::{LandlineFlaw, LandlinePhone, MaskedPhone, MobilePhone, MobilePhoneFlaw};
pub use pin::{Pin, PinFlaw};
pub use robot_check::{RobotCheck, RobotCheckPurpose, RobotCheckRequest, RobotCheckSolution};
pub use session::{SessionOpening, SessionRefreshing, SessionTokens};
pub use sms_code::{SmsCode, SmsCodeFlaw};
pub use tenant_code::{TenantCode, TenantCodeFlaw, TenantCodeReading};
pub use typed_password::TypedPassword;
