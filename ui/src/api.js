/**
 * The shell's commands, one function each. This is the only file that knows Tauri.
 * Each rejects with a {@link import("./bindings.ts").Failure}; a rejection of any other shape becomes `internal`.
 */
import { Channel, invoke } from "@tauri-apps/api/core";

/** @typedef {import("./bindings.ts").Step} Step */
/** @typedef {import("./bindings.ts").Failure} Failure */

/**
 * @template T
 * @param {string} command
 * @param {Record<string, unknown> | Uint8Array} [args]
 * @returns {Promise<T>}
 */
const call = (command, args) => answered(invoke(command, args));

/**
 * @template T
 * @param {Promise<T>} asked
 */
async function answered(asked) {
  try {
    return await asked;
  } catch (thrown) {
    throw asFailure(thrown);
  }
}

/**
 * @param {unknown} thrown
 * @returns {Failure}
 */
export function asFailure(thrown) {
  if (typeof thrown === "object" && thrown !== null && "code" in thrown && "fields" in thrown) {
    return /** @type {Failure} */ (thrown);
  }
  console.error(thrown);
  return { code: "internal", fields: [], retryAt: null, term: null, reference: null, detail: null };
}

/**
 * What the shell wrote into the page before any script of it ran (`src-tauri/window.rs`).
 * @type {{ firstPaint: import("./bindings.ts").FirstPaint, opening: Promise<import("./bindings.ts").Opening> | null }}
 */
const written = /** @type {any} */ (window);
export const firstPaint = written.firstPaint;
/** The step to show when the window opens: asked for while this script was still on its way, and anew after a failure. @returns {Promise<import("./bindings.ts").Opening>} */
export function opening() {
  const asked = written.opening;
  written.opening = null;
  return asked ? answered(asked) : call("opening");
}
/** Where secrets are kept by now: a keyring may fail at any time. @returns {Promise<import("./bindings.ts").SecretsKept>} */
export const secretsKept = () => call("secrets_kept");
/** @param {import("./bindings.ts").Preferences} preferences @returns {Promise<void>} */
export const setPreferences = (preferences) => call("set_preferences", { preferences });
/** The tenant's agency, once known. @returns {Promise<import("./bindings.ts").Agency | null>} */
export const agency = () => call("agency");

/** Opens the system's print dialog, for the page as its print style sheet lays it out. @returns {Promise<boolean>} false when the person cancelled. */
export const printPage = () => call("print_page");

/** @returns {Promise<Step>} */
export const startEnrolment = () => call("start_enrolment");
/** @returns {Promise<Step>} */
export const startPasswordReset = () => call("start_password_reset");
/** Takes up the enrolment that was left in the middle. @returns {Promise<Step>} */
export const resumeEnrolment = () => call("resume_enrolment");
/** Forgets the enrolment that was left in the middle. @returns {Promise<Step>} */
export const abandonEnrolment = () => call("abandon_enrolment");
/** After an enrolment has ended: begins again what it was for. @returns {Promise<Step>} */
export const restartEnrolment = () => call("restart_enrolment");
/** @returns {Promise<Step>} */
export const continueEnrolment = () => call("continue_enrolment");
/** How the text typed so far reads as a tenant code. Cheap: called on each input. @param {string} text @returns {Promise<import("./bindings.ts").TenantCodeReading>} */
export const readTenantCode = (text) => call("read_tenant_code", { text });
/** Solves the robot check in the background; resolves when it is solved. @param {string} text @returns {Promise<void>} */
export const prepareRobotCheck = (text) => call("prepare_robot_check", { text });
/** @param {string} text @returns {Promise<Step>} */
export const submitTenantCode = (text) => call("submit_tenant_code", { text });
/** @param {string} text @returns {Promise<Step>} */
export const submitPhone = (text) => call("submit_phone", { text });
/** @returns {Promise<Step>} */
export const openLetter = () => call("open_letter");
/** How the text typed so far reads as the code of a letter. Cheap: called on each input. @param {string} text @returns {Promise<import("./bindings.ts").LetterCodeReading>} */
export const readLetterCode = (text) => call("read_letter_code", { text });
/** @param {string} code @param {string} phone @returns {Promise<Step>} */
export const submitLetter = (code, phone) => call("submit_letter", { code, phone });
/** @returns {Promise<Step>} */
export const resendSmsCode = () => call("resend_sms_code");
/** @param {string} text @returns {Promise<Step>} */
export const submitSmsCode = (text) => call("submit_sms_code", { text });
/** @param {import("./bindings.ts").Profile} profile @returns {Promise<Step>} */
export const submitProfile = (profile) => call("submit_profile", { profile });
/** Which password rules the text meets so far. @param {string} text @returns {Promise<import("./bindings.ts").PasswordReading>} */
export const readPassword = (text) => call("read_password", { text });
/** @param {string} text @returns {Promise<Step>} */
export const submitPassword = (text) => call("submit_password", { text });
/** @returns {Promise<Step>} */
export const finishEnrolment = () => call("finish_enrolment");
/** @returns {Promise<Step>} */
export const contactAgency = () => call("contact_agency");
/** The step before this one. @returns {Promise<Step>} */
export const goBack = () => call("go_back");
/** @returns {Promise<Step>} */
export const openSignIn = () => call("open_sign_in");
/** Forgets the remembered tenant code, so that another can be typed. @returns {Promise<Step>} */
export const openPeople = () => call("open_people");
/** Whether somebody else is known to this computer. @returns {Promise<boolean>} */
export const hasOthers = () => call("has_others");
/** @param {number} number @returns {Promise<Step>} */
export const choosePerson = (number) => call("choose_person", { number });
/** The entrance, for somebody whom this computer does not know. @returns {Promise<Step>} */
export const addPerson = () => call("add_person");
/** @param {number} number @returns {Promise<Step>} */
export const askPersonRemoval = (number) => call("ask_person_removal", { number });
/** @returns {Promise<Step>} */
export const removePerson = () => call("remove_person");
/** @param {string | null} tenantCode null: the remembered one. @param {string} password @returns {Promise<Step>} */
export const signIn = (tenantCode, password) => call("sign_in", { tenantCode, password });
/** @param {string} text @returns {Promise<Step>} */
export const submitSignInCode = (text) => call("submit_sign_in_code", { text });
/** @returns {Promise<Step>} */
export const resendSignInCode = () => call("resend_sign_in_code");
/** @returns {Promise<Step>} */
export const signOut = () => call("sign_out");

/** The PIN of a locked window. @param {string} text @returns {Promise<Step>} */
export const unlock = (text) => call("unlock", { text });
/** The password signs in, and the archive is kept. @returns {Promise<Step>} */
export const forgetPin = () => call("forget_pin");
/** *Plus tard*. @returns {Promise<Step>} */
export const declinePin = () => call("decline_pin");
/** The page of a new PIN. @returns {Promise<Step>} */
export const openPin = () => call("open_pin");
/** The page that asks for the PIN in force, before there is none any more. @returns {Promise<Step>} */
export const openPinRemoval = () => call("open_pin_removal");
/** @param {string | null} current null: the first one. @param {string} pin @param {string} again @returns {Promise<Step>} */
export const submitPin = (current, pin, again) => call("submit_pin", { current, pin, again });
/** @param {string} current @returns {Promise<Step>} */
export const removePin = (current) => call("remove_pin", { current });
/** Where a PIN is set, the page is loaded again, locked. @returns {Promise<void>} */
export const lock = () => call("lock");
/** Whether there is a PIN to lock with. @returns {Promise<boolean>} */
export const lockable = () => call("lockable");
/** Somebody touches keyboard or pointer. @returns {Promise<void>} */
export const beTouched = () => call("be_touched");

/** *Accueil*. @returns {Promise<Step>} */
export const openHome = () => call("open_home");
/** *Accueil* is painted. @param {number} documents @returns {Promise<void>} */
export const homeShown = (documents) => call("home_shown", { documents });
/** *Mes quittances*. @returns {Promise<Step>} */
export const openReceipts = () => call("open_receipts");
/** *Mon compte*. @returns {Promise<Step>} */
export const openRentAccount = () => call("open_rent_account");
/** *Payer mon loyer*. @returns {Promise<Step>} */
export const openWaysToPay = () => call("open_ways_to_pay");
/** *Mon logement*. @returns {Promise<Step>} */
export const openDwelling = () => call("open_dwelling");
/** *Mon bailleur*. @returns {Promise<Step>} */
export const openLandlord = () => call("open_landlord");
/** The page that is open, as the archive has it by now. @returns {Promise<Step>} */
export const readPage = () => call("read_page");

/** *Mes messages*. @returns {Promise<Step>} */
export const openMessages = () => call("open_messages");
/** @param {import("./bindings.ts").MessageSubject} subject @returns {Promise<Step>} */
export const openNewMessage = (subject) => call("open_new_message", { subject });
/** Adds a file to the message that is being written. @param {Uint8Array} bytes @returns {Promise<Step>} */
export const attachFile = (bytes) => call("attach_file", bytes);
/** @param {number} place from 0 @returns {Promise<Step>} */
export const detachFile = (place) => call("detach_file", { place });
/** Keeps the message and sends it as soon as there is a network. @param {import("./bindings.ts").MessageSubject} subject @param {string} text @returns {Promise<Step>} */
export const submitMessage = (subject, text) => call("submit_message", { subject, text });
/** Takes a message that was not sent off this computer. @param {string} key @returns {Promise<Step>} */
export const withdrawMessage = (key) => call("withdraw_message", { key });

/** *Payer par carte*. @returns {Promise<Step>} */
export const openCardPayment = () => call("open_card_payment");
/** @param {import("./bindings.ts").AmountWanted} wanted @returns {Promise<Step>} */
export const submitPaymentAmount = (wanted) => call("submit_payment_amount", { wanted });
/** Opens the provider's page in the system's browser. @returns {Promise<Step>} */
export const pay = () => call("pay");
/** What came of the payment by now. @returns {Promise<Step>} */
export const followPayment = () => call("follow_payment");
/** @returns {Promise<Step>} */
export const givePaymentUp = () => call("give_payment_up");
/** *Accueil*; what is settled is not told again. @returns {Promise<Step>} */
export const leavePayment = () => call("leave_payment");

/** From the archive alone, at once. @returns {Promise<import("./bindings.ts").DocumentList>} */
export const rentDocuments = () => call("rent_documents");
/** From the landlord. @returns {Promise<import("./bindings.ts").DocumentList>} */
export const synchronise = () => call("synchronise");
/** The documents of each of these years. @param {number[]} years @returns {Promise<import("./bindings.ts").DocumentSummary[][]>} */
export const rentDocumentsOf = (years) => call("rent_documents_of", { years });
/** @param {import("./bindings.ts").DocumentSearch} search @returns {Promise<import("./bindings.ts").FoundDocuments>} */
export const searchRentDocuments = (search) => call("search_rent_documents", { search });
/**
 * Keeps the PDFs on this computer; answers when that has ended. Once stopped, it goes on only when it is wanted.
 * @param {boolean} wanted
 * @param {(progress: import("./bindings.ts").KeepingProgress) => void} tell
 * @returns {Promise<import("./bindings.ts").KeepingProgress>}
 */
export const keepPdfs = (wanted, tell) => call("keep_pdfs", { wanted, told: new Channel(tell) });
/** @returns {Promise<void>} */
export const stopKeepingPdfs = () => call("stop_keeping_pdfs");
/** @param {string} id @returns {Promise<import("./bindings.ts").RentDocument>} */
export const rentDocument = (id) => call("rent_document", { id });
/** @param {string} id @returns {Promise<ArrayBuffer>} */
export const rentDocumentPdf = (id) => call("rent_document_pdf", { id });
/** Opens the system's save dialog. @param {string} id @returns {Promise<boolean>} false when the tenant cancelled. */
export const savePdf = (id) => call("save_pdf", { id });
/** Another program opens a copy. @param {string} id @returns {Promise<void>} */
export const openPdfElsewhere = (id) => call("open_pdf_elsewhere", { id });
/** Gets ready what can be printed without a network. @returns {Promise<boolean>} whether it is here. */
export const prepareCounter = () => call("prepare_counter");
/** Opens the system's print dialog. @param {string} id @returns {Promise<boolean>} false when the tenant cancelled. */
export const printPdf = (id) => call("print_pdf", { id });
/** What was saved and where; null when the person changed their mind. @param {import("./bindings.ts").PapersWanted} wanted @returns {Promise<import("./bindings.ts").SavedPapers | null>} */
export const savePapers = (wanted) => call("save_papers", { wanted });

/** *Mon profil*, as far as it is known here. @returns {Promise<Step>} */
export const openAccount = () => call("open_account");
/** From the landlord. @returns {Promise<import("./bindings.ts").AccountOverview>} */
export const refreshAccount = () => call("refresh_account");
/** @param {import("./bindings.ts").AccountQuestion} question @returns {Promise<Step>} */
export const askAccount = (question) => call("ask_account", { question });
/** @param {string} text @returns {Promise<Step>} */
export const submitAccountEmail = (text) => call("submit_account_email", { text });
/** @param {string} text empty: no landline any more. @returns {Promise<Step>} */
export const submitAccountLandline = (text) => call("submit_account_landline", { text });
/** @param {string} text @returns {Promise<Step>} */
export const submitAccountMobile = (text) => call("submit_account_mobile", { text });
/** @returns {Promise<Step>} */
export const resendAccountSmsCode = () => call("resend_account_sms_code");
/** @param {string} text @returns {Promise<Step>} */
export const submitAccountSmsCode = (text) => call("submit_account_sms_code", { text });
/** The password in force, typed again. @param {string} text @returns {Promise<Step>} */
export const submitAccountPassword = (text) => call("submit_account_password", { text });
/** @param {string} text @returns {Promise<Step>} */
export const submitNewAccountPassword = (text) => call("submit_new_account_password", { text });
/** @param {boolean} given @returns {Promise<Step>} */
export const submitAccountConsent = (given) => call("submit_account_consent", { given });
/** @param {string} id @returns {Promise<Step>} */
export const signDeviceOut = (id) => call("sign_device_out", { id });
/** Opens the system's save dialog. @param {import("./bindings.ts").ExportFormat} format @returns {Promise<boolean>} false when the tenant cancelled. */
export const saveAccountExport = (format) => call("save_account_export", { format });
/** @returns {Promise<Step>} */
export const continueAccountDeletion = () => call("continue_account_deletion");

/** What stands around every screen of a counter. @returns {Promise<import("./bindings.ts").CounterStanding>} */
export const counterStanding = () => call("counter_standing");
/** To what is not real, and back. @param {boolean} practice @returns {Promise<Step>} */
export const practise = (practice) => call("practise", { practice });
/** @returns {Promise<Step>} */
export const openActivation = () => call("open_activation");
/** @param {string} login @param {string} code @returns {Promise<Step>} */
export const beginActivation = (login, code) => call("begin_activation", { login, code });
/** @param {string} password @param {string} code @returns {Promise<Step>} */
export const confirmActivation = (password, code) => call("confirm_activation", { password, code });
/** The recovery codes are on paper. @returns {Promise<Step>} */
export const finishActivation = () => call("finish_activation");
/** @param {string} login @param {string} password @param {string} code @returns {Promise<Step>} */
export const signStaffIn = (login, password, code) => call("sign_staff_in", { login, password, code });
/** The second factor again. @param {string} code @returns {Promise<Step>} */
export const checkStaff = (code) => call("check_staff", { code });
/** @returns {Promise<Step>} */
export const signStaffOut = () => call("sign_staff_out");
/** @returns {Promise<import("./bindings.ts").FiguresView>} */
export const counterFigures = () => call("counter_figures");
/** @param {string} code @returns {Promise<Step>} */
export const searchByCode = (code) => call("search_by_code", { code });
/** @param {string} name @param {string} bornOn @returns {Promise<Step>} */
export const searchByName = (name, bornOn) => call("search_by_name", { name, bornOn });
/** @param {number} number @returns {Promise<Step>} */
export const chooseTenant = (number) => call("choose_tenant", { number });
/** @returns {Promise<Step>} */
export const openStaffPassword = () => call("open_staff_password");
/** Another password of one's own. @param {string} password @param {string} code @returns {Promise<Step>} */
export const submitStaffPassword = (password, code) => call("submit_staff_password", { password, code });
/** @param {import("./bindings.ts").IdentityDocument | null} document @returns {Promise<Step>} */
export const submitIdentity = (document) => call("submit_identity", { document });
/** @param {import("./bindings.ts").VisitPurpose[]} purposes @returns {Promise<Step>} */
export const beginVisit = (purposes) => call("begin_visit", { purposes });
/** @param {import("./bindings.ts").VisitPurpose} purpose @returns {Promise<Step>} */
export const beginPurpose = (purpose) => call("begin_purpose", { purpose });
/** @param {string} text @returns {Promise<Step>} */
export const submitNewNumber = (text) => call("submit_new_number", { text });
/** A second member of staff agrees. @param {string} login @param {string} password @param {string} code @returns {Promise<Step>} */
export const approve = (login, password, code) => call("approve", { login, password, code });
/** The tenant takes the keyboard. @returns {Promise<Step>} */
export const takeOver = () => call("take_over");
/** The tenant gives the keyboard back. @returns {Promise<Step>} */
export const backToVisit = () => call("back_to_visit");
/** Prints what the tenant agreed to. @returns {Promise<boolean>} false when staff cancelled. */
export const printConsent = () => call("print_consent");
/** Prints the registration letter. @returns {Promise<boolean>} false when staff cancelled. */
export const printLetter = () => call("print_letter");
/** Prints the paper on what a tenant agrees to, to be filled by hand. @returns {Promise<boolean>} false when staff cancelled. */
export const printConsentForm = () => call("print_consent_form");
/** Prints the visits of the last days, today included. @param {number} days @returns {Promise<boolean>} false when staff cancelled. */
export const printJournal = (days) => call("print_journal", { days });
/** Everything of the tenant's is wiped; then the page begins anew. @returns {Promise<void>} */
export const endVisit = () => call("end_visit");
