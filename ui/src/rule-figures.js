// Generated from the figures of the rules by `cargo xtask generate`. Do not edit.

/** What each sentence may tell of the rules, and what screens use of them. */
export const ruleFigures = {
  agencyMonthDays: 30,
  consentProofYears: 5,
  counterIdleMinutes: 2,
  dossierMonths: 3,
  idleMinutes: 5,
  journalDays: 31,
  letterCodeCharacters: 16,
  letterCodeGroup: 4,
  letterDays: 21,
  mailCodeHours: 24,
  maxAttachedBytes: 1048576,
  maxAttachedMegabytes: 1,
  maxAttachments: 3,
  maxJoinedDocuments: 240,
  maxPeople: 8,
  passwordMaxCharacters: 128,
  passwordMinCharacters: 8,
  pinDigits: 6,
  pinTries: 5,
  recentResetDays: 7,
  rentAccountYears: 3,
  smsCodeDigits: 6,
  staffIdleMinutes: 15,
  tenantCodeDigits: 15,
};
