-- Indexes behind what was read by looking through a whole table. `tests/database.rs` looks for more.
CREATE INDEX staff_journal_of_login ON staff_journal (login, at);
CREATE INDEX news_by_end ON news (shown_until);
CREATE INDEX tenants_by_birth ON tenants (born_on) WHERE born_on IS NOT NULL;
