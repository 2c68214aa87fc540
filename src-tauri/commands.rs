// The table of the window's commands, one row each: group, kind, name, arguments, answer, whether it may use the
// network, and its body. Each file that includes the table defines `commands!`: the handlers (`ipc.rs`), the
// permissions (`build.rs`), the wizard's functions (`ui/src/api.ts`), the rehearsals of network faults
// (`tenant/tests/rehearsals`).
//
// Kinds: `step` returns the next screen and its frame; `ask` returns a value; `bytes` returns a file; `upload`
// takes a file and returns like `step`; `progress` returns like `ask`, and reports its progress meanwhile.
commands! {
    /// Commands of every screen: first step, frame, preferences, agency, support, back, idle timer, proxy, printing.
    window {
        /// Returns the first step, when the window opens or its page is reloaded.
        step opening(at) [local] {
            tracing::info!("the page asks what to show");
            at.app_state().first_step().await
        }
        /// Returns the current frame around the screen: the keyring may fail at any time (S13).
        ask frame(at) -> Frame [local] { at.frame().await }
        /// Stores the preferences of this computer: look, language, notifications.
        ask set_preferences(at, preferences: Preferences) -> () [local] {
            match at.counter_if_any() {
                Some(counter) if counter.frame().tenant.is_some() => {
                    preferences::write_for_visitor(at.app(), &preferences)
                }
                _ => preferences::write(at.app(), &preferences),
            }
        }
        /// Returns the tenant’s agency, or null while it is unknown. Makes no request.
        ask agency(at) -> Option<Agency> [local] { at.espace()?.agency().await }
        /// *Pour le service d’assistance*: what the landlord’s support asks for. Nothing of it is personal.
        ask support_facts(at) -> SupportFacts [local] { Ok(at.support_facts().await) }
        /// *Retour*: returns the previous step and cancels what is under way.
        step go_back(at) [local] {
            match at.counter_if_any() {
                // Tenants that a search found, and the secrets of an activation, leave with the page that showed them.
                Some(counter) if counter.is_wiped_by_retour() => {
                    counter::wipe(at.app(), WipeReason::Ended).await;
                    Ok(counter.first_screen().await.step)
                }
                Some(counter) => Ok(counter.go_back().await),
                None => Ok(at.household()?.go_back().await),
            }
        }
        /// Reports whether a field that had a message now has the form asked for. Cheap: called on each input event.
        ask is_mended(at, field: FieldName, text: TypedSecret) -> bool [local] {
            match at.counter_if_any() {
                Some(counter) => Ok(counter.is_mended(field, &text).await),
                None => Ok(at.espace()?.is_mended(field, &text).await),
            }
        }
        /// Resets the idle timer after a key press or pointer movement (S12, S21).
        ask reset_idle_timer(at) -> () [local] {
            match at.counter_if_any() {
                Some(counter) => counter.reset_idle_timer(),
                None => at.espace()?.reset_idle_timer(),
            }
            Ok(())
        }
        /// Returns the address of the proxy on the way, or null without one.
        ask proxy_server(at) -> Option<String> [local] { Ok(at.espace()?.proxy_server()) }
        /// Submits the name and the password that the proxy wants, whose address was shown.
        ask enter_proxy(at, shown: Option<String>, name: String, password: TypedSecret) -> () [network] {
            at.espace()?.enter_proxy(shown.as_deref(), &name, &password).await
        }
        /// Opens the print dialog and prints the current page. Returns false if the person cancels.
        ask print_page(at) -> bool [local] { at.print_page().await }
    }

    /// Sign-up and password reset, one command for each action.
    enrolment {
        /// *Inscription*: starts a sign-up.
        step start_enrolment(at) [local] { Ok(at.espace()?.start_enrolment().await) }
        /// *J’ai oublié mon mot de passe*: starts a password reset.
        step start_password_reset(at) [network] { at.espace()?.start_password_reset().await }
        /// *Reprendre*: resumes the interrupted enrolment.
        step resume_enrolment(at) [network] { at.household()?.resume_enrolment().await }
        /// *Revenir au début*: drops the interrupted enrolment.
        step abandon_enrolment(at) [local] { Ok(at.espace()?.abandon_enrolment().await) }
        /// *Recommencer*: restarts a sign-up or password reset whose enrolment has ended.
        step restart_enrolment(at) [network] { at.espace()?.restart_enrolment().await }
        /// Opens the tenant code, from *Avant de commencer* or to correct it.
        step continue_enrolment(at) [local] { Ok(at.espace()?.continue_enrolment().await) }
        /// Parses the text typed so far as a tenant code. Cheap: called on each input event.
        ask read_tenant_code(at, text: String) -> TenantCodeReading [local] { Ok(Espace::read_tenant_code(&text)) }
        /// Solves the robot check for this tenant code in the background. Resolves when it is solved.
        ask prepare_robot_check(at, text: String) -> () [network] {
            at.espace()?.prepare_robot_check(&text).await
        }
        /// Submits the tenant code of an enrolment.
        step submit_tenant_code(at, text: String) [network] {
            at.household()?.submit_tenant_code(&text).await
        }
        /// Submits the complete telephone number.
        step submit_phone(at, text: String) [network] { at.espace()?.submit_phone(&text).await }
        /// *J’ai reçu un courrier*: opens the page of the letter code.
        step open_letter(at) [local] { at.espace()?.open_letter().await }
        /// Parses the text typed so far as a letter code. Cheap: called on each input event.
        ask read_letter_code(at, text: TypedSecret) -> LetterCodeReading [local] { Ok(Espace::read_letter_code(&text)) }
        /// Submits the code of a letter and the new telephone number.
        step submit_letter(at, code: TypedSecret, phone: String) [network] {
            at.espace()?.submit_letter(&code, &phone).await
        }
        /// *Renvoyer le code*: requests another SMS code of the enrolment.
        step resend_sms_code(at) [network] { at.espace()?.resend_sms_code().await }
        /// Submits the SMS code of the enrolment.
        step submit_sms_code(at, text: TypedSecret) [network] { at.espace()?.submit_sms_code(&text).await }
        /// Submits the details of a new account: e-mail, telephones, consents.
        step submit_sign_up_details(at, details: SignUpDetailsForm) [local] {
            at.espace()?.submit_sign_up_details(details).await
        }
        /// Reports which password rules the text typed so far meets.
        ask read_password(at, text: TypedSecret) -> PasswordReading [local] {
            match at.counter_if_any() {
                Some(counter) => Ok(counter.read_password(&text).await),
                None => Ok(at.espace()?.read_password(&text).await),
            }
        }
        /// Submits the password of a new account or of a reset, and signs in.
        step submit_password(at, text: TypedSecret) [network] { at.espace()?.submit_password(&text).await }
        /// Goes on from *C’est fait* to *Mes quittances*.
        step finish_enrolment(at) [local] { Ok(at.espace()?.finish_enrolment().await) }
        /// *Contacter votre agence*: shows how to reach the tenant’s agency, or the head office.
        step contact_agency(at) [local] { at.espace()?.contact_agency().await }
    }

    /// Sign-in and sign-out.
    session {
        /// *Connexion*: opens the sign-in page.
        step open_sign_in(at) [local] { Ok(at.espace()?.open_sign_in().await) }
        /// Signs in. A tenant code of null means the remembered one.
        step sign_in(at, tenant_code: Option<String>, password: TypedSecret) [network] {
            match at.counter_if_any() {
                Some(counter) => counter.sign_tenant_in(&password).await,
                None => at.household()?.sign_in(tenant_code.as_deref(), &password).await,
            }
        }
        /// Submits the SMS code that a sign-in asks for (S7).
        step submit_sign_in_code(at, text: TypedSecret) [network] {
            match at.counter_if_any() {
                Some(counter) => counter.submit_sign_in_code(&text).await,
                None => at.espace()?.submit_sign_in_code(&text).await,
            }
        }
        /// *Renvoyer le code*: requests another SMS code of the sign-in.
        step resend_sign_in_code(at) [network] { at.espace()?.resend_sign_in_code().await }
        /// *Se déconnecter*: asks first while a message waits to leave, otherwise as `sign_out`.
        step ask_sign_out(at) [network] {
            match at.espace()?.ask_before_sign_out().await {
                Some(question) => Ok(question),
                None => {
                    at.end_stay();
                    Ok(at.espace()?.sign_out().await)
                }
            }
        }
        /// Signs out and erases copies opened in other programs.
        step sign_out(at) [network] {
            at.end_stay();
            Ok(at.espace()?.sign_out().await)
        }
    }

    /// A keyring that is locked when the window opens (S13).
    keyring {
        /// Waits until the prompt of the keyring is answered, however long that takes; then returns the first step.
        step wait_for_keyring(at) [local] { at.app_state().first_step_once_unlocked().await }
        /// *Demander de nouveau*: opens the dismissed prompt of the keyring again.
        step ask_keyring_again(at) [local] {
            at.household()?.ask_keyring_again();
            at.app_state().first_step().await
        }
        /// *Continuer sans le trousseau*: goes on in memory, without what the keyring holds.
        step do_without_keyring(at) [local] {
            at.household()?.do_without_keyring();
            at.app_state().first_step().await
        }
    }

    /// The people of this computer.
    people {
        /// *Qui êtes-vous ?*: lists the people of this computer. Locks the current person if a PIN is set, which
        /// reloads the page.
        step open_people(at) [local] {
            at.end_stay();
            let step = at.household()?.people().await;
            lock::lock(at.app()).await;
            Ok(step)
        }
        /// Switches to a person of this computer, by seat number.
        step choose_person(at, number: u8) [local] { at.household()?.choose_person(number).await }
        /// Opens the welcome page on a free seat, for a new person.
        step add_person(at) [local] { at.household()?.add_person().await }
        /// Asks for confirmation before a person is removed from this computer.
        step ask_person_removal(at, number: u8) [local] { at.household()?.ask_person_removal(number).await }
        /// Removes the person after the confirmation: keyring entries, archive and opened copies.
        step remove_person(at) [network] {
            at.end_stay();
            at.household()?.remove_person().await
        }
    }

    /// The PIN that opens the application, and the lock.
    pin {
        /// Unlocks the window with the PIN.
        step unlock(at, text: TypedSecret) [local] { at.espace()?.unlock(&text).await }
        /// *J’ai oublié mon code*: opens the sign-in page. The archive is kept.
        step forget_pin(at) [local] { Ok(at.espace()?.forget_pin().await) }
        /// *Plus tard*: declines the offered PIN.
        step decline_pin(at) [local] { Ok(at.espace()?.decline_pin().await) }
        /// Opens the page to choose or change the PIN.
        step open_pin(at) [local] { at.espace()?.open_pin().await }
        /// Opens the page to remove the PIN, which asks for the current one.
        step open_pin_removal(at) [local] { at.espace()?.open_pin_removal().await }
        /// Sets a new PIN. A change needs the current PIN too.
        step submit_pin(at, current: Option<TypedSecret>, pin: TypedSecret, again: TypedSecret) [network] {
            let step = at.espace()?.submit_pin(current.as_deref(), &pin, &again).await?;
            Ok(at.end_stay_if_out(step))
        }
        /// Removes the PIN, given the current one.
        step remove_pin(at, current: TypedSecret) [local] {
            let step = at.espace()?.remove_pin(&current).await?;
            Ok(at.end_stay_if_out(step))
        }
        /// *Verrouiller*: locks the window. The page is reloaded, so that it keeps no data (S12).
        ask lock(at) -> () [local] {
            lock::lock(at.app()).await;
            Ok(())
        }
    }

    /// The pages of a signed-in tenant.
    pages {
        /// Opens *Accueil*.
        step open_home(at) [local] { at.espace()?.open_home().await }
        /// Logs that *Accueil* is painted, which ends the measurement of a start.
        ask home_shown(at, documents: u32) -> () [local] {
            tracing::info!(documents, "home on screen");
            Ok(())
        }
        /// *Masquer ce message*: dismisses the note that a newer version of the application is there.
        step dismiss_newer_version(at) [local] { at.espace()?.dismiss_newer_version().await }
        /// Opens *Mes quittances*.
        step open_receipts(at) [local] { at.espace()?.open_receipts().await }
        /// Opens *Mon compte*.
        step open_rent_account(at) [local] { at.espace()?.open_rent_account().await }
        /// Opens *Payer mon loyer*.
        step open_ways_to_pay(at) [local] { at.espace()?.open_ways_to_pay().await }
        /// Opens *Mon logement*.
        step open_dwelling(at) [local] { at.espace()?.open_dwelling().await }
        /// Opens *Mon bailleur*.
        step open_landlord(at) [local] { at.espace()?.open_landlord().await }
        /// Returns the open page again, with the current data of the archive.
        step read_page(at) [local] { at.espace()?.read_page().await }
    }

    /// The rent documents of the signed-in tenant.
    receipts {
        /// Returns the document list from the archive, without a request.
        ask rent_documents(at) -> DocumentList [local] { at.espace()?.rent_documents().await }
        /// Returns the documents of each of these years, newest first.
        ask rent_documents_of(at, years: Vec<i16>) -> Vec<Vec<DocumentSummary>> [local] {
            at.espace()?.rent_documents_of(years).await
        }
        /// Returns the documents that match a search, newest first.
        ask search_rent_documents(at, search: DocumentSearch) -> FoundDocuments [local] {
            at.espace()?.search_rent_documents(search).await
        }
        /// Downloads the missing PDFs and reports progress. After *Pause*, only a call with `wanted` resumes.
        progress keep_pdfs(at, tell: DownloadProgress, wanted: bool) -> DownloadProgress [network] {
            at.espace()?.keep_pdfs(wanted, tell).await
        }
        /// *Pause*: stops the download of PDFs and keeps what has arrived.
        ask stop_keeping_pdfs(at) -> () [local] {
            at.espace()?.stop_keeping_pdfs().await;
            Ok(())
        }
        /// Synchronises with the landlord, then returns the document list.
        ask synchronise(at) -> DocumentList [network] {
            match at.counter_if_any() {
                Some(_) => at.espace()?.synchronise().await,
                None => at.household()?.synchronise().await,
            }
        }
        /// Returns one document from the archive. A damaged record is fetched again (R3).
        ask rent_document(at, id: String) -> DocumentView [network] { at.espace()?.rent_document(id).await }
        /// Returns the PDF of a document, from the archive or from the landlord.
        bytes rent_document_pdf(at, id: String) [network] { at.espace()?.rent_document_pdf(id).await }
        /// Opens the print dialog and prints the PDF of a document. Returns false if the person cancels.
        ask print_pdf(at, id: String) -> bool [network] {
            let document = at.espace()?.rent_document(id.clone()).await?;
            let pdf = at.espace()?.rent_document_pdf(id).await?;
            at.print_pdf(&save_file::document_file(at.words(), &document.summary), pdf).await
        }
    }

    /// Saving documents to a file, and opening them in another program.
    files {
        /// Opens the save dialog and writes the PDF of a document. Returns null if the person cancels.
        ask save_pdf(at, id: String) -> Option<SavedFile> [network] {
            let document = at.espace()?.rent_document(id.clone()).await?;
            let pdf = at.espace()?.rent_document_pdf(id).await?;
            let file = save_file::document_file(at.words(), &document.summary);
            Ok(at.save(file, pdf).await?.map(|path| SavedFile::at(&path, 1, Vec::new())))
        }
        /// Opens a copy of the PDF in the system’s default program.
        ask open_pdf_elsewhere(at, id: String) -> () [network] {
            let document = at.espace()?.rent_document(id.clone()).await?;
            let pdf = at.espace()?.rent_document_pdf(id).await?;
            at.copies()
                .open(&at.stay, save_file::document_file(at.words(), &document.summary), pdf)
                .await
        }
        /// Opens the file that was saved last in the system’s default program.
        ask open_saved_file(at) -> () [local] { at.last_saved().open().await }
        /// Builds a file from several documents and saves it with the save dialog. Returns null if the person
        /// cancels.
        ask save_papers(at, wanted: FileWanted) -> Option<SavedFile> [network] {
            let made = at.espace()?.make_file(wanted, at.language()).await?;
            let file = save_file::generated_file(made.name, made.format);
            let saved = at.save(file, made.bytes).await?;
            Ok(saved.map(|path| SavedFile::at(&path, made.documents, made.months)))
        }
    }

    /// Payment by card: amount, confirmation, result.
    payment {
        /// *Payer par carte*: opens the amount page, or the pending payment.
        step open_card_payment(at) [local] { at.espace()?.open_card_payment().await }
        /// Submits the amount, then shows it for confirmation.
        step submit_payment_amount(at, wanted: AmountWanted) [local] {
            at.espace()?.submit_payment_amount(wanted).await
        }
        /// Starts the confirmed payment, or reopens the page of the pending one, in the browser (S16).
        step pay(at) [network] {
            let begun = at.espace()?.pay().await?;
            match begun.page {
                Some(page) => {
                    let opened = other_program::open_page(&page).await;
                    at.espace()?.record_payment_page(page, opened).await
                }
                None => Ok(begun.step),
            }
        }
        /// Queries the state of the payment and returns its page.
        step follow_payment(at) [network] { at.espace()?.follow_payment().await }
        /// *Abandonner ce paiement*: cancels the pending payment.
        step give_payment_up(at) [network] { at.espace()?.give_payment_up().await }
        /// *Terminer*: returns to *Accueil*. A settled payment is not shown again.
        step leave_payment(at) [local] { at.espace()?.leave_payment().await }
    }

    /// Messages to the agency, and its answers.
    messages {
        /// Opens *Mes messages*.
        step open_messages(at) [local] { at.espace()?.open_messages().await }
        /// *Écrire à mon agence*: starts a message on this subject.
        step open_new_message(at, subject: MessageSubject) [local] {
            at.espace()?.open_new_message(subject).await
        }
        /// Attaches a file to the draft message. Only its bytes are passed, never its name.
        upload attach_file(at, file: Vec<u8>) [local] { at.espace()?.attach(file).await }
        /// Removes an attached file from the draft, by its position from 0.
        step detach_file(at, place: usize) [local] { at.espace()?.detach(place).await }
        /// Stores the message in the outbox. The next synchronisation sends it.
        step submit_message(at, subject: MessageSubject, text: String) [local] {
            at.espace()?.submit_message(subject, &text).await
        }
        /// *Ne pas envoyer*: deletes an unsent message from the outbox.
        step withdraw_message(at, key: String) [local] { at.espace()?.withdraw_message(&key).await }
    }

    /// *Mon profil* of the signed-in tenant: its data, changes, export and deletion.
    profile {
        /// Opens *Mon profil* with the stored data.
        step open_profile(at) [local] { at.espace()?.open_profile().await }
        /// Fetches *Mon profil* from the landlord.
        ask refresh_profile(at) -> ProfileOverview [network] { at.espace()?.refresh_profile().await }
        /// Opens the page of one item of *Mon profil*.
        step ask_profile(at, question: ProfileQuestion) [network] { at.espace()?.ask_profile(question).await }
        /// Submits a new e-mail address.
        step submit_profile_email(at, text: String) [network] {
            at.espace()?.submit_profile_email(&text).await
        }
        /// Submits a new landline number; empty removes it.
        step submit_profile_landline(at, text: String) [network] {
            at.espace()?.submit_profile_landline(&text).await
        }
        /// Submits a new mobile number. An SMS code goes to it.
        step submit_profile_mobile(at, text: String) [network] {
            at.espace()?.submit_profile_mobile(&text).await
        }
        /// *Renvoyer le code*: requests another SMS code for the new mobile number.
        step resend_profile_sms_code(at) [network] { at.espace()?.resend_profile_sms_code().await }
        /// Submits the SMS code that was sent to the new mobile number.
        step submit_profile_sms_code(at, text: TypedSecret) [network] {
            at.espace()?.submit_profile_sms_code(&text).await
        }
        /// Submits a code that came by mail, for a change that does not count yet.
        step submit_profile_mail_code(at, text: TypedSecret) [network] {
            at.espace()?.submit_profile_mail_code(&text).await
        }
        /// *Annuler ce changement*: drops a change that does not count yet.
        step withdraw_profile_change(at, kind: PendingKind) [network] {
            at.espace()?.withdraw_profile_change(kind).await
        }
        /// Submits the current password, which the pending change needs (S8).
        step submit_profile_password(at, text: TypedSecret) [network] {
            at.household()?.submit_profile_password(&text).await
        }
        /// Submits a new password. Every other device is signed out.
        step submit_profile_new_password(at, text: TypedSecret) [network] {
            at.espace()?.submit_profile_new_password(&text).await
        }
        /// Gives or withdraws the consent of the open page.
        step submit_profile_consent(at, given: bool) [network] {
            at.espace()?.submit_profile_consent(given).await
        }
        /// Signs a device out. For this computer it is a normal sign-out.
        step sign_device_out(at, id: String) [network] {
            let step = at.espace()?.sign_device_out(&id).await?;
            Ok(at.end_stay_if_out(step))
        }
        /// Opens the save dialog and writes the tenant’s data. Returns null if the person cancels.
        ask save_profile_export(at, format: ExportFormat) -> Option<SavedFile> [network] {
            let export = at.espace()?.profile_export(format).await?;
            let saved = at.save(save_file::export_file(at.words(), format), export).await?;
            Ok(saved.map(|path| SavedFile::at(&path, 1, Vec::new())))
        }
        /// Goes from the explanation of the deletion to the password, and erases opened copies.
        step continue_profile_deletion(at) [local] {
            at.end_stay();
            at.espace()?.continue_profile_deletion().await
        }
    }

    /// The counter of an agency: staff, the visit of a tenant, its end (S21).
    counter {
        /// Switches between the real landlord and the one to practise with.
        step practise(at, practice: bool) [local] { Ok(at.counter()?.practise(practice).await) }
        /// *Première connexion*: opens the activation page of a new staff account.
        step open_activation(at) [local] { Ok(at.counter()?.open_activation().await) }
        /// Submits the login and the activation code, and shows the key of the second factor.
        step begin_activation(at, login: String, code: TypedSecret) [network] {
            at.counter()?.begin_activation(&login, &code).await
        }
        /// Submits the first password and the first code, and shows the recovery codes.
        step confirm_activation(at, password: TypedSecret, code: TypedSecret) [network] {
            at.counter()?.confirm_activation(&password, &code).await
        }
        /// Goes from the recovery codes to the sign-in page of staff.
        step finish_activation(at) [local] {
            Ok(counter::finish_activation(at.app(), at.counter()?).await)
        }
        /// Signs a member of staff in with login, password and second factor.
        step sign_staff_in(at, login: String, password: TypedSecret, code: TypedSecret) [network] {
            at.counter()?.sign_staff_in(&login, &password, &code).await
        }
        /// Submits the second factor again, then returns to the page before.
        step check_staff(at, code: TypedSecret) [network] { at.counter()?.check_staff(&code).await }
        /// *Changer mon mot de passe*: opens the page of a new staff password.
        step open_staff_password(at) [local] { at.counter()?.open_own_password().await }
        /// Submits a new password of the signed-in member of staff, with the second factor.
        step submit_staff_password(at, password: TypedSecret, code: TypedSecret) [network] {
            at.counter()?.submit_own_password(&password, &code).await
        }
        /// *Utiliser ma clé de sécurité*: opens the page that asks a security key in the browser, as a second factor or to
        /// add it (S21).
        ask ask_security_key(at, adds: bool) -> AskedKeyView [network] {
            let page = at.counter()?.ask_security_key(adds).await?;
            let opened = other_program::open_page(page.address.expose()).await;
            Ok(page.shown(opened))
        }
        /// Waits until the key has answered. Returns false when it is asked no more.
        ask security_key_answered(at, adds: bool) -> bool [network] {
            at.counter()?.security_key_answered(adds).await
        }
        /// *Mes clés de sécurité*: lists the keys of the signed-in member of staff.
        step open_security_keys(at) [network] { at.counter()?.open_security_keys().await }
        /// Adds the key that has answered, with another second factor.
        step add_security_key(at, name: String, code: TypedSecret) [network] {
            at.counter()?.add_security_key(&name, &code).await
        }
        /// Removes a key, with a second factor.
        step remove_security_key(at, id: String, code: TypedSecret) [network] {
            at.counter()?.remove_security_key(&id, &code).await
        }
        /// Ends the current visit, wipes its traces and signs staff out.
        step sign_staff_out(at) [network] {
            Ok(counter::sign_staff_out(at.app(), at.counter()?).await)
        }
        /// Fetches the figures shown on the desk.
        ask counter_figures(at) -> FiguresView [network] { at.counter()?.figures().await }
        /// Searches a tenant by tenant code.
        step search_by_code(at, code: String) [network] { at.counter()?.search_by_code(&code).await }
        /// Searches a tenant by name and birth date.
        step search_by_name(at, name: String, born_on: String) [network] {
            at.counter()?.search_by_name(&name, &born_on).await
        }
        /// Chooses a search result by its position from 0.
        step choose_tenant(at, number: u32) [local] { at.counter()?.choose_tenant(number).await }
        /// Records why a tenant of another agency comes here.
        step submit_reason(at, reason: Option<VisitReason>, note: String) [local] {
            at.counter()?.submit_reason(reason, &note).await
        }
        /// Records the identity document that staff saw.
        step submit_identity(at, document: Option<IdentityDocument>) [local] {
            at.counter()?.submit_identity(document).await
        }
        /// Starts the visit for the purposes that the tenant agreed to.
        step begin_visit(at, purposes: Vec<VisitPurpose>) [network] {
            at.counter()?.begin_visit(purposes).await
        }
        /// *Ajouter autre chose*: opens what the tenant may agree to besides.
        step open_more_consent(at) [local] { at.counter()?.open_more_consent().await }
        /// Adds what the tenant agrees to during the visit.
        step add_purposes(at, purposes: Vec<VisitPurpose>) [network] { at.counter()?.add_purposes(purposes).await }
        /// Starts one of the agreed purposes.
        step begin_purpose(at, purpose: VisitPurpose) [network] { at.counter()?.begin_purpose(purpose).await }
        /// Submits the tenant’s new mobile number. An SMS code goes to it.
        step submit_new_number(at, text: String) [network] { at.counter()?.submit_new_number(&text).await }
        /// Opens the page on which a second member of staff approves a letter.
        step open_letter_approval(at) [local] { at.counter()?.open_letter_approval().await }
        /// Asks the back office to post the letter.
        step ask_for_letter_by_post(at) [network] { at.counter()?.ask_for_letter_by_post().await }
        /// Submits the approval of a second member of staff for a new number or a letter.
        step approve(at, login: String, password: TypedSecret, code: TypedSecret) [network] {
            at.counter()?.approve(&login, &password, &code).await
        }
        /// *Fermer le compte*: opens the page that says what ends.
        step open_closing(at) [local] { at.counter()?.open_closing().await }
        /// Closes the account to everybody, once staff said that the tenant asks for it.
        step close_account(at, asked_for: bool) [network] { at.counter()?.close_account(asked_for).await }
        /// *Rouvrir le compte*: opens the page that says what comes of it.
        step open_reopening(at) [local] { at.counter()?.open_reopening().await }
        /// Opens a closed account again, for the agency’s manager.
        step reopen_account(at) [network] { at.counter()?.reopen_account().await }
        /// Hands the keyboard to the tenant.
        step take_over(at) [local] { Ok(at.counter()?.take_over().await) }
        /// Hands the keyboard back to staff and shows what was done.
        step back_to_visit(at) [local] { Ok(at.counter()?.back_to_visit().await) }
        /// Prints the consent form of the visit. Returns false if staff cancel.
        ask print_consent(at) -> bool [network] {
            at.print_counter_pdf(at.counter()?.consent_pdf().await?).await
        }
        /// Prints the registration letter of a tenant without a telephone. Returns false if staff cancel.
        ask print_letter(at) -> bool [network] {
            at.print_counter_pdf(at.counter()?.letter_pdf().await?).await
        }
        /// Fetches the blank consent form, which can then be printed offline. Returns whether it is there.
        ask prepare_counter(at) -> bool [network] { Ok(at.counter()?.prepare().await) }
        /// Prints the blank consent form, to be filled by hand. Returns false if staff cancel.
        ask print_consent_form(at) -> bool [network] {
            at.print_counter_pdf(at.counter()?.consent_form().await?).await
        }
        /// Prints the visits of the last days, today included. Returns false if staff cancel.
        ask print_journal(at, days: u32) -> bool [network] {
            at.print_counter_pdf(at.counter()?.journal_pdf(days).await?).await
        }
        /// *Terminer et effacer*: ends the visit and wipes its traces (R9). A new page starts on the desk.
        ask end_visit(at) -> () [network] {
            counter::wipe(at.app(), WipeReason::Ended).await;
            Ok(())
        }
    }
}
