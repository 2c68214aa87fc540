-- An index behind each foreign key and each column by which rows are purged or ended: deleting a row looks for what
-- refers to it, and sign-in and refresh delete under the write lock. `tests/database.rs` looks for what has none.

-- Sessions and their tokens.
CREATE INDEX refresh_tokens_of_session ON refresh_tokens (session);
CREATE INDEX refresh_tokens_of_predecessor ON refresh_tokens (predecessor);
CREATE INDEX access_tokens_of_session ON access_tokens (session);
CREATE INDEX sessions_by_end ON sessions (ends_at);
CREATE INDEX sessions_of_visit ON sessions (visit) WHERE visit IS NOT NULL;
CREATE INDEX devices_by_end ON devices (expires_at);

-- What is counted.
CREATE INDEX counted_events_by_moment ON counted_events (at);
CREATE INDEX codes_of_addresses_by_moment ON codes_of_addresses (at);
CREATE INDEX sign_in_failures_by_moment ON sign_in_failures (last_at);
CREATE INDEX spent_robot_checks_by_end ON spent_robot_checks (expires_at);
CREATE INDEX consent_entries_by_moment ON consent_entries (at);

-- Staff and their visits.
CREATE INDEX enrolments_of_visit ON enrolments (visit);
CREATE INDEX staff_sessions_of_login ON staff_sessions (login);
CREATE INDEX staff_sessions_of_device ON staff_sessions (device);
CREATE INDEX staff_sessions_by_end ON staff_sessions (ends_at);
CREATE INDEX staff_of_agency ON staff (agency);
CREATE INDEX visits_of_login ON visits (login);
CREATE INDEX visits_of_tenant ON visits (tenant_code);
CREATE INDEX visits_of_approver ON visits (approved_by);

-- What the rent system gave, and the payments by card.
CREATE INDEX dwellings_of_agency ON dwellings (agency);
CREATE INDEX leases_of_dwelling ON leases (dwelling);
CREATE INDEX news_of_agency ON news (agency);
CREATE INDEX rent_documents_by_superseded ON rent_documents (supersedes);
CREATE INDEX rent_documents_by_superseding ON rent_documents (superseded_by);
CREATE INDEX payments_of_document ON payments (document);
CREATE INDEX card_payments_of_tenant ON card_payments (tenant_code);
CREATE INDEX card_payments_claimed ON card_payments (claimed_at) WHERE claimed_at IS NOT NULL;
