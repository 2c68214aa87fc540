//! What the landlord's people do meanwhile: documents, messages, letters, accounts.

use std::{io, path::Path};

use contract::TenantCode;
use jiff::civil::Date;
use landlord::{
    clock::Clock, config::Config as ServiceConfig, demonstration::write_exports_and_one_more,
    import::import_directory, message_admin::PrintableMessage,
};

use super::{Home, tenant};

impl Home {
    /// The landlord issues another document to the tenant at home.
    pub async fn a_document_comes(&self) {
        self.import(|exports, today| write_exports_and_one_more(exports, today, tenant().tenant_code))
            .await;
    }

    /// The landlord imports what is written into a folder for it.
    pub async fn import(&self, write: impl FnOnce(&Path, Date) -> io::Result<()>) {
        let exports = self.folder.path().join("exports");
        std::fs::create_dir(&exports).expect("a folder");
        write(&exports, self.clock.today()).expect("exports");
        let landlord = ServiceConfig::demonstration(self.folder.path().to_owned()).issuing_landlord();
        let imported = import_directory(self.service.pool(), &landlord, &exports).await;
        imported.expect("imported");
    }

    /// Makes a member of staff activate again; returns the administrator's code.
    pub async fn staff_begins_anew(&self, login: &str) -> String {
        let login = login.parse().expect("a name");
        let code = self
            .service
            .counter_admin()
            .begin_staff_anew(&login)
            .await
            .expect("on file");
        code.grouped()
    }

    /// The messages that the agency has.
    pub async fn received_messages(&self) -> Vec<String> {
        let messages = self
            .service
            .message_admin()
            .received_messages(true)
            .await
            .expect("listed");
        messages.iter().map(PrintableMessage::line).collect()
    }

    /// Opens the first message at the agency.
    pub async fn open_the_first_message(&self) {
        let opened = self
            .service
            .message_admin()
            .open_message(&self.first_message().await, None)
            .await;
        opened.expect("opened");
    }

    /// Answers the first message at the agency.
    pub async fn answer_the_first_message(&self, text: &str) {
        let id = self.first_message().await;
        self.service
            .message_admin()
            .answer_message(&id, text)
            .await
            .expect("answered");
    }

    async fn first_message(&self) -> String {
        let line = self
            .received_messages()
            .await
            .into_iter()
            .next()
            .expect("a message");
        line.split_whitespace().next().expect("an id").to_owned()
    }

    /// The number of letters that the agency's back office is to post.
    pub async fn letters_to_post(&self) -> usize {
        let waiting = self.service.letter_admin().waiting().await;
        waiting.expect("listed").len()
    }

    /// The code of a registration letter for the tenant.
    pub async fn letter(&self) -> String {
        let code = TenantCode::parse(tenant().tenant_code).expect("a tenant code");
        let letter = self.service.letter_admin().issue(&code).await.expect("a letter");
        self.messages_arrived().await;
        letter.grouped()
    }

    /// An operator closes the tenant's account to everybody.
    pub async fn close_account(&self) {
        let code = TenantCode::parse(tenant().tenant_code).expect("a tenant code");
        let closed = self.service.tenant_admin().block(&code).await;
        closed.expect("closed");
    }

    /// The text of the last mail to an address.
    pub async fn mail_to(&self, address: &str) -> String {
        self.messages_arrived().await;
        let mails = self.service.mails_captured();
        let mail = mails.iter().find(|mail| mail.to.as_str() == address);
        mail.expect("a mail").text.clone()
    }
}
