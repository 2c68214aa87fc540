export type MaskedPhone = { display: string, firstDigits: string, lastDigits: string };
export type Agency = { name: string, address: string[], telephone: string, email: string, openingHours: string[] };
export type LandlordProfile = { name: string, productName: string, telephone: string, email: string, website: string, address: string[], siret: string, primaryColour: string | null, termsUrl: string | null };
export type Profile = { email: string, landline: string, mobile: string, termsAccepted: boolean, mailsAccepted: boolean, electronicReceiptsAccepted: boolean };
export type Step =
  | { screen: "welcome" }
  | { screen: "beforeYouStart" }
  | { screen: "tenantCode", typed: string }
  | { screen: "phone", mask: MaskedPhone, typed: string }
  | { screen: "smsCode", resendAfterSeconds: number, expiresInSeconds: number, messagesSent: number }
  | { screen: "profile", mobile: string, typed: Profile | null }
  | { screen: "password" }
  | { screen: "done", tenantCodeEnd: string }
  | { screen: "contactAgency", agency: Agency }
  | { screen: "signIn", tenantCodeEnd: string | null }
  | { screen: "receipts" };
export type Opening = { step: Step, secretsKept: "keyring" | "memory" };
export type TenantCodeReading = { grouped: string, digits: number, expected: number, complete: boolean };
export type PasswordReading = { longEnough: boolean, upperAndLower: boolean, digit: boolean, strength: "weak" | "fair" | "good" | "strong" };
export type Field = "tenantCode" | "phone" | "smsCode" | "email" | "landline" | "mobile" | "terms" | "password";
export type FailureCode =
  | "tenantCodeEmpty" | "tenantCodeMissingDigits" | "tenantCodeExtraDigits" | "tenantCodeNotDigits"
  | "phoneEmpty" | "phoneNotMobile" | "smsCodeEmpty" | "smsCodeLength" | "smsCodeWrong" | "smsCodeExpired"
  | "emailEmpty" | "emailMissingAt" | "emailIncomplete" | "emailSuggestion" | "landlineInvalid" | "mobileInvalid" | "termsNotAccepted"
  | "passwordEmpty" | "passwordTooShort" | "passwordTooLong" | "passwordNoUpper" | "passwordNoLower" | "passwordNoDigit" | "passwordTooCommon" | "passwordIsTenantCode"
  | "credentialsWrong"
  | "tooManyAttempts" | "resendTooSoon" | "enrolmentEnded" | "robotCheckFailed" | "unreachable" | "slow" | "landlordFault" | "answerUnreadable" | "busy" | "sessionEnded" | "notFound" | "archiveUnreadable" | "configurationUnreadable" | "pdfUnavailableOffline" | "pdfUnreadable" | "internal";
export type FieldFailure = { field: Field, code: FailureCode, count: number | null, suggestion: string | null };
export type Failure = { code: FailureCode, fields: FieldFailure[], retryAt: string | null, reference: string | null, detail: string | null };
export type DocumentKind = "avis" | "quittance" | "recu" | "regularisation" | "unknown";
export type LineKind = "rent" | "charges" | "regularisation" | "apl" | "rls" | "sls" | "earlierBalance" | "payment" | "other";
export type DocumentLine = { kind: LineKind, label: string, amount: number };
export type DocumentStatus = "paid" | "partlyPaid" | "due" | "overdue" | "settled" | "unknown";
export type DocumentSummary = { id: string, kind: DocumentKind, term: string, issuedOn: string, amount: number, status: DocumentStatus };
export type RentDocument = DocumentSummary & { tenants: string[], dwelling: string[], landlord: { name: string, address: string[], siret: string }, lines: DocumentLine[], paid: number, paidOn: string | null, dueOn: string | null, supersedes: string | null, supersededBy: string | null, pdf: { size: number } | null };
export type Freshness = { state: "upToDate" | "offline" | "neverSynchronised", asOf: string | null };
export type DocumentList = { documents: DocumentSummary[], setAside: number, freshness: Freshness };
export type Preferences = { textSize: 100 | 125 | 150 | 200, contrast: "normal" | "strong", appearance: "light" | "dark" | "automatic", language: "fr" };
