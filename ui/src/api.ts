// Generated from the table of commands by `cargo xtask generate`. Do not edit.
import type { AccountOverview, AccountQuestion, Agency, AmountWanted, DocumentKind, DocumentList, DocumentSearch, DocumentSummary, ExportFormat, FiguresView, FoundDocuments, Frame, IdentityDocument, KeepingProgress, LetterCodeReading, MessageSubject, PapersWanted, PasswordReading, Preferences, Profile, RentDocument, SavedPapers, Shown, TenantCodeReading, VisitPurpose } from "./bindings.ts";
import { call, reporting } from "./shell.js";

/** Every kind of document that is issued. */
export const documentKinds: DocumentKind[] = ["avis", "quittance", "recu", "regularisation"];

/** The step to show when the window opens. */
export const opening = (): Promise<Shown> => call("opening");

/** What stands around every screen now: a keyring may fail at any time (S13). */
export const frame = (): Promise<Frame> => call("frame");

/** Keeps the look that the person chose. */
export const setPreferences = (preferences: Preferences): Promise<void> => call("set_preferences", { preferences });

/** The tenant’s agency, once known. */
export const agency = (): Promise<Agency | null> => call("agency");

/** The step before this one. */
export const goBack = (): Promise<Shown> => call("go_back");

/** Somebody touches keyboard or pointer. */
export const beTouched = (): Promise<void> => call("be_touched");

/** Asks for a printer and prints the page on screen. False if the person cancels. */
export const printPage = (): Promise<boolean> => call("print_page");

/** Begins a sign-up. */
export const startEnrolment = (): Promise<Shown> => call("start_enrolment");

/** *J’ai oublié mon mot de passe*. */
export const startPasswordReset = (): Promise<Shown> => call("start_password_reset");

/** Takes up the enrolment that was left in the middle. */
export const resumeEnrolment = (): Promise<Shown> => call("resume_enrolment");

/** Forgets the enrolment that was left in the middle. */
export const abandonEnrolment = (): Promise<Shown> => call("abandon_enrolment");

/** After an enrolment has ended: begins again what it was for. */
export const restartEnrolment = (): Promise<Shown> => call("restart_enrolment");

/** *Avant de commencer* was read. */
export const continueEnrolment = (): Promise<Shown> => call("continue_enrolment");

/** How the text typed so far reads as a tenant code. Cheap: called on each input. */
export const readTenantCode = (text: string): Promise<TenantCodeReading> => call("read_tenant_code", { text });

/** Solves the robot check in the background; answers when it is solved. */
export const prepareRobotCheck = (text: string): Promise<void> => call("prepare_robot_check", { text });

/** The tenant code of an enrolment. */
export const submitTenantCode = (text: string): Promise<Shown> => call("submit_tenant_code", { text });

/** The telephone number, whole. */
export const submitPhone = (text: string): Promise<Shown> => call("submit_phone", { text });

/** *J’ai reçu un courrier*. */
export const openLetter = (): Promise<Shown> => call("open_letter");

/** How the text typed so far reads as the code of a letter. Cheap: called on each input. */
export const readLetterCode = (text: string): Promise<LetterCodeReading> => call("read_letter_code", { text });

/** The code of a letter and a new number. */
export const submitLetter = (code: string, phone: string): Promise<Shown> => call("submit_letter", { code, phone });

/** *Renvoyer le code*. */
export const resendSmsCode = (): Promise<Shown> => call("resend_sms_code");

/** The code of the SMS. */
export const submitSmsCode = (text: string): Promise<Shown> => call("submit_sms_code", { text });

/** *Mon profil* of a sign-up. */
export const submitProfile = (profile: Profile): Promise<Shown> => call("submit_profile", { profile });

/** Which password rules the text meets so far. */
export const readPassword = (text: string): Promise<PasswordReading> => call("read_password", { text });

/** The password of a new account, or of a reset. */
export const submitPassword = (text: string): Promise<Shown> => call("submit_password", { text });

/** *C’est fait* was read. */
export const finishEnrolment = (): Promise<Shown> => call("finish_enrolment");

/** *Contacter votre agence*. */
export const contactAgency = (): Promise<Shown> => call("contact_agency");

/** *Connexion*. */
export const openSignIn = (): Promise<Shown> => call("open_sign_in");

/** The tenant code, none for the remembered one, and the password. */
export const signIn = (tenantCode: string | null, password: string): Promise<Shown> => call("sign_in", { tenantCode, password });

/** The code of the SMS that a sign-in asks for. */
export const submitSignInCode = (text: string): Promise<Shown> => call("submit_sign_in_code", { text });

/** *Renvoyer le code*. */
export const resendSignInCode = (): Promise<Shown> => call("resend_sign_in_code");

/** *Se déconnecter*. */
export const signOut = (): Promise<Shown> => call("sign_out");

/** *Qui êtes-vous ?* Locks who has a PIN: the page is loaded again then. */
export const openPeople = (): Promise<Shown> => call("open_people");

/** Shows a person of this computer. */
export const choosePerson = (number: number): Promise<Shown> => call("choose_person", { number });

/** The entrance, for somebody whom this computer does not know. */
export const addPerson = (): Promise<Shown> => call("add_person");

/** Asks before a person is removed. */
export const askPersonRemoval = (number: number): Promise<Shown> => call("ask_person_removal", { number });

/** Removes the person who was asked about. */
export const removePerson = (): Promise<Shown> => call("remove_person");

/** The PIN of a locked window. */
export const unlock = (text: string): Promise<Shown> => call("unlock", { text });

/** The password signs in, and the archive is kept. */
export const forgetPin = (): Promise<Shown> => call("forget_pin");

/** *Plus tard*. */
export const declinePin = (): Promise<Shown> => call("decline_pin");

/** The page of a new PIN. */
export const openPin = (): Promise<Shown> => call("open_pin");

/** The page that asks for the PIN in force, before there is none any more. */
export const openPinRemoval = (): Promise<Shown> => call("open_pin_removal");

/** A new PIN, with the one in force if there is one. */
export const submitPin = (current: string | null, pin: string, again: string): Promise<Shown> => call("submit_pin", { current, pin, again });

/** No PIN any more. */
export const removePin = (current: string): Promise<Shown> => call("remove_pin", { current });

/** *Verrouiller*: the page is loaded again, so that nothing of it stays. */
export const lock = (): Promise<void> => call("lock");

/** *Accueil*. */
export const openHome = (): Promise<Shown> => call("open_home");

/** *Accueil* is painted: the log tells how long a start took. */
export const homeShown = (documents: number): Promise<void> => call("home_shown", { documents });

/** *Mes quittances*. */
export const openReceipts = (): Promise<Shown> => call("open_receipts");

/** *Mon compte*. */
export const openRentAccount = (): Promise<Shown> => call("open_rent_account");

/** *Payer mon loyer*. */
export const openWaysToPay = (): Promise<Shown> => call("open_ways_to_pay");

/** *Mon logement*. */
export const openDwelling = (): Promise<Shown> => call("open_dwelling");

/** *Mon bailleur*. */
export const openLandlord = (): Promise<Shown> => call("open_landlord");

/** The page that is open, as the archive has it by now. */
export const readPage = (): Promise<Shown> => call("read_page");

/** From the archive alone, at once. */
export const rentDocuments = (): Promise<DocumentList> => call("rent_documents");

/** The documents of each of these years. */
export const rentDocumentsOf = (years: Array<number>): Promise<Array<Array<DocumentSummary>>> => call("rent_documents_of", { years });

/** The documents that a search finds. */
export const searchRentDocuments = (search: DocumentSearch): Promise<FoundDocuments> => call("search_rent_documents", { search });

/** Keeps the PDFs on this computer, and reports its progress. `wanted`: the person asked for it. */
export const keepPdfs = (tell: (progress: KeepingProgress) => void, wanted: boolean): Promise<KeepingProgress> => call("keep_pdfs", { tell: reporting(tell), wanted });

/** *Arrêter* the download. */
export const stopKeepingPdfs = (): Promise<void> => call("stop_keeping_pdfs");

/** The documents, as the landlord has them now. */
export const synchronise = (): Promise<DocumentList> => call("synchronise");

/** One document, from the archive. */
export const rentDocument = (id: string): Promise<RentDocument> => call("rent_document", { id });

/** The PDF of a document. */
export const rentDocumentPdf = (id: string): Promise<ArrayBuffer> => call("rent_document_pdf", { id });

/** Asks for a printer and prints the PDF. False if the person cancels. */
export const printPdf = (id: string): Promise<boolean> => call("print_pdf", { id });

/** Asks for a place and saves the PDF there. False if the person cancels. */
export const savePdf = (id: string): Promise<boolean> => call("save_pdf", { id });

/** Another program opens a copy. */
export const openPdfElsewhere = (id: string): Promise<void> => call("open_pdf_elsewhere", { id });

/** Makes a file of the documents, asks for a place, and saves it there. None if the person cancels. */
export const savePapers = (wanted: PapersWanted): Promise<SavedPapers | null> => call("save_papers", { wanted });

/** *Payer par carte*. */
export const openCardPayment = (): Promise<Shown> => call("open_card_payment");

/** The amount to pay. */
export const submitPaymentAmount = (wanted: AmountWanted): Promise<Shown> => call("submit_payment_amount", { wanted });

/** Begins the payment that was checked, or opens the page of the one that waits. */
export const pay = (): Promise<Shown> => call("pay");

/** What came of the payment by now. */
export const followPayment = (): Promise<Shown> => call("follow_payment");

/** *Abandonner ce paiement*. */
export const givePaymentUp = (): Promise<Shown> => call("give_payment_up");

/** *Accueil*; what is settled is not told again. */
export const leavePayment = (): Promise<Shown> => call("leave_payment");

/** *Mes messages*. */
export const openMessages = (): Promise<Shown> => call("open_messages");

/** *Écrire à mon agence*. */
export const openNewMessage = (subject: MessageSubject): Promise<Shown> => call("open_new_message", { subject });

/** Adds a file to the message that is being written. Its name stays on this computer. */
export const attachFile = (file: Uint8Array): Promise<Shown> => call("attach_file", file);

/** Takes a file off it. `place` counts from 0. */
export const detachFile = (place: number): Promise<Shown> => call("detach_file", { place });

/** Keeps the message and sends it as soon as there is a network. */
export const submitMessage = (subject: MessageSubject, text: string): Promise<Shown> => call("submit_message", { subject, text });

/** Takes a message that was not sent off this computer. */
export const withdrawMessage = (key: string): Promise<Shown> => call("withdraw_message", { key });

/** *Mon profil*, as far as it is known here. */
export const openAccount = (): Promise<Shown> => call("open_account");

/** *Mon profil*, as the landlord has it now. */
export const refreshAccount = (): Promise<AccountOverview> => call("refresh_account");

/** Opens a question of *Mon profil*. */
export const askAccount = (question: AccountQuestion): Promise<Shown> => call("ask_account", { question });

/** Another e-mail address. */
export const submitAccountEmail = (text: string): Promise<Shown> => call("submit_account_email", { text });

/** Another landline; empty for none. */
export const submitAccountLandline = (text: string): Promise<Shown> => call("submit_account_landline", { text });

/** Another mobile. */
export const submitAccountMobile = (text: string): Promise<Shown> => call("submit_account_mobile", { text });

/** *Renvoyer le code*. */
export const resendAccountSmsCode = (): Promise<Shown> => call("resend_account_sms_code");

/** The code of the SMS to the new number. */
export const submitAccountSmsCode = (text: string): Promise<Shown> => call("submit_account_sms_code", { text });

/** The password in force, typed again. */
export const submitAccountPassword = (text: string): Promise<Shown> => call("submit_account_password", { text });

/** A new password. */
export const submitNewAccountPassword = (text: string): Promise<Shown> => call("submit_new_account_password", { text });

/** Gives or withdraws a consent. */
export const submitAccountConsent = (given: boolean): Promise<Shown> => call("submit_account_consent", { given });

/** Signs another device out. */
export const signDeviceOut = (id: string): Promise<Shown> => call("sign_device_out", { id });

/** Asks for a place and saves the tenant’s data there. False if the person cancels. */
export const saveAccountExport = (format: ExportFormat): Promise<boolean> => call("save_account_export", { format });

/** Deletes the account once the password was typed. */
export const continueAccountDeletion = (): Promise<Shown> => call("continue_account_deletion");

/** To the landlord to practise with, and back. */
export const practise = (practice: boolean): Promise<Shown> => call("practise", { practice });

/** A new member of staff begins here. */
export const openActivation = (): Promise<Shown> => call("open_activation");

/** The login and the activation code. */
export const beginActivation = (login: string, code: string): Promise<Shown> => call("begin_activation", { login, code });

/** The first password and the first code. */
export const confirmActivation = (password: string, code: string): Promise<Shown> => call("confirm_activation", { password, code });

/** The recovery codes are on paper. */
export const finishActivation = (): Promise<Shown> => call("finish_activation");

/** Login, password and code of a member of staff. */
export const signStaffIn = (login: string, password: string, code: string): Promise<Shown> => call("sign_staff_in", { login, password, code });

/** The second factor again. */
export const checkStaff = (code: string): Promise<Shown> => call("check_staff", { code });

/** The page of a new staff password. */
export const openStaffPassword = (): Promise<Shown> => call("open_staff_password");

/** Another password of one's own. */
export const submitStaffPassword = (password: string, code: string): Promise<Shown> => call("submit_staff_password", { password, code });

/** Ends a visit under way, wipes its traces, and signs staff out. */
export const signStaffOut = (): Promise<Shown> => call("sign_staff_out");

/** The figures of the desk. */
export const counterFigures = (): Promise<FiguresView> => call("counter_figures");

/** Searches by tenant code. */
export const searchByCode = (code: string): Promise<Shown> => call("search_by_code", { code });

/** Searches by name and birth date. */
export const searchByName = (name: string, bornOn: string): Promise<Shown> => call("search_by_name", { name, bornOn });

/** Chooses a tenant of those found. */
export const chooseTenant = (number: number): Promise<Shown> => call("choose_tenant", { number });

/** The paper that was seen. */
export const submitIdentity = (document: IdentityDocument | null): Promise<Shown> => call("submit_identity", { document });

/** What the tenant agreed to: the visit begins. */
export const beginVisit = (purposes: Array<VisitPurpose>): Promise<Shown> => call("begin_visit", { purposes });

/** Begins one of the things agreed to. */
export const beginPurpose = (purpose: VisitPurpose): Promise<Shown> => call("begin_purpose", { purpose });

/** The tenant’s new mobile. */
export const submitNewNumber = (text: string): Promise<Shown> => call("submit_new_number", { text });

/** A second member of staff agrees. */
export const approve = (login: string, password: string, code: string): Promise<Shown> => call("approve", { login, password, code });

/** The tenant takes the keyboard. */
export const takeOver = (): Promise<Shown> => call("take_over");

/** The tenant gives the keyboard back. */
export const backToVisit = (): Promise<Shown> => call("back_to_visit");

/** Prints the paper on what the tenant agreed to. False if staff cancel. */
export const printConsent = (): Promise<boolean> => call("print_consent");

/** Prints the registration letter of a tenant without a telephone. False if staff cancel. */
export const printLetter = (): Promise<boolean> => call("print_letter");

/** Gets ready what can be printed without a network. */
export const prepareCounter = (): Promise<boolean> => call("prepare_counter");

/** Prints the paper on what a tenant agrees to, to be filled by hand. False if staff cancel. */
export const printConsentForm = (): Promise<boolean> => call("print_consent_form");

/** Prints the visits of the last days, today included. False if staff cancel. */
export const printJournal = (days: number): Promise<boolean> => call("print_journal", { days });

/** *Terminer et effacer*: the page begins anew on the desk. */
export const endVisit = (): Promise<void> => call("end_visit");
