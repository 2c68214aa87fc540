// What the window may ask, each command once: group, kind, name, arguments, answer, whether it reaches the network, and what
// it does. Whoever includes this file gives `commands!` its meaning: the handlers (`ipc.rs`), the permissions (`build.rs`), the
// wizard's functions (`ui/src/api.ts`), the rehearsal of every fault of the network (`tenant/tests/rehearsals`).
//
// Kinds: `step` answers with the next screen and the frame around it; `ask` with anything else; `bytes` with a file; `upload`
// takes a file and answers as `step`; `progress` answers as `ask` and reports on the way there.
commands! {
    /// What every screen needs: where to start, where secrets are kept, the look, the agency, the page on paper.
    window {
        /// The step to show when the window opens.
        step opening(at) [local] {
            tracing::info!("the page asks what to show");
            at.desk().opening().await
        }
        /// What stands around every screen now: a keyring may fail at any time (S13).
        ask frame(at) -> Frame [local] { at.frame().await }
        /// Keeps the look that the person chose.
        ask set_preferences(at, preferences: Preferences) -> () [local] {
            preferences::write(at.app(), &preferences)
        }
        /// The tenant’s agency, once known.
        ask agency(at) -> Option<Agency> [local] { at.espace()?.agency().await }
        /// The step before this one.
        step go_back(at) [local] {
            match at.counter_if_any() {
                Some(counter) => Ok(counter.go_back().await),
                None => Ok(at.household()?.go_back().await),
            }
        }
        /// Somebody touches keyboard or pointer.
        ask be_touched(at) -> () [local] {
            match at.counter_if_any() {
                Some(counter) => counter.be_touched(),
                None => at.espace()?.be_touched(),
            }
            Ok(())
        }
        /// Asks for a printer and prints the page on screen. False if the person cancels.
        ask print_page(at) -> bool [local] { printing::print_page(at.window()).await }
    }

    /// Sign-up and forgotten passwords, step by step.
    enrolment {
        /// Begins a sign-up.
        step start_enrolment(at) [local] { Ok(at.espace()?.start_enrolment().await) }
        /// *J’ai oublié mon mot de passe*.
        step start_password_reset(at) [network] { at.espace()?.start_password_reset().await }
        /// Takes up the enrolment that was left in the middle.
        step resume_enrolment(at) [network] { at.household()?.resume_enrolment().await }
        /// Forgets the enrolment that was left in the middle.
        step abandon_enrolment(at) [local] { Ok(at.espace()?.abandon_enrolment().await) }
        /// After an enrolment has ended: begins again what it was for.
        step restart_enrolment(at) [network] { at.espace()?.restart_enrolment().await }
        /// *Avant de commencer* was read.
        step continue_enrolment(at) [local] { Ok(at.espace()?.continue_enrolment().await) }
        /// How the text typed so far reads as a tenant code. Cheap: called on each input.
        ask read_tenant_code(at, text: String) -> TenantCodeReading [local] { Ok(Espace::read_tenant_code(&text)) }
        /// Solves the robot check in the background; answers when it is solved.
        ask prepare_robot_check(at, text: String) -> () [network] {
            at.espace()?.prepare_robot_check(&text).await
        }
        /// The tenant code of an enrolment.
        step submit_tenant_code(at, text: String) [network] {
            at.household()?.submit_tenant_code(&text).await
        }
        /// The telephone number, whole.
        step submit_phone(at, text: String) [network] { at.espace()?.submit_phone(&text).await }
        /// *J’ai reçu un courrier*.
        step open_letter(at) [local] { at.espace()?.open_letter().await }
        /// How the text typed so far reads as the code of a letter. Cheap: called on each input.
        ask read_letter_code(at, text: String) -> LetterCodeReading [local] { Ok(Espace::read_letter_code(&text)) }
        /// The code of a letter and a new number.
        step submit_letter(at, code: String, phone: String) [network] {
            at.espace()?.submit_letter(&code, &phone).await
        }
        /// *Renvoyer le code*.
        step resend_sms_code(at) [network] { at.espace()?.resend_sms_code().await }
        /// The code of the SMS.
        step submit_sms_code(at, text: String) [network] { at.espace()?.submit_sms_code(&text).await }
        /// *Mon profil* of a sign-up.
        step submit_profile(at, profile: Profile) [local] { at.espace()?.submit_profile(profile).await }
        /// Which password rules the text meets so far.
        ask read_password(at, text: String) -> PasswordReading [local] { Ok(Espace::read_password(&text)) }
        /// The password of a new account, or of a reset.
        step submit_password(at, text: String) [network] { at.espace()?.submit_password(&text).await }
        /// *C’est fait* was read.
        step finish_enrolment(at) [local] { Ok(at.espace()?.finish_enrolment().await) }
        /// *Contacter votre agence*.
        step contact_agency(at) [local] { at.espace()?.contact_agency().await }
    }

    /// Sign-in and sign-out.
    session {
        /// *Connexion*.
        step open_sign_in(at) [local] { Ok(at.espace()?.open_sign_in().await) }
        /// The tenant code, none for the remembered one, and the password.
        step sign_in(at, tenant_code: Option<String>, password: String) [network] {
            match at.counter_if_any() {
                Some(counter) => counter.sign_tenant_in(&password).await,
                None => at.household()?.sign_in(tenant_code.as_deref(), &password).await,
            }
        }
        /// The code of the SMS that a sign-in asks for.
        step submit_sign_in_code(at, text: String) [network] {
            match at.counter_if_any() {
                Some(counter) => counter.submit_tenant_code_by_sms(&text).await,
                None => at.espace()?.submit_sign_in_code(&text).await,
            }
        }
        /// *Renvoyer le code*.
        step resend_sign_in_code(at) [network] { at.espace()?.resend_sign_in_code().await }
        /// *Se déconnecter*.
        step sign_out(at) [network] {
            at.copies().erase();
            Ok(at.espace()?.sign_out().await)
        }
    }

    /// The people of this computer.
    people {
        /// *Qui êtes-vous ?* Locks who has a PIN: the page is loaded again then.
        step open_people(at) [local] {
            let step = at.household()?.people().await;
            lock::lock(at.app()).await;
            Ok(step)
        }
        /// Shows a person of this computer.
        step choose_person(at, number: u8) [local] { at.household()?.choose_person(number).await }
        /// The entrance, for somebody whom this computer does not know.
        step add_person(at) [local] { at.household()?.add_person().await }
        /// Asks before a person is removed.
        step ask_person_removal(at, number: u8) [local] { at.household()?.ask_person_removal(number).await }
        /// Removes the person who was asked about.
        step remove_person(at) [network] {
            at.copies().erase();
            at.household()?.remove_person().await
        }
    }

    /// The PIN that opens the application, and the lock.
    pin {
        /// The PIN of a locked window.
        step unlock(at, text: String) [local] { at.espace()?.unlock(&text).await }
        /// The password signs in, and the archive is kept.
        step forget_pin(at) [local] { Ok(at.espace()?.forget_pin().await) }
        /// *Plus tard*.
        step decline_pin(at) [local] { Ok(at.espace()?.decline_pin().await) }
        /// The page of a new PIN.
        step open_pin(at) [local] { at.espace()?.open_pin().await }
        /// The page that asks for the PIN in force, before there is none any more.
        step open_pin_removal(at) [local] { at.espace()?.open_pin_removal().await }
        /// A new PIN, with the one in force if there is one.
        step submit_pin(at, current: Option<String>, pin: String, again: String) [network] {
            at.espace()?.submit_pin(current.as_deref(), &pin, &again).await
        }
        /// No PIN any more.
        step remove_pin(at, current: String) [local] { at.espace()?.remove_pin(&current).await }
        /// *Verrouiller*: the page is loaded again, so that nothing of it stays.
        ask lock(at) -> () [local] {
            lock::lock(at.app()).await;
            Ok(())
        }
    }

    /// The pages of a signed-in tenant, from Accueil.
    pages {
        /// *Accueil*.
        step open_home(at) [local] { at.espace()?.open_home().await }
        /// *Accueil* is painted: the log tells how long a start took.
        ask home_shown(at, documents: u32) -> () [local] {
            tracing::info!(documents, "home on screen");
            Ok(())
        }
        /// *Mes quittances*.
        step open_receipts(at) [local] { at.espace()?.open_receipts().await }
        /// *Mon compte*.
        step open_rent_account(at) [local] { at.espace()?.open_rent_account().await }
        /// *Payer mon loyer*.
        step open_ways_to_pay(at) [local] { at.espace()?.open_ways_to_pay().await }
        /// *Mon logement*.
        step open_dwelling(at) [local] { at.espace()?.open_dwelling().await }
        /// *Mon bailleur*.
        step open_landlord(at) [local] { at.espace()?.open_landlord().await }
        /// The page that is open, as the archive has it by now.
        step read_page(at) [local] { at.espace()?.read_page().await }
    }

    /// The receipts of the signed-in tenant.
    receipts {
        /// From the archive alone, at once.
        ask rent_documents(at) -> DocumentList [local] { at.espace()?.rent_documents().await }
        /// The documents of each of these years.
        ask rent_documents_of(at, years: Vec<i16>) -> Vec<Vec<DocumentSummary>> [local] {
            at.espace()?.rent_documents_of(years).await
        }
        /// The documents that a search finds.
        ask search_rent_documents(at, search: DocumentSearch) -> FoundDocuments [local] {
            at.espace()?.search_rent_documents(search).await
        }
        /// Keeps the PDFs on this computer, and reports its progress. `wanted`: the person asked for it.
        progress keep_pdfs(at, tell: KeepingProgress, wanted: bool) -> KeepingProgress [network] {
            at.espace()?.keep_pdfs(wanted, tell).await
        }
        /// *Arrêter* the download.
        ask stop_keeping_pdfs(at) -> () [local] {
            at.espace()?.stop_keeping_pdfs().await;
            Ok(())
        }
        /// The documents, as the landlord has them now.
        ask synchronise(at) -> DocumentList [network] { at.espace()?.synchronise().await }
        /// One document, from the archive.
        ask rent_document(at, id: String) -> DocumentView [network] { at.espace()?.rent_document(id).await }
        /// The PDF of a document.
        bytes rent_document_pdf(at, id: String) [network] { at.espace()?.rent_document_pdf(id).await }
        /// Asks for a printer and prints the PDF. False if the person cancels.
        ask print_pdf(at, id: String) -> bool [network] {
            let document = at.espace()?.rent_document(id.clone()).await?;
            let pdf = at.espace()?.rent_document_pdf(id).await?;
            printing::print_pdf(at.window(), &save_file::document_file(at.words(), &document.summary), pdf).await
        }
    }

    /// What leaves the archive for a file of the tenant's own, or another program.
    files {
        /// Asks for a place and saves the PDF there. False if the person cancels.
        ask save_pdf(at, id: String) -> bool [network] {
            let document = at.espace()?.rent_document(id.clone()).await?;
            let pdf = at.espace()?.rent_document_pdf(id).await?;
            let file = save_file::document_file(at.words(), &document.summary);
            let saved = save_file::ask_and_write(at.app(), file, pdf).await?;
            Ok(saved.is_some())
        }
        /// Another program opens a copy.
        ask open_pdf_elsewhere(at, id: String) -> () [network] {
            let document = at.espace()?.rent_document(id.clone()).await?;
            let pdf = at.espace()?.rent_document_pdf(id).await?;
            at.copies()
                .open(save_file::document_file(at.words(), &document.summary), pdf)
                .await
        }
        /// Makes a file of the documents, asks for a place, and saves it there. None if the person cancels.
        ask save_papers(at, wanted: PapersWanted) -> Option<SavedPapers> [network] {
            let made = at.espace()?.make_papers(wanted, at.language()).await?;
            let file = save_file::papers_file(made.name, made.format);
            let saved = save_file::ask_and_write(at.app(), file, made.bytes).await?;
            Ok(saved.map(|path| SavedPapers::at(&path, made.documents)))
        }
    }

    /// Payment by card: how much, the look at it, what came of it.
    payment {
        /// *Payer par carte*.
        step open_card_payment(at) [local] { at.espace()?.open_card_payment().await }
        /// The amount to pay.
        step submit_payment_amount(at, wanted: AmountWanted) [local] {
            at.espace()?.submit_payment_amount(wanted).await
        }
        /// Begins the payment that was checked, or opens the page of the one that waits.
        step pay(at) [network] {
            let begun = at.espace()?.pay().await?;
            if let Some(page) = begun.page {
                other_program::open_payment_page(page).await?;
            }
            Ok(begun.step)
        }
        /// What came of the payment by now.
        step follow_payment(at) [network] { at.espace()?.follow_payment().await }
        /// *Abandonner ce paiement*.
        step give_payment_up(at) [network] { at.espace()?.give_payment_up().await }
        /// *Accueil*; what is settled is not told again.
        step leave_payment(at) [local] { at.espace()?.leave_payment().await }
    }

    /// Messages to the agency and its answers.
    messages {
        /// *Mes messages*.
        step open_messages(at) [local] { at.espace()?.open_messages().await }
        /// *Écrire à mon agence*.
        step open_new_message(at, subject: MessageSubject) [local] {
            at.espace()?.open_new_message(subject).await
        }
        /// Adds a file to the message that is being written. Its name stays on this computer.
        upload attach_file(at, file: Vec<u8>) [local] { at.espace()?.attach(file).await }
        /// Takes a file off it. `place` counts from 0.
        step detach_file(at, place: usize) [local] { at.espace()?.detach(place).await }
        /// Keeps the message and sends it as soon as there is a network.
        step submit_message(at, subject: MessageSubject, text: String) [local] {
            at.espace()?.submit_message(subject, &text).await
        }
        /// Takes a message that was not sent off this computer.
        step withdraw_message(at, key: String) [local] { at.espace()?.withdraw_message(&key).await }
    }

    /// Mon profil of the signed-in tenant: what the landlord holds, its changes, its export, its end.
    account {
        /// *Mon profil*, as far as it is known here.
        step open_account(at) [local] { at.espace()?.open_account().await }
        /// *Mon profil*, as the landlord has it now.
        ask refresh_account(at) -> AccountOverview [network] { at.espace()?.refresh_account().await }
        /// Opens a question of *Mon profil*.
        step ask_account(at, question: AccountQuestion) [network] { at.espace()?.ask_account(question).await }
        /// Another e-mail address.
        step submit_account_email(at, text: String) [network] {
            at.espace()?.submit_account_email(&text).await
        }
        /// Another landline; empty for none.
        step submit_account_landline(at, text: String) [network] {
            at.espace()?.submit_account_landline(&text).await
        }
        /// Another mobile.
        step submit_account_mobile(at, text: String) [network] {
            at.espace()?.submit_account_mobile(&text).await
        }
        /// *Renvoyer le code*.
        step resend_account_sms_code(at) [network] { at.espace()?.resend_account_sms_code().await }
        /// The code of the SMS to the new number.
        step submit_account_sms_code(at, text: String) [network] {
            at.espace()?.submit_account_sms_code(&text).await
        }
        /// The password in force, typed again.
        step submit_account_password(at, text: String) [network] {
            at.espace()?.submit_account_password(&text).await
        }
        /// A new password.
        step submit_new_account_password(at, text: String) [network] {
            at.espace()?.submit_new_account_password(&text).await
        }
        /// Gives or withdraws a consent.
        step submit_account_consent(at, given: bool) [network] {
            at.espace()?.submit_account_consent(given).await
        }
        /// Signs another device out.
        step sign_device_out(at, id: String) [network] { at.espace()?.sign_device_out(&id).await }
        /// Asks for a place and saves the tenant’s data there. False if the person cancels.
        ask save_account_export(at, format: ExportFormat) -> bool [network] {
            let export = at.espace()?.account_export(format).await?;
            let saved = save_file::ask_and_write(at.app(), save_file::export_file(at.words(), format), export).await?;
            Ok(saved.is_some())
        }
        /// Deletes the account once the password was typed.
        step continue_account_deletion(at) [local] {
            at.copies().erase();
            at.espace()?.continue_account_deletion().await
        }
    }

    /// The counter of an agency: staff, a tenant's visit, its end.
    counter {
        /// To the landlord to practise with, and back.
        step practise(at, practice: bool) [local] { Ok(at.counter()?.practise(practice).await) }
        /// A new member of staff begins here.
        step open_activation(at) [local] { Ok(at.counter()?.open_activation().await) }
        /// The login and the activation code.
        step begin_activation(at, login: String, code: String) [network] {
            at.counter()?.begin_activation(&login, &code).await
        }
        /// The first password and the first code.
        step confirm_activation(at, password: String, code: String) [network] {
            at.counter()?.confirm_activation(&password, &code).await
        }
        /// The recovery codes are on paper.
        step finish_activation(at) [local] { Ok(at.counter()?.finish_activation().await) }
        /// Login, password and code of a member of staff.
        step sign_staff_in(at, login: String, password: String, code: String) [network] {
            at.counter()?.sign_staff_in(&login, &password, &code).await
        }
        /// The second factor again.
        step check_staff(at, code: String) [network] { at.counter()?.check_staff(&code).await }
        /// The page of a new staff password.
        step open_staff_password(at) [local] { at.counter()?.open_own_password().await }
        /// Another password of one's own.
        step submit_staff_password(at, password: String, code: String) [network] {
            at.counter()?.submit_own_password(&password, &code).await
        }
        /// Ends a visit under way, wipes its traces, and signs staff out.
        step sign_staff_out(at) [network] {
            counter::wipe(at.app(), WipeReason::Ended).await;
            Ok(at.counter()?.sign_staff_out().await)
        }
        /// The figures of the desk.
        ask counter_figures(at) -> FiguresView [network] { at.counter()?.figures().await }
        /// Searches by tenant code.
        step search_by_code(at, code: String) [network] { at.counter()?.search_by_code(&code).await }
        /// Searches by name and birth date.
        step search_by_name(at, name: String, born_on: String) [network] {
            at.counter()?.search_by_name(&name, &born_on).await
        }
        /// Chooses a tenant of those found.
        step choose_tenant(at, number: u32) [local] { at.counter()?.choose_tenant(number).await }
        /// The paper that was seen.
        step submit_identity(at, document: Option<IdentityDocument>) [local] {
            at.counter()?.submit_identity(document).await
        }
        /// What the tenant agreed to: the visit begins.
        step begin_visit(at, purposes: Vec<VisitPurpose>) [network] {
            at.counter()?.begin_visit(purposes).await
        }
        /// Begins one of the things agreed to.
        step begin_purpose(at, purpose: VisitPurpose) [network] { at.counter()?.begin_purpose(purpose).await }
        /// The tenant’s new mobile.
        step submit_new_number(at, text: String) [network] { at.counter()?.submit_new_number(&text).await }
        /// A second member of staff agrees.
        step approve(at, login: String, password: String, code: String) [network] {
            at.counter()?.approve(&login, &password, &code).await
        }
        /// The tenant takes the keyboard.
        step take_over(at) [local] { Ok(at.counter()?.take_over().await) }
        /// The tenant gives the keyboard back.
        step back_to_visit(at) [local] { Ok(at.counter()?.back_to_visit().await) }
        /// Prints the paper on what the tenant agreed to. False if staff cancel.
        ask print_consent(at) -> bool [network] {
            at.print_counter_paper(at.counter()?.consent_paper().await?).await
        }
        /// Prints the registration letter of a tenant without a telephone. False if staff cancel.
        ask print_letter(at) -> bool [network] {
            at.print_counter_paper(at.counter()?.letter_paper().await?).await
        }
        /// Gets ready what can be printed without a network.
        ask prepare_counter(at) -> bool [network] { Ok(at.counter()?.prepare().await) }
        /// Prints the paper on what a tenant agrees to, to be filled by hand. False if staff cancel.
        ask print_consent_form(at) -> bool [network] {
            at.print_counter_paper(at.counter()?.consent_form().await?).await
        }
        /// Prints the visits of the last days, today included. False if staff cancel.
        ask print_journal(at, days: u32) -> bool [network] {
            at.print_counter_paper(at.counter()?.journal_paper(days).await?).await
        }
        /// *Terminer et effacer*: the page begins anew on the desk.
        ask end_visit(at) -> () [network] {
            counter::wipe(at.app(), WipeReason::Ended).await;
            Ok(())
        }
    }
}
