// Generated from the table of commands by `cargo xtask generate`. Do not edit.
import type { Agency, AmountWanted, AskedKeyView, DocumentKind, DocumentList, DocumentSearch, DocumentSummary, DownloadProgress, ExportFormat, Field, FiguresView, FileWanted, FoundDocuments, Frame, IdentityDocument, LetterCodeReading, MessageSubject, PasswordReading, PendingKind, Preferences, ProfileOverview, ProfileQuestion, RentDocument, SavedFile, Shown, SignUpDetailsForm, SupportFacts, TenantCodeReading, VisitPurpose, VisitReason } from "./bindings.ts";
import { call, reporting } from "./shell.js";

/** Every kind of document that is issued. */
export const documentKinds: DocumentKind[] = ["avis", "quittance", "recu", "regularisation"];

/** Returns the first step, when the window opens or its page is reloaded. */
export const opening = (): Promise<Shown> => call("opening");

/** Returns the current frame around the screen: the keyring may fail at any time (S13). */
export const frame = (): Promise<Frame> => call("frame");

/** Stores the preferences of this computer: look, language, notifications. */
export const setPreferences = (preferences: Preferences): Promise<void> => call("set_preferences", { preferences });

/** Returns the tenant’s agency, or null while it is unknown. Makes no request. */
export const agency = (): Promise<Agency | null> => call("agency");

/** *Pour le service d’assistance*: what the landlord’s support asks for. Nothing of it is personal. */
export const supportFacts = (): Promise<SupportFacts> => call("support_facts");

/** *Retour*: returns the previous step and cancels what is under way. */
export const goBack = (): Promise<Shown> => call("go_back");

/** Reports whether a field that had a message now has the form asked for. Cheap: called on each input event. */
export const isMended = (field: Field, text: string): Promise<boolean> => call("is_mended", { field, text });

/** Resets the idle timer after a key press or pointer movement (S12, S21). */
export const resetIdleTimer = (): Promise<void> => call("reset_idle_timer");

/** Returns the address of the proxy on the way, or null without one. */
export const proxyServer = (): Promise<string | null> => call("proxy_server");

/** Submits the name and the password that the proxy wants, whose address was shown. */
export const enterProxy = (shown: string | null, name: string, password: string): Promise<void> => call("enter_proxy", { shown, name, password });

/** Opens the print dialog and prints the current page. Returns false if the person cancels. */
export const printPage = (): Promise<boolean> => call("print_page");

/** *Inscription*: starts a sign-up. */
export const startEnrolment = (): Promise<Shown> => call("start_enrolment");

/** *J’ai oublié mon mot de passe*: starts a password reset. */
export const startPasswordReset = (): Promise<Shown> => call("start_password_reset");

/** *Reprendre*: resumes the interrupted enrolment. */
export const resumeEnrolment = (): Promise<Shown> => call("resume_enrolment");

/** *Revenir au début*: drops the interrupted enrolment. */
export const abandonEnrolment = (): Promise<Shown> => call("abandon_enrolment");

/** *Recommencer*: restarts a sign-up or password reset whose enrolment has ended. */
export const restartEnrolment = (): Promise<Shown> => call("restart_enrolment");

/** Opens the tenant code, from *Avant de commencer* or to correct it. */
export const continueEnrolment = (): Promise<Shown> => call("continue_enrolment");

/** Parses the text typed so far as a tenant code. Cheap: called on each input event. */
export const readTenantCode = (text: string): Promise<TenantCodeReading> => call("read_tenant_code", { text });

/** Solves the robot check for this tenant code in the background. Resolves when it is solved. */
export const prepareRobotCheck = (text: string): Promise<void> => call("prepare_robot_check", { text });

/** Submits the tenant code of an enrolment. */
export const submitTenantCode = (text: string): Promise<Shown> => call("submit_tenant_code", { text });

/** Submits the complete telephone number. */
export const submitPhone = (text: string): Promise<Shown> => call("submit_phone", { text });

/** *J’ai reçu un courrier*: opens the page of the letter code. */
export const openLetter = (): Promise<Shown> => call("open_letter");

/** Parses the text typed so far as a letter code. Cheap: called on each input event. */
export const readLetterCode = (text: string): Promise<LetterCodeReading> => call("read_letter_code", { text });

/** Submits the code of a letter and the new telephone number. */
export const submitLetter = (code: string, phone: string): Promise<Shown> => call("submit_letter", { code, phone });

/** *Renvoyer le code*: requests another SMS code of the enrolment. */
export const resendSmsCode = (): Promise<Shown> => call("resend_sms_code");

/** Submits the SMS code of the enrolment. */
export const submitSmsCode = (text: string): Promise<Shown> => call("submit_sms_code", { text });

/** Submits the details of a new account: e-mail, telephones, consents. */
export const submitSignUpDetails = (details: SignUpDetailsForm): Promise<Shown> => call("submit_sign_up_details", { details });

/** Reports which password rules the text typed so far meets. */
export const readPassword = (text: string): Promise<PasswordReading> => call("read_password", { text });

/** Submits the password of a new account or of a reset, and signs in. */
export const submitPassword = (text: string): Promise<Shown> => call("submit_password", { text });

/** Goes on from *C’est fait* to *Mes quittances*. */
export const finishEnrolment = (): Promise<Shown> => call("finish_enrolment");

/** *Contacter votre agence*: shows how to reach the tenant’s agency, or the head office. */
export const contactAgency = (): Promise<Shown> => call("contact_agency");

/** *Connexion*: opens the sign-in page. */
export const openSignIn = (): Promise<Shown> => call("open_sign_in");

/** Signs in. A tenant code of null means the remembered one. */
export const signIn = (tenantCode: string | null, password: string): Promise<Shown> => call("sign_in", { tenantCode, password });

/** Submits the SMS code that a sign-in asks for (S7). */
export const submitSignInCode = (text: string): Promise<Shown> => call("submit_sign_in_code", { text });

/** *Renvoyer le code*: requests another SMS code of the sign-in. */
export const resendSignInCode = (): Promise<Shown> => call("resend_sign_in_code");

/** *Se déconnecter*: asks first while a message waits to leave, otherwise as `sign_out`. */
export const askSignOut = (): Promise<Shown> => call("ask_sign_out");

/** Signs out and erases copies opened in other programs. */
export const signOut = (): Promise<Shown> => call("sign_out");

/** Waits until the prompt of the keyring is answered, however long that takes; then returns the first step. */
export const waitForKeyring = (): Promise<Shown> => call("wait_for_keyring");

/** *Demander de nouveau*: opens the dismissed prompt of the keyring again. */
export const askKeyringAgain = (): Promise<Shown> => call("ask_keyring_again");

/** *Continuer sans le trousseau*: goes on in memory, without what the keyring holds. */
export const doWithoutKeyring = (): Promise<Shown> => call("do_without_keyring");

/** *Qui êtes-vous ?*: lists the people of this computer. Locks the current person if a PIN is set, which reloads the page. */
export const openPeople = (): Promise<Shown> => call("open_people");

/** Switches to a person of this computer, by seat number. */
export const choosePerson = (number: number): Promise<Shown> => call("choose_person", { number });

/** Opens the welcome page on a free seat, for a new person. */
export const addPerson = (): Promise<Shown> => call("add_person");

/** Asks for confirmation before a person is removed from this computer. */
export const askPersonRemoval = (number: number): Promise<Shown> => call("ask_person_removal", { number });

/** Removes the person after the confirmation: keyring entries, archive and opened copies. */
export const removePerson = (): Promise<Shown> => call("remove_person");

/** Unlocks the window with the PIN. */
export const unlock = (text: string): Promise<Shown> => call("unlock", { text });

/** *J’ai oublié mon code*: opens the sign-in page. The archive is kept. */
export const forgetPin = (): Promise<Shown> => call("forget_pin");

/** *Plus tard*: declines the offered PIN. */
export const declinePin = (): Promise<Shown> => call("decline_pin");

/** Opens the page to choose or change the PIN. */
export const openPin = (): Promise<Shown> => call("open_pin");

/** Opens the page to remove the PIN, which asks for the current one. */
export const openPinRemoval = (): Promise<Shown> => call("open_pin_removal");

/** Sets a new PIN. A change needs the current PIN too. */
export const submitPin = (current: string | null, pin: string, again: string): Promise<Shown> => call("submit_pin", { current, pin, again });

/** Removes the PIN, given the current one. */
export const removePin = (current: string): Promise<Shown> => call("remove_pin", { current });

/** *Verrouiller*: locks the window. The page is reloaded, so that it keeps no data (S12). */
export const lock = (): Promise<void> => call("lock");

/** Opens *Accueil*. */
export const openHome = (): Promise<Shown> => call("open_home");

/** Logs that *Accueil* is painted, which ends the measurement of a start. */
export const homeShown = (documents: number): Promise<void> => call("home_shown", { documents });

/** *Masquer ce message*: dismisses the note that a newer version of the application is there. */
export const dismissNewerVersion = (): Promise<Shown> => call("dismiss_newer_version");

/** Opens *Mes quittances*. */
export const openReceipts = (): Promise<Shown> => call("open_receipts");

/** Opens *Mon compte*. */
export const openRentAccount = (): Promise<Shown> => call("open_rent_account");

/** Opens *Payer mon loyer*. */
export const openWaysToPay = (): Promise<Shown> => call("open_ways_to_pay");

/** Opens *Mon logement*. */
export const openDwelling = (): Promise<Shown> => call("open_dwelling");

/** Opens *Mon bailleur*. */
export const openLandlord = (): Promise<Shown> => call("open_landlord");

/** Returns the open page again, with the current data of the archive. */
export const readPage = (): Promise<Shown> => call("read_page");

/** Returns the document list from the archive, without a request. */
export const rentDocuments = (): Promise<DocumentList> => call("rent_documents");

/** Returns the documents of each of these years, newest first. */
export const rentDocumentsOf = (years: Array<number>): Promise<Array<Array<DocumentSummary>>> => call("rent_documents_of", { years });

/** Returns the documents that match a search, newest first. */
export const searchRentDocuments = (search: DocumentSearch): Promise<FoundDocuments> => call("search_rent_documents", { search });

/** Downloads the missing PDFs and reports progress. After *Pause*, only a call with `wanted` resumes. */
export const keepPdfs = (tell: (progress: DownloadProgress) => void, wanted: boolean): Promise<DownloadProgress> => call("keep_pdfs", { tell: reporting(tell), wanted });

/** *Pause*: stops the download of PDFs and keeps what has arrived. */
export const stopKeepingPdfs = (): Promise<void> => call("stop_keeping_pdfs");

/** Synchronises with the landlord, then returns the document list. */
export const synchronise = (): Promise<DocumentList> => call("synchronise");

/** Returns one document from the archive. A damaged record is fetched again (R3). */
export const rentDocument = (id: string): Promise<RentDocument> => call("rent_document", { id });

/** Returns the PDF of a document, from the archive or from the landlord. */
export const rentDocumentPdf = (id: string): Promise<ArrayBuffer> => call("rent_document_pdf", { id });

/** Opens the print dialog and prints the PDF of a document. Returns false if the person cancels. */
export const printPdf = (id: string): Promise<boolean> => call("print_pdf", { id });

/** Opens the save dialog and writes the PDF of a document. Returns null if the person cancels. */
export const savePdf = (id: string): Promise<SavedFile | null> => call("save_pdf", { id });

/** Opens a copy of the PDF in the system’s default program. */
export const openPdfElsewhere = (id: string): Promise<void> => call("open_pdf_elsewhere", { id });

/** Opens the file that was saved last in the system’s default program. */
export const openSavedFile = (): Promise<void> => call("open_saved_file");

/** Builds a file from several documents and saves it with the save dialog. Returns null if the person cancels. */
export const savePapers = (wanted: FileWanted): Promise<SavedFile | null> => call("save_papers", { wanted });

/** *Payer par carte*: opens the amount page, or the pending payment. */
export const openCardPayment = (): Promise<Shown> => call("open_card_payment");

/** Submits the amount, then shows it for confirmation. */
export const submitPaymentAmount = (wanted: AmountWanted): Promise<Shown> => call("submit_payment_amount", { wanted });

/** Starts the confirmed payment, or reopens the page of the pending one, in the browser (S16). */
export const pay = (): Promise<Shown> => call("pay");

/** Queries the state of the payment and returns its page. */
export const followPayment = (): Promise<Shown> => call("follow_payment");

/** *Abandonner ce paiement*: cancels the pending payment. */
export const givePaymentUp = (): Promise<Shown> => call("give_payment_up");

/** *Terminer*: returns to *Accueil*. A settled payment is not shown again. */
export const leavePayment = (): Promise<Shown> => call("leave_payment");

/** Opens *Mes messages*. */
export const openMessages = (): Promise<Shown> => call("open_messages");

/** *Écrire à mon agence*: starts a message on this subject. */
export const openNewMessage = (subject: MessageSubject): Promise<Shown> => call("open_new_message", { subject });

/** Attaches a file to the draft message. Only its bytes are passed, never its name. */
export const attachFile = (file: Uint8Array): Promise<Shown> => call("attach_file", file);

/** Removes an attached file from the draft, by its position from 0. */
export const detachFile = (place: number): Promise<Shown> => call("detach_file", { place });

/** Stores the message in the outbox. The next synchronisation sends it. */
export const submitMessage = (subject: MessageSubject, text: string): Promise<Shown> => call("submit_message", { subject, text });

/** *Ne pas envoyer*: deletes an unsent message from the outbox. */
export const withdrawMessage = (key: string): Promise<Shown> => call("withdraw_message", { key });

/** Opens *Mon profil* with the stored data. */
export const openProfile = (): Promise<Shown> => call("open_profile");

/** Fetches *Mon profil* from the landlord. */
export const refreshProfile = (): Promise<ProfileOverview> => call("refresh_profile");

/** Opens the page of one item of *Mon profil*. */
export const askProfile = (question: ProfileQuestion): Promise<Shown> => call("ask_profile", { question });

/** Submits a new e-mail address. */
export const submitProfileEmail = (text: string): Promise<Shown> => call("submit_profile_email", { text });

/** Submits a new landline number; empty removes it. */
export const submitProfileLandline = (text: string): Promise<Shown> => call("submit_profile_landline", { text });

/** Submits a new mobile number. An SMS code goes to it. */
export const submitProfileMobile = (text: string): Promise<Shown> => call("submit_profile_mobile", { text });

/** *Renvoyer le code*: requests another SMS code for the new mobile number. */
export const resendProfileSmsCode = (): Promise<Shown> => call("resend_profile_sms_code");

/** Submits the SMS code that was sent to the new mobile number. */
export const submitProfileSmsCode = (text: string): Promise<Shown> => call("submit_profile_sms_code", { text });

/** Submits a code that came by mail, for a change that does not count yet. */
export const submitProfileMailCode = (text: string): Promise<Shown> => call("submit_profile_mail_code", { text });

/** *Annuler ce changement*: drops a change that does not count yet. */
export const withdrawProfileChange = (kind: PendingKind): Promise<Shown> => call("withdraw_profile_change", { kind });

/** Submits the current password, which the pending change needs (S8). */
export const submitProfilePassword = (text: string): Promise<Shown> => call("submit_profile_password", { text });

/** Submits a new password. Every other device is signed out. */
export const submitProfileNewPassword = (text: string): Promise<Shown> => call("submit_profile_new_password", { text });

/** Gives or withdraws the consent of the open page. */
export const submitProfileConsent = (given: boolean): Promise<Shown> => call("submit_profile_consent", { given });

/** Signs a device out. For this computer it is a normal sign-out. */
export const signDeviceOut = (id: string): Promise<Shown> => call("sign_device_out", { id });

/** Opens the save dialog and writes the tenant’s data. Returns null if the person cancels. */
export const saveProfileExport = (format: ExportFormat): Promise<SavedFile | null> => call("save_profile_export", { format });

/** Goes from the explanation of the deletion to the password, and erases opened copies. */
export const continueProfileDeletion = (): Promise<Shown> => call("continue_profile_deletion");

/** Switches between the real landlord and the one to practise with. */
export const practise = (practice: boolean): Promise<Shown> => call("practise", { practice });

/** *Première connexion*: opens the activation page of a new staff account. */
export const openActivation = (): Promise<Shown> => call("open_activation");

/** Submits the login and the activation code, and shows the key of the second factor. */
export const beginActivation = (login: string, code: string): Promise<Shown> => call("begin_activation", { login, code });

/** Submits the first password and the first code, and shows the recovery codes. */
export const confirmActivation = (password: string, code: string): Promise<Shown> => call("confirm_activation", { password, code });

/** Goes from the recovery codes to the sign-in page of staff. */
export const finishActivation = (): Promise<Shown> => call("finish_activation");

/** Signs a member of staff in with login, password and second factor. */
export const signStaffIn = (login: string, password: string, code: string): Promise<Shown> => call("sign_staff_in", { login, password, code });

/** Submits the second factor again, then returns to the page before. */
export const checkStaff = (code: string): Promise<Shown> => call("check_staff", { code });

/** *Changer mon mot de passe*: opens the page of a new staff password. */
export const openStaffPassword = (): Promise<Shown> => call("open_staff_password");

/** Submits a new password of the signed-in member of staff, with the second factor. */
export const submitStaffPassword = (password: string, code: string): Promise<Shown> => call("submit_staff_password", { password, code });

/** *Utiliser ma clé de sécurité*: opens the page that asks a security key in the browser, as a second factor or to add it (S21). */
export const askSecurityKey = (adds: boolean): Promise<AskedKeyView> => call("ask_security_key", { adds });

/** Waits until the key has answered. Returns false when it is asked no more. */
export const securityKeyAnswered = (adds: boolean): Promise<boolean> => call("security_key_answered", { adds });

/** *Mes clés de sécurité*: lists the keys of the signed-in member of staff. */
export const openSecurityKeys = (): Promise<Shown> => call("open_security_keys");

/** Adds the key that has answered, with another second factor. */
export const addSecurityKey = (name: string, code: string): Promise<Shown> => call("add_security_key", { name, code });

/** Removes a key, with a second factor. */
export const removeSecurityKey = (id: string, code: string): Promise<Shown> => call("remove_security_key", { id, code });

/** Ends the current visit, wipes its traces and signs staff out. */
export const signStaffOut = (): Promise<Shown> => call("sign_staff_out");

/** Fetches the figures shown on the desk. */
export const counterFigures = (): Promise<FiguresView> => call("counter_figures");

/** Searches a tenant by tenant code. */
export const searchByCode = (code: string): Promise<Shown> => call("search_by_code", { code });

/** Searches a tenant by name and birth date. */
export const searchByName = (name: string, bornOn: string): Promise<Shown> => call("search_by_name", { name, bornOn });

/** Chooses a search result by its position from 0. */
export const chooseTenant = (number: number): Promise<Shown> => call("choose_tenant", { number });

/** Records why a tenant of another agency comes here. */
export const submitReason = (reason: VisitReason | null, note: string): Promise<Shown> => call("submit_reason", { reason, note });

/** Records the identity document that staff saw. */
export const submitIdentity = (document: IdentityDocument | null): Promise<Shown> => call("submit_identity", { document });

/** Starts the visit for the purposes that the tenant agreed to. */
export const beginVisit = (purposes: Array<VisitPurpose>): Promise<Shown> => call("begin_visit", { purposes });

/** *Ajouter autre chose*: opens what the tenant may agree to besides. */
export const openMoreConsent = (): Promise<Shown> => call("open_more_consent");

/** Adds what the tenant agrees to during the visit. */
export const addPurposes = (purposes: Array<VisitPurpose>): Promise<Shown> => call("add_purposes", { purposes });

/** Starts one of the agreed purposes. */
export const beginPurpose = (purpose: VisitPurpose): Promise<Shown> => call("begin_purpose", { purpose });

/** Submits the tenant’s new mobile number. An SMS code goes to it. */
export const submitNewNumber = (text: string): Promise<Shown> => call("submit_new_number", { text });

/** Opens the page on which a second member of staff approves a letter. */
export const openLetterApproval = (): Promise<Shown> => call("open_letter_approval");

/** Asks the back office to post the letter. */
export const askForLetterByPost = (): Promise<Shown> => call("ask_for_letter_by_post");

/** Submits the approval of a second member of staff for a new number or a letter. */
export const approve = (login: string, password: string, code: string): Promise<Shown> => call("approve", { login, password, code });

/** *Fermer le compte*: opens the page that says what ends. */
export const openClosing = (): Promise<Shown> => call("open_closing");

/** Closes the account to everybody, once staff said that the tenant asks for it. */
export const closeAccount = (askedFor: boolean): Promise<Shown> => call("close_account", { askedFor });

/** *Rouvrir le compte*: opens the page that says what comes of it. */
export const openReopening = (): Promise<Shown> => call("open_reopening");

/** Opens a closed account again, for the agency’s manager. */
export const reopenAccount = (): Promise<Shown> => call("reopen_account");

/** Hands the keyboard to the tenant. */
export const takeOver = (): Promise<Shown> => call("take_over");

/** Hands the keyboard back to staff and shows what was done. */
export const backToVisit = (): Promise<Shown> => call("back_to_visit");

/** Prints the consent form of the visit. Returns false if staff cancel. */
export const printConsent = (): Promise<boolean> => call("print_consent");

/** Prints the registration letter of a tenant without a telephone. Returns false if staff cancel. */
export const printLetter = (): Promise<boolean> => call("print_letter");

/** Fetches the blank consent form, which can then be printed offline. Returns whether it is there. */
export const prepareCounter = (): Promise<boolean> => call("prepare_counter");

/** Prints the blank consent form, to be filled by hand. Returns false if staff cancel. */
export const printConsentForm = (): Promise<boolean> => call("print_consent_form");

/** Prints the visits of the last days, today included. Returns false if staff cancel. */
export const printJournal = (days: number): Promise<boolean> => call("print_journal", { days });

/** *Terminer et effacer*: ends the visit and wipes its traces (R9). A new page starts on the desk. */
export const endVisit = (): Promise<void> => call("end_visit");
