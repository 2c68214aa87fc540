// Generated from the table of commands by `cargo xtask generate`. Do not edit.

export type AccountEntry = { 
/**
 * What it is.
 */
kind: AccountEntryKind, 
/**
 * The day: of issue, or of receipt.
 */
on: string, 
/**
 * The term it is about, where it is about one.
 */
term: Term | null, 
/**
 * The document it stands for.
 */
document: DocumentId | null, 
/**
 * How it was paid, in the landlord's own words.
 */
method: string | null, 
/**
 * Positive when it was asked for, negative when it came in.
 */
amount: Cents, 
/**
 * What the account stood at after it.
 */
balance: Cents, };

export type AccountEntryKind = "term" | "regularisation" | "payment" | "paymentReturned" | "unknown";

export type AccountNews = "emailChanged" | "mobileChanged" | "landlineChanged" | "landlineTakenOff" | "passwordChanged" | "consentKept" | "pinChosen" | "pinChanged" | "pinRemoved";

export type AccountOverview = { 
/**
 * Where the landlord writes.
 */
email: string, 
/**
 * The landline, as written in France.
 */
landline: string | null, 
/**
 * The mobile on file, masked.
 */
mobile: MaskedPhone | null, 
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
 * Where the tenant is signed in: this computer first, then the last seen.
 */
devices: Array<Device>, 
/**
 * What agency staff did for the tenant, the newest first.
 */
helped: Array<StaffHelp>, 
/**
 * When the landlord told it.
 */
asOf: string, };

export type AccountQuestion = "email" | "mobile" | "landline" | "password" | "mails" | "electronicReceipts" | "devices" | "deletion";

export type Agency = { 
/**
 * Name, as on its door.
 */
name: string, 
/**
 * Postal address, one line each.
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

export type AttachmentFacts = { 
/**
 * What it is.
 */
kind: AttachmentKind, 
/**
 * Its size in bytes.
 */
bytes: number, };

export type AttachmentKind = "jpeg" | "png" | "pdf" | "unknown";

export type CardPaymentStanding = "notBegun" | "waiting" | "confirmed" | "refused" | "abandoned";

export type CardPaymentView = { 
/**
 * What is paid.
 */
amount: Cents, 
/**
 * How it stands.
 */
standing: CardPaymentStanding, 
/**
 * When it was begun.
 */
begunAt: string, 
/**
 * It was begun elsewhere: on another computer, or by another tenant of the lease.
 */
begunElsewhere: boolean, };

export type Caretaker = { 
/**
 * Name.
 */
name: string, 
/**
 * When to find them, one line each.
 */
hours: Array<string>, 
/**
 * As written in France.
 */
telephone: string | null, };

export type Cents = number;

export type ConsentView = { 
/**
 * The tenant agrees.
 */
given: boolean, 
/**
 * Since when it stands so.
 */
since: string, };

export type Contrast = "normal" | "strong";

export type CounterFigures = { 
/**
 * Visits that were begun.
 */
visits: number, 
/**
 * Accounts made.
 */
signUps: number, 
/**
 * Passwords chosen anew.
 */
passwordResets: number, 
/**
 * Numbers put on file.
 */
newNumbers: number, 
/**
 * Minutes from the beginnings to the ends of visits.
 */
minutes: number, };

export type CounterStanding = { 
/**
 * Who is signed in.
 */
staff: string | null, 
/**
 * Whose visit is under way.
 */
tenant: string | null, 
/**
 * The tenant types: staff look elsewhere.
 */
handedOver: boolean, 
/**
 * Where the telephone of a practice is shown, with its codes, messages and people; none when everything is real.
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
 * So many recovery codes are left.
 */
recoveryCodesLeft: number, 
/**
 * The last visit's traces are wiped: what was looked at, and whether nothing was found.
 */
wiped: WipeProof | null, };

export type Device = { 
/**
 * Its id.
 */
id: string, 
/**
 * What it called itself.
 */
name: string | null, 
/**
 * When it signed in.
 */
firstSeenAt: string, 
/**
 * When it last came back, to within the life of an access token.
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
 * What it stands for.
 */
kind: LineKind, 
/**
 * The landlord's own words.
 */
label: string, 
/**
 * Amount; negative when deducted.
 */
amount: Cents, };

export type DocumentList = { 
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
 * What the document is.
 */
kind: DocumentKind | null, 
/**
 * The amount as it was typed: `412,37`, or `412` for any cents.
 */
amount: string, };

export type DocumentStanding = "current" | "superseded" | "withdrawn" | "missing";

export type DocumentStatus = "paid" | "partlyPaid" | "due" | "overdue" | "settled" | "forInformation";

export type DocumentSummary = { 
/**
 * Its id.
 */
id: DocumentId, 
/**
 * What it is.
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
 * Where it stands today.
 */
status: DocumentStatus, 
/**
 * Whether it still counts.
 */
standing: DocumentStanding, };

export type DwellingDetails = { 
/**
 * « T3 », « Garage ».
 */
kind: string | null, 
/**
 * Building, as it is called there.
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
 * Whom to call when something fails.
 */
emergencies: Array<EmergencyNumber>, };

export type DwellingView = { 
/**
 * The names on the lease.
 */
tenants: Array<string>, 
/**
 * Its address, one line each.
 */
address: Array<string>, 
/**
 * What the landlord has on file of it.
 */
details: DwellingDetails, 
/**
 * The lease, where the landlord tells of it.
 */
lease: LeaseDetails | null, };

export type EmergencyNumber = { 
/**
 * What it is for: « Ascenseur ».
 */
what: string, 
/**
 * As written in France.
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
 * The month that it is about.
 */
term: Term | null, 
/**
 * What to quote to the agency.
 */
reference: string | null, 
/**
 * File and line, for whoever installed the program.
 */
detail: string | null, };

export type FailureCode = "tenantCodeEmpty" | "tenantCodeMissingDigits" | "tenantCodeExtraDigits" | "tenantCodeNotDigits" | "phoneEmpty" | "phoneNotMobile" | "letterCodeEmpty" | "letterCodeMissingCharacters" | "letterCodeExtraCharacters" | "letterCodeForeignCharacter" | "letterCodeMistyped" | "letterCodeWrong" | "smsCodeEmpty" | "smsCodeLength" | "smsCodeWrong" | "smsCodeExpired" | "emailEmpty" | "emailMissingAt" | "emailIncomplete" | "emailSuggestion" | "landlineInvalid" | "termsNotAccepted" | "passwordEmpty" | "passwordTooShort" | "passwordTooLong" | "passwordNoUpper" | "passwordNoLower" | "passwordNoDigit" | "passwordTooCommon" | "passwordIsTenantCode" | "amountUnreadable" | "amountEmpty" | "amountTooLarge" | "amountTooSmall" | "messageEmpty" | "messageTooLong" | "attachmentKindUnknown" | "attachmentsTooLarge" | "tooManyAttachments" | "pinEmpty" | "pinLength" | "pinNotDigits" | "pinRepeated" | "pinInOrder" | "pinDate" | "pinInTenantCode" | "pinsDiffer" | "pinWrong" | "pinNotKept" | "pinNotChecked" | "tooManyPeople" | "credentialsWrong" | "currentPasswordWrong" | "fields" | "tooManyAttempts" | "resendTooSoon" | "enrolmentEnded" | "robotCheckFailed" | "unreachable" | "connectionUntrusted" | "slow" | "landlordBusy" | "landlordFault" | "answerUnreadable" | "busy" | "sessionEnded" | "notFound" | "archiveUnreadable" | "diskFull" | "diskFault" | "configurationUnreadable" | "documentDamaged" | "pdfUnavailableOffline" | "pdfUnreadable" | "nothingProved" | "nothingChosen" | "tooManyChosen" | "nothingOfYear" | "pdfMissingOffline" | "pdfNotJoinable" | "amountNotOwed" | "cardsUnavailable" | "paymentPageUntrusted" | "browserNotOpened" | "deviceNotEnrolled" | "staffCheckRequired" | "visitEnded" | "approvalRequired" | "notAllowed" | "staffLoginEmpty" | "staffLoginMalformed" | "staffCodeEmpty" | "staffCodeMalformed" | "staffCodeWrong" | "activationCodeWrong" | "nameEmpty" | "birthDateEmpty" | "birthDateInvalid" | "nobodyFound" | "nothingTicked" | "fileNotSaved" | "fileNotOpened" | "notPrinted" | "noPrinter" | "internal";

export type Field = "tenantCode" | "phone" | "letterCode" | "smsCode" | "email" | "landline" | "terms" | "password" | "amount" | "message" | "attachments" | "pin" | "pinAgain" | "currentPin" | "staffLogin" | "staffCode" | "activationCode" | "name" | "birthDate" | "identityDocument" | "purposes";

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
 * How many digits or characters are missing, too many, or were typed.
 */
count: number | null, 
/**
 * What was probably meant, or the character that does not belong.
 */
suggestion: string | null, 
/**
 * The bound that an amount is beyond.
 */
bound: Cents | null, };

export type FiguresView = { 
/**
 * One's own, today.
 */
today: CounterFigures, 
/**
 * The agency's, today; for its manager only.
 */
agencyToday: CounterFigures | null, 
/**
 * The agency's in the last 30 days; for its manager only.
 */
agencyMonth: CounterFigures | null, };

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
 * The first of them, newest first.
 */
documents: Array<DocumentSummary>, };

export type Frame = { 
/**
 * Where secrets are kept; in memory they last until the window closes (S13).
 */
secretsKept: SecretsKept, 
/**
 * Whether there is a PIN to lock with.
 */
lockable: boolean, 
/**
 * Whether somebody else is known to this computer.
 */
hasOthers: boolean, 
/**
 * The counter's bar; none at home.
 */
counter: CounterStanding | null, };

export type Freshness = { 
/**
 * In one word.
 */
state: FreshnessState, 
/**
 * The moment of the last synchronisation, in RFC 3339.
 */
asOf: string | null, };

export type FreshnessState = "upToDate" | "offline" | "neverSynchronised";

export type HomeOverview = { 
/**
 * What is owed; none before the landlord was asked once.
 */
owed: OwedView | null, 
/**
 * A payment by card that waits, or whose end was not seen yet.
 */
payment: CardPaymentView | null, 
/**
 * The agency has answered a message, and the answer was not seen yet.
 */
answered: boolean, 
/**
 * The newest document that counts.
 */
latest: DocumentSummary | null, 
/**
 * How many documents there are.
 */
documents: number, 
/**
 * What the landlord has to say today.
 */
news: Array<News>, 
/**
 * How fresh this is.
 */
freshness: Freshness, };

export type IdentityDocument = "identityCard" | "passport" | "residencePermit" | "drivingLicence";

export type IssuingLandlord = { 
/**
 * Legal name.
 */
name: string, 
/**
 * Postal address, one line each.
 */
address: Array<string>, 
/**
 * SIRET number.
 */
siret: string, };

export type KeepingProgress = { 
/**
 * How many are here.
 */
kept: number, 
/**
 * Of how many documents.
 */
all: number, 
/**
 * Whether the others are on their way.
 */
state: KeepingState, };

export type KeepingState = "underWay" | "done" | "stopped" | "interrupted";

export type LandlordProfile = { 
/**
 * Legal name.
 */
name: string, 
/**
 * What the product is called for its tenants.
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
 * Postal address, one line each.
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
 * Where the terms of use stand.
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
 * Who lives there with the tenants, as declared.
 */
occupants: Array<string>, };

export type LetterCodeReading = { 
/**
 * The characters understood so far, in groups of four.
 */
grouped: string, 
/**
 * How many characters were understood.
 */
characters: number, 
/**
 * How many a letter code has.
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
 * What it says, in lines of plain text.
 */
text: string, 
/**
 * When it was given.
 */
at: string, };

export type MessageStanding = "waiting" | "refused" | "sent" | "read" | "answered";

export type MessageSubject = "paymentPlan" | "rent" | "repair" | "other" | "unknown";

export type MessageView = { 
/**
 * What a message is named by that is still on this computer.
 */
waiting: string | null, 
/**
 * What it is about.
 */
subject: MessageSubject, 
/**
 * What it says, in lines.
 */
text: string, 
/**
 * What comes with it.
 */
attachments: Array<AttachmentFacts>, 
/**
 * When it was sent, or written.
 */
at: string, 
/**
 * How it stands.
 */
standing: MessageStanding, 
/**
 * The agency's answer.
 */
answer: MessageAnswer | null, };

export type News = { 
/**
 * Title.
 */
title: string, 
/**
 * Text, one paragraph each.
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
 * What that is.
 */
kind: DocumentKind, 
/**
 * The term it is about.
 */
term: Term, 
/**
 * The day it has to be paid.
 */
dueOn: string | null, 
/**
 * What is left to be paid.
 */
left: Cents, 
/**
 * That day has passed.
 */
late: boolean, };

export type OtherPaymentMeans = { 
/**
 * Which.
 */
kind: PaymentMeansKind, 
/**
 * Where and how, in the landlord's own words, one paragraph each.
 */
words: Array<string>, };

export type OwedView = { 
/**
 * All of it: nothing when the account is settled.
 */
total: Cents, 
/**
 * What should have been paid by now.
 */
late: Cents, 
/**
 * Since when.
 */
lateSince: string | null, 
/**
 * What is to be paid yet.
 */
toCome: Cents, 
/**
 * The first day of it.
 */
nextDueOn: string | null, 
/**
 * What the landlord owes the tenant.
 */
credit: Cents, };

export type PapersWanted = { "papers": "dossier" } | { "papers": "selection", 
/**
 * Which.
 */
ids: Array<DocumentId>, } | { "papers": "yearStatement", 
/**
 * Which.
 */
year: number, } | { "papers": "amounts" };

export type PasswordReading = { 
/**
 * At least 8 characters.
 */
longEnough: boolean, 
/**
 * A capital and a small letter.
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

export type Person = { 
/**
 * What tells the people of this computer apart.
 */
number: number, 
/**
 * The last three digits of the tenant code.
 */
tenantCodeEnd: string, 
/**
 * As on the lease, where it is known.
 */
name: string | null, };

export type PinLoss = "forgotten" | "spent";

export type PinStanding = "none" | "set" | "unavailable";

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
 * *Me prévenir quand un document arrive*: only who asked for it is told.
 */
newDocumentNotices: boolean, };

export type Profile = { 
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

export type QrDrawing = { 
/**
 * Its dark modules, as the path of an SVG, one unit a module.
 */
path: string, 
/**
 * Its width in modules, its margins included.
 */
modules: number, };

export type RentAccountView = { 
/**
 * What is owed.
 */
owed: OwedView, 
/**
 * What it is made of, what was due first coming first.
 */
open: Array<OpenChargeView>, 
/**
 * What was asked for and what came in, newest first.
 */
entries: Array<AccountEntry>, 
/**
 * What the account stood at before the oldest of them.
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
 * What was received for it.
 */
paid: Cents, 
/**
 * The day of the last payment.
 */
paidOn: string | null, 
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
 * What it is.
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
 * Where it stands today.
 */
status: DocumentStatus, 
/**
 * Whether it still counts.
 */
standing: DocumentStanding, };

export type SavedPapers = { 
/**
 * The name of the file, as the tenant may have changed it.
 */
name: string, 
/**
 * The name of the folder.
 */
folder: string, 
/**
 * How many documents it is made of.
 */
documents: number, };

export type SecondFactorView = { 
/**
 * « Claire MARTIN »
 */
name: string, 
/**
 * The key in groups of four.
 */
key: string, 
/**
 * The same to be read by a telephone.
 */
drawing: QrDrawing, };

export type SecretsKept = "keyring" | "memory" | "visit";

export type Shown = { 
/**
 * The screen.
 */
step: Step, 
/**
 * What stands around it.
 */
frame: Frame, };

export type StaffAction = "activated" | "signedIn" | "signedInByRecoveryCode" | "checked" | "signedOut" | "ownPasswordChanged" | "searched" | "visitBegun" | "signUpBegun" | "signedUp" | "passwordResetBegun" | "passwordReset" | "newNumberProposed" | "newNumberConfirmed" | "approved" | "attestationPrinted" | "letterPrinted" | "visitEnded" | "journalExported" | "unknown";

export type StaffHelp = { 
/**
 * When.
 */
at: string, 
/**
 * What.
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

export type Step = { "screen": "welcome" } | { "screen": "beforeYouStart" } | { "screen": "tenantCode", 
/**
 * What was typed before.
 */
typed: string, 
/**
 * What is under way.
 */
purpose: EnrolmentPurpose, } | { "screen": "phone", 
/**
 * The mask.
 */
mask: MaskedPhone, 
/**
 * What was typed before.
 */
typed: string, 
/**
 * What is under way.
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
 * How many messages were asked for: from 2 on, the last one is meant.
 */
messagesSent: number, 
/**
 * The number that a letter allows, as written in France; none when it is the one on file.
 */
newNumber: string | null, 
/**
 * What is under way.
 */
purpose: EnrolmentPurpose, } | { "screen": "profile", 
/**
 * The number verified, as written in France.
 */
mobile: string, 
/**
 * What was typed before.
 */
typed: Profile | null, } | { "screen": "password", 
/**
 * What is under way.
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
 * *J'ai reçu un courrier* leads on from here.
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
 * What is under way.
 */
purpose: EnrolmentPurpose, } | { "screen": "resumeEnrolment", 
/**
 * What was under way.
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
 * Why the password is asked for where a PIN is set.
 */
pinLoss: PinLoss | null, } | { "screen": "locked", 
/**
 * How often it may be tried yet.
 */
triesLeft: number, } | { "screen": "pinOffer" } | { "screen": "pinChoice", 
/**
 * In place of another one, which is asked for as well.
 */
changing: boolean, } | { "screen": "pinRemoval" } | { "screen": "people", 
/**
 * Those whom this computer knows.
 */
people: Array<Person>, 
/**
 * There is no place for anybody more.
 */
full: boolean, } | { "screen": "personRemoval", 
/**
 * Who.
 */
person: Person, } | { "screen": "signInCode", 
/**
 * Seconds until *Renvoyer le code* works.
 */
resendAfterSeconds: number, 
/**
 * How many messages were asked for: from 2 on, the last one is meant.
 */
messagesSent: number, } | { "screen": "home", 
/**
 * What one look tells.
 */
overview: HomeOverview, } | { "screen": "receipts" } | { "screen": "rentAccount", 
/**
 * None before the landlord was asked once.
 */
account: RentAccountView | null, 
/**
 * The last request to pay in parts.
 */
plan: MessageView | null, 
/**
 * How fresh it is.
 */
freshness: Freshness, } | { "screen": "waysToPay", 
/**
 * The ways there are.
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
 * What is to be paid.
 */
amount: Cents, 
/**
 * What is owed after it.
 */
left: Cents, 
/**
 * Where the page is.
 */
host: string, } | { "screen": "cardPayment", 
/**
 * The payment.
 */
payment: CardPaymentView, } | { "screen": "dwelling", 
/**
 * None before the landlord was asked once.
 */
dwelling: DwellingView | null, 
/**
 * How fresh it is.
 */
freshness: Freshness, } | { "screen": "landlord", 
/**
 * Who it is.
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
 * What comes with it.
 */
attachments: Array<AttachmentFacts>, } | { "screen": "account", 
/**
 * What is known; none before the landlord was asked once.
 */
overview: AccountOverview | null, 
/**
 * The landlord has told it since *Mon profil* was opened.
 */
upToDate: boolean, 
/**
 * What was just done.
 */
news: AccountNews | null, 
/**
 * How it stands with the PIN of this computer.
 */
pin: PinStanding, } | { "screen": "accountEmail", 
/**
 * The one in force, when it is known.
 */
current: string | null, 
/**
 * What was typed before.
 */
typed: string, } | { "screen": "accountMobile", 
/**
 * The one on file, masked.
 */
current: MaskedPhone | null, 
/**
 * What was typed before.
 */
typed: string, } | { "screen": "accountMobileCode", 
/**
 * Where it went, as written in France.
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
 * How many messages were asked for: from 2 on, the last one is meant.
 */
messagesSent: number, } | { "screen": "accountLandline", 
/**
 * The one in force, or what was typed before.
 */
typed: string, } | { "screen": "accountPasswordAgain", 
/**
 * What goes on after it.
 */
question: AccountQuestion, } | { "screen": "accountNewPassword" } | { "screen": "accountConsent", 
/**
 * Which.
 */
question: AccountQuestion, 
/**
 * How it stands.
 */
consent: ConsentView, } | { "screen": "accountDevices", 
/**
 * The machines, this computer first.
 */
devices: Array<Device>, 
/**
 * One was just signed out.
 */
signedOut: boolean, } | { "screen": "accountDeletion" } | { "screen": "accountDeleted" } | { "screen": "staffSignIn", 
/**
 * The name typed before.
 */
login: string, 
/**
 * There is a service on which nothing is real.
 */
practiceOffered: boolean, } | { "screen": "staffActivation", 
/**
 * The name typed before.
 */
login: string, } | { "screen": "staffSecondFactor", 
/**
 * What it has to learn.
 */
factor: SecondFactorView, } | { "screen": "staffRecoveryCodes", 
/**
 * Eight codes, shown once.
 */
codes: Array<string>, } | { "screen": "staffCheck" } | { "screen": "staffPassword" } | { "screen": "counterDesk", 
/**
 * What stands on it.
 */
desk: DeskView, } | { "screen": "tenantsFound", 
/**
 * The tenants.
 */
tenants: Array<TenantFound>, 
/**
 * There are more than are told.
 */
more: boolean, } | { "screen": "visitIdentity", 
/**
 * Who it may be.
 */
tenant: TenantFound, } | { "screen": "visitConsent", 
/**
 * Who it is.
 */
tenant: TenantFound, } | { "screen": "visit", 
/**
 * The visit.
 */
visit: VisitView, } | { "screen": "visitNewNumber", 
/**
 * Whose.
 */
name: string, 
/**
 * What was typed before.
 */
typed: string, } | { "screen": "visitApproval", 
/**
 * Whose.
 */
name: string, } | { "screen": "handOver", 
/**
 * Who.
 */
name: string, 
/**
 * What for.
 */
purpose: VisitPurpose, } | { "screen": "numberConfirmed", 
/**
 * As written in France.
 */
mobile: string, };

export type Strength = "weak" | "fair" | "good" | "strong";

export type TenantCodeReading = { 
/**
 * The digits understood so far, in groups of three.
 */
grouped: string, 
/**
 * How many digits were understood.
 */
digits: number, 
/**
 * How many a tenant code has.
 */
expected: number, 
/**
 * The text is a tenant code.
 */
complete: boolean, };

export type TenantFound = { 
/**
 * What tells those found apart.
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
 * The number on file, masked; none when there is none.
 */
mobile: MaskedPhone | null, 
/**
 * There is an account.
 */
registered: boolean, };

export type Term = string;

export type Transfer = { 
/**
 * Who is paid.
 */
payee: string, 
/**
 * The account in groups of four, as it is read.
 */
iban: string, 
/**
 * The same without spaces, as it is pasted.
 */
ibanCompact: string, 
/**
 * Its bank.
 */
bic: string | null, 
/**
 * What tells the landlord whose rent it is.
 */
reference: string, 
/**
 * The amount proposed; none when nothing is owed.
 */
amount: Cents | null, 
/**
 * The same as a code; none where it cannot say it.
 */
qr: QrDrawing | null, };

export type VisitPurpose = "signUp" | "passwordReset" | "newNumber" | "receipts";

export type VisitView = { 
/**
 * Who is there.
 */
tenant: TenantFound, 
/**
 * What they agreed to.
 */
purposes: Array<VisitPurpose>, 
/**
 * A second member of staff has to agree before another number is given.
 */
approvalRequired: boolean, 
/**
 * What was done by now, each once.
 */
done: Array<VisitPurpose>, 
/**
 * The tenant is signed in: receipts can be looked at.
 */
signedIn: boolean, };

export type WaysToPay = { 
/**
 * What is owed; none before the landlord was asked once.
 */
owed: OwedView | null, 
/**
 * The landlord takes cards, and there is something that one can pay.
 */
cards: boolean, 
/**
 * A payment by card that waits, or whose end was not seen yet.
 */
payment: CardPaymentView | null, 
/**
 * By transfer.
 */
transfer: Transfer | null, 
/**
 * Otherwise.
 */
others: Array<OtherPaymentMeans>, 
/**
 * How fresh this is.
 */
freshness: Freshness, };

export type WipePlace = "page" | "folder" | "clipboard" | "memory";

export type WipeProof = { 
/**
 * Each place, with whether nothing of the tenant's is there.
 */
places: Array<WipedPlace>, 
/**
 * The landlord was told that the visit has ended; it ends by itself otherwise.
 */
landlordTold: boolean, 
/**
 * Why it ended.
 */
reason: WipeReason, };

export type WipeReason = "ended" | "idle" | "locked";

export type WipedPlace = { 
/**
 * Which.
 */
place: WipePlace, 
/**
 * Nothing is there.
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
 * The documents, newest first; none when they are left to be asked for.
 */
documents: Array<DocumentSummary> | null, };
