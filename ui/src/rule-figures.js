// Generated from the figures of the rules by `cargo xtask generate`. Do not edit.

/** What each sentence may tell of the rules, and what screens use of them. */
export const ruleFigures = {
  accountYears: 3,
  agencyMonthDays: 30,
  consentProofYears: 5,
  counterIdleMinutes: 2,
  dossierMonths: 3,
  idleMinutes: 5,
  journalDays: 31,
  letterCodeCharacters: 16,
  letterCodeGroup: 4,
  letterDays: 21,
  mostAttachedBytes: 1048576,
  mostAttachedMegabytes: 1,
  mostAttachments: 3,
  mostJoinedDocuments: 240,
  mostPeople: 8,
  passwordMaxCharacters: 128,
  passwordMinCharacters: 8,
  pinDigits: 6,
  pinTries: 5,
  recentResetDays: 7,
  smsCodeDigits: 6,
  staffIdleMinutes: 15,
  tenantCodeDigits: 15,
};
