// Generated from the table of commands by `cargo xtask generate`. Do not edit.

export type Agency = { 
/**
 * Name, as on its door.
 */
name: string, 
/**
 * Postal address, line by line.
 */
address: Array<string>, 
/**
 * Telephone, as written in France.
 */
telephone: string, 
/**
 * E-mail address.
 */
email: string, 
/**
 * Opening hours, one line each.
 */
openingHours: Array<string>, };

export type AmountWanted = "all" | "late" | { "other": string };

export type Appearance = "light" | "dark" | "automatic";

export type ArchiveDisk = "works" | "readOnly" | "unusable";

export type ArchiveFacts = { 
/**
 * What the disk does for the open one; null while none is open.
 */
disk: ArchiveDisk | null, 
/**
 * The version of an archive that this program writes.
 */
version: number, 
/**
 * Number of damaged files that were set aside.
 */
setAside: number, 
/**
 * Size of all their files.
 */
bytes: number, 
/**
 * Room that their disk has left; null where the system does not say.
 */
freeBytes: number | null, };

export type AskedKeyView = { 
/**
 * Two digits that the page shows too.
 */
number: string, 
/**
 * The page, while no browser of this computer opens it.
 */
page: UnopenedPage | null, };

export type AttachmentFacts = { 
/**
 * Its type.
 */
kind: AttachmentKind, 
/**
 * Its size in bytes.
 */
bytes: number, };

export type AttachmentKind = "jpeg" | "png" | "pdf" | "unknown";

export type CardPaymentStatus = "notBegun" | "waiting" | "pageNotOpened" | "confirmed" | "refused" | "abandoned";

export type CardPaymentView = { 
/**
 * The amount.
 */
amount: Cents, 
/**
 * Its status.
 */
status: CardPaymentStatus, 
/**
 * When it was started.
 */
begunAt: string, 
/**
 * It was started on another computer, or by another tenant of the lease.
 */
begunElsewhere: boolean, };

export type Caretaker = { 
/**
 * Name.
 */
name: string, 
/**
 * Hours of presence, one line each.
 */
hours: Array<string>, 
/**
 * Telephone, as written in France.
 */
telephone: string | null, };

export type Cents = number;

export type ConsentView = { 
/**
 * The tenant agrees.
 */
given: boolean, 
/**
 * Since when, in RFC 3339.
 */
since: string, };

export type Contrast = "normal" | "strong";

export type CounterFigures = { 
/**
 * Visits started.
 */
visits: number, 
/**
 * Accounts created.
 */
signUps: number, 
/**
 * Passwords reset.
 */
passwordResets: number, 
/**
 * New numbers put on file.
 */
newNumbers: number, 
/**
 * Total duration of the finished visits, in minutes.
 */
minutes: number, };

export type CounterFrame = { 
/**
 * Name of the staff member signed in.
 */
staff: string | null, 
/**
 * Name of the tenant whose visit is under way.
 */
tenant: string | null, 
/**
 * The tenant has the keyboard, or is about to take it: staff look elsewhere.
 */
handedOver: boolean, 
/**
 * URL of the page with the codes, messages and people of the practice service; none when everything is real.
 */
practice: string | null, };

export type DeskView = { 
/**
 * « Agence de Lens »
 */
agency: string, 
/**
 * What the staff member may do.
 */
role: StaffRole, 
/**
 * Number of recovery codes left.
 */
recoveryCodesLeft: number, 
/**
 * What was wiped and checked after the last visit; none before one, and once staff search again.
 */
wiped: WipeProof | null, };

export type Device = { 
/**
 * Its id.
 */
id: string, 
/**
 * The name that it gave itself.
 */
name: string | null, 
/**
 * When it signed in, in RFC 3339.
 */
firstSeenAt: string, 
/**
 * When it was last seen, in RFC 3339, to within the lifetime of an access token.
 */
lastSeenAt: string, 
/**
 * It is this computer.
 */
current: boolean, };

export type DocumentId = string;

export type DocumentKind = "avis" | "quittance" | "recu" | "regularisation" | "unknown";

export type DocumentLine = { 
/**
 * Its kind.
 */
kind: LineKind, 
/**
 * Label in the landlord's own words.
 */
label: string, 
/**
 * Amount; negative when deducted.
 */
amount: Cents, };

export type DocumentList = { 
/**
 * Who is signed in, once it is known.
 */
person: string | null, 
/**
 * The years, newest first; the newest ones with their documents.
 */
years: Array<YearOfDocuments>, 
/**
 * How many damaged records were set aside (R3).
 */
setAside: number, 
/**
 * How fresh the list is.
 */
freshness: Freshness, };

export type DocumentSearch = { 
/**
 * The year of the term.
 */
year: number | null, 
/**
 * The month of the term, 1 to 12.
 */
month: number | null, 
/**
 * The kind of document.
 */
kind: DocumentKind | null, 
/**
 * The amount as typed: `412,37`, or `412` for any cents; empty for any amount.
 */
amount: string, };

export type DocumentStatus = "paid" | "partlyPaid" | "due" | "overdue" | "settled" | "forInformation";

export type DocumentSummary = { 
/**
 * Its id.
 */
id: DocumentId, 
/**
 * Its kind.
 */
kind: DocumentKind, 
/**
 * The term it is about.
 */
term: Term, 
/**
 * The day it was issued.
 */
issuedOn: string, 
/**
 * Its amount.
 */
amount: Cents, 
/**
 * Its status today.
 */
status: DocumentStatus, 
/**
 * What is left to pay of it, as in *Mon compte*; 0 when it asks for nothing.
 */
left: Cents, 
/**
 * Whether it still counts.
 */
validity: DocumentValidity, };

export type DocumentValidity = "current" | "superseded" | "withdrawn" | "missing";

export type DownloadProgress = { 
/**
 * Number of PDFs that are here.
 */
kept: number, 
/**
 * Number of documents.
 */
all: number, 
/**
 * State of the download of the others.
 */
state: DownloadState, };

export type DownloadState = "underWay" | "done" | "stopped" | "interrupted";

export type Due = { 
/**
 * The sum.
 */
amount: Cents, 
/**
 * The due date: of a late sum, the earliest one missed.
 */
dueOn: string | null, 
/**
 * The due date has passed.
 */
late: boolean, 
/**
 * The sum has several due dates, all of them missed.
 */
several: boolean, };

export type DwellingDetails = { 
/**
 * Type: « T3 », « Garage ».
 */
kind: string | null, 
/**
 * Building, by its local name.
 */
building: string | null, 
/**
 * Staircase.
 */
staircase: string | null, 
/**
 * Floor, in words: « 2e étage », « rez-de-chaussée ».
 */
floor: string | null, 
/**
 * Door.
 */
door: string | null, 
/**
 * Living area, in hundredths of a square metre.
 */
surface: number | null, 
/**
 * Cellar, garage, garden, one line each.
 */
annexes: Array<string>, 
/**
 * Energy label.
 */
energyClass: EnergyClass | null, 
/**
 * Greenhouse gas label.
 */
climateClass: EnergyClass | null, 
/**
 * Meters with their numbers and places, one line each.
 */
meters: Array<string>, 
/**
 * The caretaker.
 */
caretaker: Caretaker | null, 
/**
 * Numbers to call when something fails.
 */
emergencies: Array<EmergencyNumber>, };

export type DwellingView = { 
/**
 * The names on the lease.
 */
tenants: Array<string>, 
/**
 * The address, line by line.
 */
address: Array<string>, 
/**
 * What the landlord has on file about the dwelling.
 */
details: DwellingDetails, 
/**
 * The lease, if the landlord provides it.
 */
lease: LeaseDetails | null, };

export type EmergencyNumber = { 
/**
 * What it is for: « Ascenseur ».
 */
what: string, 
/**
 * Telephone, as written in France.
 */
telephone: string, };

export type EnergyClass = "A" | "B" | "C" | "D" | "E" | "F" | "G";

export type EnrolmentPurpose = "signUp" | "passwordReset";

export type ExportFormat = "pdf" | "json";

export type Failure = { 
/**
 * What went wrong.
 */
code: FailureCode, 
/**
 * The fields at fault, in the order of the screen.
 */
fields: Array<FieldFailure>, 
/**
 * When to try again, in RFC 3339.
 */
retryAt: string | null, 
/**
 * The month it is about.
 */
term: Term | null, 
/**
 * Reference to quote to the agency.
 */
reference: string | null, 
/**
 * File and line, for the person who installed the program.
 */
detail: string | null, 
/**
 * Where to turn: the address of the page that says how to install the newest version, or the telephone of the agency
 * that opens a closed account again.
 */
address: string | null, };

export type FailureCode = "tenantCodeEmpty" | "tenantCodeMissingDigits" | "tenantCodeExtraDigits" | "tenantCodeNotDigits" | "phoneEmpty" | "phoneNotMobile" | "phoneUnlikeMask" | "letterCodeEmpty" | "letterCodeMissingCharacters" | "letterCodeExtraCharacters" | "letterCodeForeignCharacter" | "letterCodeMistyped" | "letterCodeWrong" | "smsCodeEmpty" | "smsCodeLength" | "smsCodeWrong" | "smsCodeExpired" | "emailEmpty" | "emailMissingAt" | "emailIncomplete" | "emailSuggestion" | "landlineInvalid" | "termsNotAccepted" | "passwordEmpty" | "passwordTooShort" | "passwordTooLong" | "passwordNoUpper" | "passwordNoLower" | "passwordNoDigit" | "passwordTooCommon" | "passwordIsTenantCode" | "amountUnreadable" | "amountEmpty" | "amountTooLarge" | "amountTooSmall" | "messageEmpty" | "messageTooLong" | "attachmentKindUnknown" | "attachmentsTooLarge" | "tooManyAttachments" | "pinEmpty" | "pinLength" | "pinNotDigits" | "pinRepeated" | "pinInOrder" | "pinDate" | "pinInTenantCode" | "pinsDiffer" | "pinWrong" | "pinNotKept" | "pinNotChecked" | "tooManyPeople" | "credentialsWrong" | "staffCredentialsWrong" | "currentPasswordWrong" | "passwordWanted" | "mailCodeEmpty" | "mailCodeLength" | "mailCodeWrong" | "mailCodeExpired" | "accountClosed" | "fields" | "tooManyAttempts" | "resendTooSoon" | "enrolmentEnded" | "robotCheckFailed" | "unreachable" | "noNetwork" | "proxyPasswordRequired" | "proxyNameEmpty" | "proxyPasswordWrong" | "proxyUnsupported" | "proxyChanged" | "connectionUntrusted" | "slow" | "landlordBusy" | "landlordFault" | "upgradeRequired" | "answerUnreadable" | "busy" | "sessionEnded" | "notFound" | "archiveUnreadable" | "archiveOfLaterVersion" | "diskFull" | "diskFault" | "nothingKept" | "filesNotDeleted" | "configurationUnreadable" | "documentDamaged" | "pdfUnavailableOffline" | "pdfUnreadable" | "nothingProved" | "nothingChosen" | "tooManyChosen" | "nothingOfYear" | "pdfMissingOffline" | "pdfNotJoinable" | "amountNotOwed" | "cardsUnavailable" | "paymentPageUntrusted" | "deviceNotEnrolled" | "staffCheckRequired" | "visitEnded" | "approvalRequired" | "notAllowed" | "staffLoginEmpty" | "staffLoginMalformed" | "staffCodeEmpty" | "staffCodeMalformed" | "staffCodeWrong" | "securityKeyRefused" | "securityKeyTooLate" | "securityKeysFull" | "securityKeyTaken" | "securityKeyNameEmpty" | "securityKeyNameMalformed" | "activationCodeWrong" | "nameEmpty" | "birthDateEmpty" | "birthDateInvalid" | "nobodyFound" | "nothingTicked" | "closingNotAskedFor" | "visitReasonEmpty" | "visitNoteEmpty" | "visitNoteTooLong" | "identityDocumentEmpty" | "fileNotSaved" | "fileNotOpened" | "notPrinted" | "noPrinter" | "internal";

export type Field = "tenantCode" | "phone" | "letterCode" | "smsCode" | "email" | "landline" | "terms" | "password" | "amount" | "message" | "attachments" | "pin" | "pinAgain" | "currentPin" | "staffLogin" | "staffCode" | "activationCode" | "name" | "birthDate" | "identityDocument" | "purposes" | "visitReason" | "visitNote" | "closing" | "proxyName" | "proxyPassword";

export type FieldFailure = { 
/**
 * Which field.
 */
field: Field, 
/**
 * What is wrong with it.
 */
code: FailureCode, 
/**
 * Number of digits or characters missing, extra or typed. For a wrong PIN: the tries left.
 */
count: number | null, 
/**
 * The address that was probably meant, or the invalid character.
 */
suggestion: string | null, 
/**
 * The limit that an amount violates, in cents.
 */
bound: Cents | null, };

export type FiguresView = { 
/**
 * The staff member's own, today.
 */
today: CounterFigures, 
/**
 * The agency's today, for its manager only.
 */
agencyToday: CounterFigures | null, 
/**
 * The agency's in the last 30 days, for its manager only.
 */
agencyMonth: CounterFigures | null, };

export type FileWanted = { "papers": "dossier" } | { "papers": "selection", 
/**
 * Their ids.
 */
ids: Array<DocumentId>, } | { "papers": "yearStatement", 
/**
 * The year.
 */
year: number, } | { "papers": "amounts" };

export type FirstPaint = { 
/**
 * The look that was chosen.
 */
preferences: Preferences, 
/**
 * The landlord; none when the configuration cannot be read.
 */
landlord: LandlordProfile | null, 
/**
 * The landlord's logo, as a data URL.
 */
logo: string | null, };

export type FoundDocuments = { 
/**
 * How many were found.
 */
count: number, 
/**
 * The newest ones, newest first; fewer than `count` when many were found.
 */
documents: Array<DocumentSummary>, };

export type Frame = { 
/**
 * Where secrets are kept; in memory they last until the window closes (S13).
 */
secretsKept: SecretStorage, 
/**
 * What the disk does for the receipts (R4).
 */
disk: ArchiveDisk, 
/**
 * Whether there is a PIN to lock with.
 */
lockable: boolean, 
/**
 * Whether this computer knows other people.
 */
hasOthers: boolean, 
/**
 * The person who is shown, where this computer knows several; null at a counter.
 */
person: Person | null, 
/**
 * The counter's status bar; null at home.
 */
counter: CounterFrame | null, };

export type Freshness = { 
/**
 * The state.
 */
state: FreshnessState, 
/**
 * The moment of the last synchronisation, in RFC 3339.
 */
asOf: string | null, 
/**
 * A message still waits to leave: the next page tries again, however fresh the rest is.
 */
unsent: boolean, 
/**
 * Why the last synchronisation of this run failed. A page shows it from the start, so that nothing moves when
 * its own synchronisation fails alike.
 */
failure: Failure | null, };

export type FreshnessState = "upToDate" | "stale" | "neverSynchronised";

export type HomeOverview = { 
/**
 * Who is signed in, once it is known.
 */
person: string | null, 
/**
 * What is owed; none before the first synchronisation.
 */
owed: OwedView | null, 
/**
 * Something is late, and the tenant has not asked to pay in instalments: that is offered.
 */
planOffered: boolean, 
/**
 * A card payment that is pending, or whose outcome was not seen yet.
 */
payment: CardPaymentView | null, 
/**
 * The agency has answered a message, and the answer was not seen yet.
 */
unseenAnswer: boolean, 
/**
 * The newest document in force.
 */
latest: DocumentSummary | null, 
/**
 * Number of documents in the archive.
 */
documents: number, 
/**
 * The landlord's news of today.
 */
news: Array<News>, 
/**
 * A newer version of the application, until the tenant dismisses its note.
 */
newerVersion: NewerVersion | null, 
/**
 * How fresh the data is.
 */
freshness: Freshness, };

export type IdentityDocument = "identityCard" | "passport" | "residencePermit" | "drivingLicence";

export type IssuingLandlord = { 
/**
 * Legal name.
 */
name: string, 
/**
 * Postal address, line by line.
 */
address: Array<string>, 
/**
 * SIRET number.
 */
siret: string, };

export type LandlordProfile = { 
/**
 * Legal name.
 */
name: string, 
/**
 * Name of the product, as shown to tenants.
 */
productName: string, 
/**
 * Telephone of the head office, as written in France.
 */
telephone: string, 
/**
 * E-mail address of the head office.
 */
email: string, 
/**
 * Public web site.
 */
website: string, 
/**
 * Postal address, line by line.
 */
address: Array<string>, 
/**
 * SIRET number.
 */
siret: string, 
/**
 * The landlord's colour as `#rrggbb`; none keeps the product's own.
 */
primaryColour: string | null, 
/**
 * Address of the terms of use.
 */
termsUrl: string | null, };

export type Language = "fr";

export type LeaseDetails = { 
/**
 * Its first day.
 */
startsOn: string, 
/**
 * *Dépôt de garantie*.
 */
deposit: Cents | null, 
/**
 * Other occupants, as declared.
 */
occupants: Array<string>, };

export type LetterCodeReading = { 
/**
 * The characters understood so far, in groups of four.
 */
grouped: string, 
/**
 * Number of characters understood so far.
 */
characters: number, 
/**
 * Number of characters of a complete code.
 */
expected: number, };

export type LineKind = "rent" | "charges" | "regularisation" | "apl" | "rls" | "sls" | "earlierBalance" | "payment" | "other";

export type MaskedPhone = { 
/**
 * The whole mask.
 */
display: string, 
/**
 * The digits shown at the start.
 */
firstDigits: string, 
/**
 * The digits shown at the end.
 */
lastDigits: string, };

export type MessageAnswer = { 
/**
 * Its text, in lines of plain text.
 */
text: string, 
/**
 * When it was given.
 */
at: string, };

export type MessageStatus = "waiting" | "leaving" | "refused" | "tooHeavy" | "sent" | "read" | "answered";

export type MessageSubject = "paymentPlan" | "rent" | "repair" | "other" | "unknown";

export type MessageView = { 
/**
 * Key of a message in the outbox; none once the agency has it.
 */
waiting: string | null, 
/**
 * What it is about.
 */
subject: MessageSubject, 
/**
 * Its text, with line breaks.
 */
text: string, 
/**
 * The files attached to it.
 */
attachments: Array<AttachmentFacts>, 
/**
 * When it was sent; for a message in the outbox, when it was written.
 */
at: string, 
/**
 * Its status.
 */
status: MessageStatus, 
/**
 * The agency's answer.
 */
answer: MessageAnswer | null, };

export type NewerVersion = { 
/**
 * The version.
 */
version: string, 
/**
 * Address of the page that says how to install it.
 */
address: string, };

export type News = { 
/**
 * Title.
 */
title: string, 
/**
 * Text, one element per paragraph.
 */
text: Array<string>, 
/**
 * The first day on which it is shown.
 */
from: string, 
/**
 * The last day on which it is shown.
 */
until: string, };

export type OpenChargeView = { 
/**
 * The document that asks for it.
 */
document: DocumentId, 
/**
 * The kind of that document.
 */
kind: DocumentKind, 
/**
 * The term it is about.
 */
term: Term, 
/**
 * The due date.
 */
dueOn: string | null, 
/**
 * What is left to be paid.
 */
left: Cents, 
/**
 * The due date has passed.
 */
late: boolean, };

export type OtherPaymentMeans = { 
/**
 * Which way.
 */
kind: PaymentMeansKind, 
/**
 * Instructions in the landlord's own words, one element per paragraph.
 */
words: Array<string>, };

export type OwedView = { 
/**
 * The total: 0 when the rent account is settled.
 */
total: Cents, 
/**
 * What was due before today.
 */
late: Cents, 
/**
 * The sums that make it up, each with its own due date, in the order in which they are to be paid.
 */
dues: Array<Due>, 
/**
 * What the landlord owes the tenant, or 0.
 */
credit: Cents, };

export type PasswordReading = { 
/**
 * At least 8 characters.
 */
longEnough: boolean, 
/**
 * An upper-case and a lower-case letter.
 */
upperAndLower: boolean, 
/**
 * A digit.
 */
digit: boolean, 
/**
 * The hint below the field.
 */
strength: Strength, };

export type PaymentMeansKind = "directDebit" | "cheque" | "cash" | "other";

export type PdfCode = "notChecked" | "missing" | "genuine" | "notGenuine";

export type PdfFacts = { 
/**
 * Its size in bytes.
 */
size: number, };

export type PendingEmailView = { 
/**
 * The address.
 */
email: string, 
/**
 * It waits for the code that was sent there.
 */
codeWanted: boolean, 
/**
 * From when it counts, in RFC 3339; null when the code is enough.
 */
countsFrom: string | null, 
/**
 * A code that was sent to the old address makes it count at once.
 */
oldAddressDecides: boolean, };

export type PendingKind = "email" | "mobile";

export type PendingMobileView = { 
/**
 * The number, masked.
 */
mobile: MaskedPhone, 
/**
 * From when it counts, in RFC 3339.
 */
countsFrom: string, 
/**
 * A code that was sent to the e-mail address makes it count at once.
 */
oldAddressDecides: boolean, };

export type Person = { 
/**
 * The number of the seat, from 0.
 */
number: number, 
/**
 * The last three digits of the tenant code.
 */
tenantCodeEnd: string, 
/**
 * The name of the tenant, if it is known.
 */
name: string | null, };

export type PinLoss = "forgotten" | "spent";

export type PinStatus = "none" | "set" | "unavailable";

export type Preferences = { 
/**
 * *Taille du texte*, in percent.
 */
textSize: 100 | 125 | 150 | 200, 
/**
 * *Contraste*.
 */
contrast: Contrast, 
/**
 * *Clair*, *Sombre* or *Automatique*.
 */
appearance: Appearance, 
/**
 * *Langue*.
 */
language: Language, 
/**
 * *Me prévenir quand un document arrive*: off unless the tenant asked for it.
 */
newDocumentNotices: boolean, };

export type ProfileNews = "emailAsked" | "mailCodeTaken" | "changeWithdrawn" | "mobileWaits" | "exportAllowed" | "mobileChanged" | "landlineChanged" | "landlineTakenOff" | "passwordChanged" | "consentKept" | "pinChosen" | "pinChanged" | "pinRemoved";

export type ProfileOverview = { 
/**
 * Where the landlord writes.
 */
email: string, 
/**
 * A code that was sent to that address came back.
 */
emailConfirmed: boolean, 
/**
 * Another address that does not count yet.
 */
pendingEmail: PendingEmailView | null, 
/**
 * The landline, as written in France.
 */
landline: string | null, 
/**
 * The mobile on file, masked.
 */
mobile: MaskedPhone | null, 
/**
 * Another mobile that does not count yet.
 */
pendingMobile: PendingMobileView | null, 
/**
 * The landlord may send mails.
 */
mails: ConsentView, 
/**
 * Express agreement to electronic receipts.
 */
electronicReceipts: ConsentView, 
/**
 * When the terms of use were accepted.
 */
termsAcceptedAt: string, 
/**
 * The devices that are signed in: this computer first, then the most recently seen.
 */
devices: Array<Device>, 
/**
 * What agency staff did for the tenant, newest first.
 */
helped: Array<StaffHelp>, 
/**
 * When this was fetched.
 */
asOf: string, };

export type ProfileQuestion = "email" | "mobile" | "landline" | "password" | "mails" | "electronicReceipts" | "devices" | "mailCode" | "export" | "deletion" | "pin";

export type QrDrawing = { 
/**
 * Its dark modules as an SVG path; one unit is one module.
 */
path: string, 
/**
 * Width in modules, margins included.
 */
modules: number, };

export type RecentFailure = { 
/**
 * When, in RFC 3339.
 */
at: string, 
/**
 * Name of the command.
 */
command: string, 
/**
 * What went wrong; one for each field at fault.
 */
codes: Array<FailureCode>, };

export type RentAccountEntry = { 
/**
 * Its kind.
 */
kind: RentAccountEntryKind, 
/**
 * Date of issue or of receipt.
 */
on: string, 
/**
 * Its term, if any.
 */
term: Term | null, 
/**
 * The billing document; none for a payment.
 */
document: DocumentId | null, 
/**
 * Means of payment, in the landlord's own words; none for a charge.
 */
method: string | null, 
/**
 * Amount: positive when it adds to what is owed, negative when it reduces it.
 */
amount: Cents, 
/**
 * Balance after this entry.
 */
balance: Cents, };

export type RentAccountEntryKind = "term" | "regularisation" | "payment" | "paymentReturned" | "unknown";

export type RentAccountView = { 
/**
 * What is owed.
 */
owed: OwedView, 
/**
 * The open charges that make it up, earliest due first.
 */
open: Array<OpenChargeView>, 
/**
 * What was asked for and what came in, newest first.
 */
entries: Array<RentAccountEntry>, 
/**
 * The balance before the oldest entry.
 */
openingBalance: Cents, };

export type RentDocument = { 
/**
 * The tenants it names.
 */
tenants: Array<string>, 
/**
 * The dwelling it names.
 */
dwelling: Array<string>, 
/**
 * The landlord it names.
 */
landlord: IssuingLandlord, 
/**
 * Its lines.
 */
lines: Array<DocumentLine>, 
/**
 * The amount received for it.
 */
paid: Cents, 
/**
 * The day of the last payment.
 */
paidOn: string | null, 
/**
 * What is left to pay of the month that a *reçu* is about; 0 for any other document.
 */
monthLeft: Cents, 
/**
 * The day it has to be paid.
 */
dueOn: string | null, 
/**
 * The document it corrects.
 */
supersedes: DocumentId | null, 
/**
 * The document that corrects it.
 */
supersededBy: DocumentId | null, 
/**
 * The day the landlord withdrew it.
 */
withdrawnOn: string | null, 
/**
 * Its PDF, when the archive holds it.
 */
pdf: PdfFacts | null, 
/**
 * What the code of its PDF proves.
 */
pdfCode: PdfCode, 
/**
 * Its id.
 */
id: DocumentId, 
/**
 * Its kind.
 */
kind: DocumentKind, 
/**
 * The term it is about.
 */
term: Term, 
/**
 * The day it was issued.
 */
issuedOn: string, 
/**
 * Its amount.
 */
amount: Cents, 
/**
 * Its status today.
 */
status: DocumentStatus, 
/**
 * What is left to pay of it, as in *Mon compte*; 0 when it asks for nothing.
 */
left: Cents, 
/**
 * Whether it still counts.
 */
validity: DocumentValidity, };

export type SavedFile = { 
/**
 * The name of the file, as the tenant may have changed it.
 */
name: string, 
/**
 * The name of the folder.
 */
folder: string, 
/**
 * Number of documents it is made of.
 */
documents: number, 
/**
 * The months that it proves, oldest first. They may be long ago, since a month in arrears proves nothing.
 */
months: Array<Term>, };

export type SecondFactorView = { 
/**
 * « Claire MARTIN »
 */
name: string, 
/**
 * The key in groups of four characters.
 */
key: string, 
/**
 * The same as a QR code.
 */
drawing: QrDrawing, };

export type SecretStorage = "keyring" | "memory" | "visit";

export type SecurityKeyView = { 
/**
 * Names it to the landlord's service.
 */
id: string, 
/**
 * « trousseau »
 */
name: string, 
/**
 * When it was added, in RFC 3339.
 */
addedAt: string, };

export type Shown = { 
/**
 * The screen.
 */
step: Step, 
/**
 * The frame around it.
 */
frame: Frame, };

export type SignUpDetailsForm = { 
/**
 * E-mail address.
 */
email: string, 
/**
 * Landline; may be empty.
 */
landline: string, 
/**
 * The terms of use are accepted.
 */
termsAccepted: boolean, 
/**
 * The landlord may send mails.
 */
mailsAccepted: boolean, 
/**
 * Express agreement to electronic receipts (loi n° 89-462, art. 21).
 */
electronicReceiptsAccepted: boolean, };

export type StaffAction = "activationBegun" | "activated" | "proofFailed" | "signedIn" | "signedInByRecoveryCode" | "signedInBySecurityKey" | "checked" | "signedOut" | "ownPasswordChanged" | "securityKeyAdded" | "securityKeyRemoved" | "searched" | "visitBegun" | "purposesAdded" | "signUpBegun" | "signedUp" | "passwordResetBegun" | "passwordReset" | "newNumberProposed" | "newNumberConfirmed" | "approved" | "approvedByRecoveryCode" | "attestationPrinted" | "letterPrinted" | "letterPosted" | "accountClosed" | "accountReopened" | "visitEnded" | "journalExported" | "unknown";

export type StaffHelp = { 
/**
 * When, in RFC 3339.
 */
at: string, 
/**
 * The action.
 */
action: StaffAction, 
/**
 * « Claire MARTIN »
 */
staff: string, 
/**
 * « Agence de Lens »
 */
agency: string, };

export type StaffRole = "helper" | "agencyManager" | "unknown";

export type Step = { "screen": "keyringLocked", 
/**
 * The person has dismissed the prompt.
 */
dismissed: boolean, } | { "screen": "welcome" } | { "screen": "beforeYouStart" } | { "screen": "tenantCode", 
/**
 * What was typed before.
 */
typed: string, 
/**
 * What the enrolment is for.
 */
purpose: EnrolmentPurpose, } | { "screen": "phone", 
/**
 * The mask of the number.
 */
mask: MaskedPhone, 
/**
 * The tenant code as typed, in groups: a mistyped one has an invented mask (S2). None when it was not typed.
 */
tenantCode: string | null, 
/**
 * What was typed before.
 */
typed: string, 
/**
 * What the enrolment is for.
 */
purpose: EnrolmentPurpose, } | { "screen": "smsCode", 
/**
 * Seconds until *Renvoyer le code* works.
 */
resendAfterSeconds: number, 
/**
 * Seconds until the code stops working.
 */
expiresInSeconds: number, 
/**
 * Number of messages requested. From 2 on, the screen asks for the code of the last one.
 */
messagesSent: number, 
/**
 * The number as typed, as written in France.
 */
mobile: string, 
/**
 * It has to be the number on file. Otherwise a letter or staff allow a new one, which gets a message in any
 * case.
 */
onFile: boolean, 
/**
 * What the enrolment is for.
 */
purpose: EnrolmentPurpose, } | { "screen": "signUpDetails", 
/**
 * The verified number, as written in France.
 */
mobile: string, 
/**
 * What was typed before.
 */
typed: SignUpDetailsForm | null, } | { "screen": "password", 
/**
 * What the enrolment is for.
 */
purpose: EnrolmentPurpose, } | { "screen": "done", 
/**
 * What was done.
 */
purpose: EnrolmentPurpose, 
/**
 * The last three digits of the tenant code.
 */
tenantCodeEnd: string, } | { "screen": "contactAgency", 
/**
 * The agency.
 */
agency: Agency, 
/**
 * The tenant code as typed, in groups, whose agency it is: a mistyped one has an invented agency (S2).
 */
tenantCode: string | null, 
/**
 * *J'ai reçu un courrier* is offered.
 */
letterAccepted: boolean, } | { "screen": "letter", 
/**
 * The code typed before.
 */
typedCode: string, 
/**
 * The number typed before.
 */
typedPhone: string, 
/**
 * What the enrolment is for.
 */
purpose: EnrolmentPurpose, } | { "screen": "resumeEnrolment", 
/**
 * What the enrolment was for.
 */
purpose: EnrolmentPurpose, 
/**
 * The last three digits of its tenant code.
 */
tenantCodeEnd: string, } | { "screen": "signIn", 
/**
 * The last three digits of a remembered tenant code.
 */
tenantCodeEnd: string | null, 
/**
 * Why the password is required although a PIN is set.
 */
pinLoss: PinLoss | null, } | { "screen": "locked", 
/**
 * Number of tries left.
 */
triesLeft: number, } | { "screen": "pinOffer" } | { "screen": "pinChoice", 
/**
 * It replaces another PIN, which has to be typed as well.
 */
changing: boolean, } | { "screen": "pinRemoval" } | { "screen": "people", 
/**
 * The people of this computer.
 */
people: Array<Person>, 
/**
 * Nobody can be added.
 */
full: boolean, } | { "screen": "personRemoval", 
/**
 * The person.
 */
person: Person, 
/**
 * Their session stays open at the landlord's service: a PIN seals its token.
 */
sessionStays: boolean, } | { "screen": "signInCode", 
/**
 * Seconds until *Renvoyer le code* works.
 */
resendAfterSeconds: number, 
/**
 * Number of messages requested. From 2 on, the screen asks for the code of the last one.
 */
messagesSent: number, } | { "screen": "home", 
/**
 * What it shows.
 */
overview: HomeOverview, } | { "screen": "receipts" } | { "screen": "rentAccount", 
/**
 * None before the first synchronisation.
 */
rentAccount: RentAccountView | null, 
/**
 * The last request to pay in instalments.
 */
plan: MessageView | null, 
/**
 * How fresh it is.
 */
freshness: Freshness, } | { "screen": "waysToPay", 
/**
 * The ways to pay.
 */
ways: WaysToPay, } | { "screen": "paymentAmount", 
/**
 * What is owed.
 */
owed: OwedView, 
/**
 * What was chosen before.
 */
wanted: AmountWanted, } | { "screen": "paymentCheck", 
/**
 * The amount to pay.
 */
amount: Cents, 
/**
 * What is still owed after it.
 */
left: Cents, 
/**
 * Host of the payment page.
 */
host: string, } | { "screen": "cardPayment", 
/**
 * The payment.
 */
payment: CardPaymentView, 
/**
 * Its page, while no browser of this computer opens it.
 */
page: UnopenedPage | null, } | { "screen": "dwelling", 
/**
 * None before the first synchronisation.
 */
dwelling: DwellingView | null, 
/**
 * How fresh it is.
 */
freshness: Freshness, } | { "screen": "landlord", 
/**
 * The landlord.
 */
landlord: LandlordProfile, 
/**
 * The tenant's agency, once it is known.
 */
agency: Agency | null, 
/**
 * How fresh this is.
 */
freshness: Freshness, } | { "screen": "messages", 
/**
 * The messages.
 */
messages: Array<MessageView>, 
/**
 * How fresh this is.
 */
freshness: Freshness, } | { "screen": "newMessage", 
/**
 * What it is about.
 */
subject: MessageSubject, 
/**
 * What was typed before.
 */
typed: string, 
/**
 * The files attached to it.
 */
attachments: Array<AttachmentFacts>, } | { "screen": "signOutCheck", 
/**
 * How many wait.
 */
messages: number, } | { "screen": "profile", 
/**
 * Who is signed in, once it is known.
 */
person: string | null, 
/**
 * What is known; none before it was fetched once.
 */
overview: ProfileOverview | null, 
/**
 * It was fetched since *Mon profil* was opened.
 */
upToDate: boolean, 
/**
 * Why it could not be fetched the last time. The page shows it from the start, so that nothing moves when the
 * next request fails alike.
 */
failure: Failure | null, 
/**
 * The change just made.
 */
news: ProfileNews | null, 
/**
 * Status of the PIN of this computer.
 */
pin: PinStatus, } | { "screen": "profileEmail", 
/**
 * The current one, when it is known.
 */
current: string | null, 
/**
 * What was typed before.
 */
typed: string, } | { "screen": "profileMobile", 
/**
 * The one on file, masked.
 */
current: MaskedPhone | null, 
/**
 * What was typed before.
 */
typed: string, } | { "screen": "profileMobileCode", 
/**
 * The new number, as written in France.
 */
mobile: string, 
/**
 * Seconds until *Renvoyer le code* works.
 */
resendAfterSeconds: number, 
/**
 * Seconds until the code stops working.
 */
expiresInSeconds: number, 
/**
 * Number of messages requested. From 2 on, the screen asks for the code of the last one.
 */
messagesSent: number, } | { "screen": "profileMailCode" } | { "screen": "profileLandline", 
/**
 * The current one, or what was typed before.
 */
typed: string, } | { "screen": "profilePasswordAgain", 
/**
 * The change that follows.
 */
question: ProfileQuestion, } | { "screen": "profileNewPassword" } | { "screen": "profileConsent", 
/**
 * Which consent.
 */
question: ProfileQuestion, 
/**
 * Its state.
 */
consent: ConsentView, } | { "screen": "profileDevices", 
/**
 * The machines, this computer first.
 */
devices: Array<Device>, 
/**
 * A machine was just signed out.
 */
signedOut: boolean, } | { "screen": "profileDeletion" } | { "screen": "accountDeleted", 
/**
 * A file cannot be deleted yet: the next start tries again.
 */
filesStay: boolean, } | { "screen": "staffSignIn", 
/**
 * The name typed before.
 */
login: string, 
/**
 * There is a practice service, where nothing is real.
 */
practiceOffered: boolean, } | { "screen": "staffActivation", 
/**
 * The name typed before.
 */
login: string, } | { "screen": "staffSecondFactor", 
/**
 * The key for the telephone.
 */
factor: SecondFactorView, } | { "screen": "staffRecoveryCodes", 
/**
 * Eight codes, shown once.
 */
codes: Array<string>, } | { "screen": "staffCheck", 
/**
 * The desk is locked.
 */
locked: boolean, 
/**
 * What was wiped and checked after the last visit, if that locked the desk.
 */
wiped: WipeProof | null, } | { "screen": "staffPassword" } | { "screen": "securityKeys", 
/**
 * The keys, the oldest first.
 */
keys: Array<SecurityKeyView>, } | { "screen": "counterDesk", 
/**
 * What it shows.
 */
desk: DeskView, } | { "screen": "tenantsFound", 
/**
 * The tenants.
 */
tenants: Array<TenantFound>, 
/**
 * More were found than are listed.
 */
more: boolean, } | { "screen": "visitReason", 
/**
 * The tenant chosen.
 */
tenant: TenantFound, 
/**
 * The reason given before.
 */
reason: VisitReason | null, 
/**
 * What was typed before.
 */
note: string, } | { "screen": "visitIdentity", 
/**
 * The tenant chosen.
 */
tenant: TenantFound, } | { "screen": "visitConsent", 
/**
 * What may be agreed to.
 */
offered: Array<VisitPurpose>, 
/**
 * It is added to a visit that is under way.
 */
adds: boolean, } | { "screen": "visit", 
/**
 * The visit.
 */
visit: VisitView, } | { "screen": "visitNewNumber", 
/**
 * The tenant's name.
 */
name: string, 
/**
 * What was typed before.
 */
typed: string, } | { "screen": "visitApproval", 
/**
 * The tenant's name.
 */
name: string, 
/**
 * A registration letter is to be printed here.
 */
letter: boolean, } | { "screen": "visitClosing", 
/**
 * The tenant's name.
 */
name: string, } | { "screen": "visitReopening", 
/**
 * The tenant.
 */
tenant: TenantFound, 
/**
 * The identity document that staff saw.
 */
identity: IdentityDocument, } | { "screen": "handOver", 
/**
 * The tenant's name.
 */
name: string, 
/**
 * What the tenant is to do.
 */
purpose: VisitPurpose, } | { "screen": "numberConfirmed", 
/**
 * The number, as written in France.
 */
mobile: string, };

export type StorageFacts = { 
/**
 * Where secrets are kept.
 */
secrets: SecretStorage, 
/**
 * The archives of everybody on this computer.
 */
archive: ArchiveFacts, 
/**
 * The last complete synchronisation of the open archive, in RFC 3339.
 */
synchronisedAt: string | null, };

export type Strength = "weak" | "fair" | "good" | "strong";

export type SupportFacts = { 
/**
 * Version of the application.
 */
version: string, 
/**
 * The system, with its version and kind of processor.
 */
system: string, 
/**
 * What draws the page, with its version.
 */
engine: string | null, 
/**
 * The desktop, and how it draws windows.
 */
desktop: string | null, 
/**
 * Host of the landlord's service; null if the configuration cannot be read.
 */
service: string | null, 
/**
 * What this computer keeps; null at a counter, which keeps nothing.
 */
storage: StorageFacts | null, 
/**
 * The last failures of this run, newest first.
 */
failures: Array<RecentFailure>, };

export type TenantCodeReading = { 
/**
 * The digits understood so far, in groups of three.
 */
grouped: string, 
/**
 * Number of digits understood so far.
 */
digits: number, 
/**
 * Number of digits of a complete code.
 */
expected: number, 
/**
 * Whether the text is a tenant code.
 */
complete: boolean, };

export type TenantFound = { 
/**
 * Position in the search result, from 0.
 */
number: number, 
/**
 * « Mme Jeanne DURAND »
 */
name: string, 
/**
 * Where they live, one line each.
 */
dwelling: Array<string>, 
/**
 * The last three digits of the tenant code.
 */
tenantCodeEnd: string, 
/**
 * The mobile number on file, masked.
 */
mobile: MaskedPhone | null, 
/**
 * The tenant has an account.
 */
registered: boolean, 
/**
 * Since when it is closed to everybody, if it is (S25).
 */
closedSince: string | null, 
/**
 * Name of their agency, when it is another one: « Agence d’Arras ».
 */
otherAgency: string | null, };

export type Term = string;

export type Transfer = { 
/**
 * The payee.
 */
payee: string, 
/**
 * The IBAN in groups of four, for reading.
 */
iban: string, 
/**
 * The IBAN without spaces, for pasting.
 */
ibanCompact: string, 
/**
 * The BIC of its bank.
 */
bic: string | null, 
/**
 * The text by which the landlord knows whose rent it is.
 */
reference: string, 
/**
 * The proposed amount; none when nothing is owed.
 */
amount: Cents | null, 
/**
 * The transfer as a QR code; none when it does not fit.
 */
qr: QrDrawing | null, };

export type UnopenedPage = { 
/**
 * Its address.
 */
address: string, 
/**
 * The address as a QR code; none when it does not fit.
 */
qr: QrDrawing | null, };

export type VisitPurpose = "signUp" | "passwordReset" | "newNumber" | "receipts";

export type VisitReason = "nearer" | "agencyClosed" | "sentHere" | "moving" | "other";

export type VisitView = { 
/**
 * The tenant at the counter.
 */
tenant: TenantFound, 
/**
 * What the tenant agreed to.
 */
purposes: Array<VisitPurpose>, 
/**
 * The tenant may agree to more.
 */
moreOffered: boolean, 
/**
 * A second staff member has to approve a new number first.
 */
approvalRequired: boolean, 
/**
 * A registration letter is possible: a new number was agreed to, and there is no account yet.
 */
letterOffered: boolean, 
/**
 * A second staff member agreed, so that the letter may be printed here.
 */
letterApproved: boolean, 
/**
 * The letter will be posted.
 */
letterPosted: boolean, 
/**
 * What was done so far, each once.
 */
done: Array<VisitPurpose>, 
/**
 * The tenant is signed in, so receipts can be shown.
 */
signedIn: boolean, 
/**
 * The account can be closed: there is one, and it is open.
 */
closingOffered: boolean, 
/**
 * The account is closed, and staff may open it again.
 */
reopeningOffered: boolean, 
/**
 * The account was opened again in this visit.
 */
reopened: boolean, };

export type WaysToPay = { 
/**
 * What is owed; none before the first synchronisation.
 */
owed: OwedView | null, 
/**
 * The landlord takes cards, and a card can pay what is owed.
 */
cards: boolean, 
/**
 * A payment by card that is pending, or whose outcome was not seen yet.
 */
payment: CardPaymentView | null, 
/**
 * What a transfer needs; none when the landlord publishes no bank account.
 */
transfer: Transfer | null, 
/**
 * The other ways to pay.
 */
others: Array<OtherPaymentMeans>, 
/**
 * How fresh this is.
 */
freshness: Freshness, };

export type WipePlace = "page" | "folder" | "clipboard" | "memory";

export type WipeProof = { 
/**
 * Each place that was checked, and whether it is clean.
 */
places: Array<WipedPlace>, 
/**
 * The landlord's service received the end of the visit, or no visit had started. Otherwise it expires there.
 */
landlordTold: boolean, 
/**
 * Why it ended.
 */
reason: WipeReason, };

export type WipeReason = "ended" | "idle" | "locked";

export type WipedPlace = { 
/**
 * The place.
 */
place: WipePlace, 
/**
 * Nothing of the tenant is there.
 */
clean: boolean, };

export type YearOfDocuments = { 
/**
 * The year of their terms.
 */
year: number, 
/**
 * How many there are.
 */
count: number, 
/**
 * The documents, newest first; none when the wizard has to ask for them.
 */
documents: Array<DocumentSummary> | null, };
