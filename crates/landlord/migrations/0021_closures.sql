-- Accounts that are closed to everybody until the agency opens them again (S25). A closure outlives the deletion of the
-- account, and a tenant without one can be closed too. Moments are Unix seconds.
CREATE TABLE closures (
    tenant_code  TEXT PRIMARY KEY REFERENCES tenants (tenant_code),
    closed_at    INTEGER NOT NULL,
    closed_by    TEXT NOT NULL CHECK (closed_by IN ('link', 'operator', 'staff'))
) STRICT;

-- « Ce n'est pas moi »: the links of notices, as hashes. One closes its account once.
CREATE TABLE closing_links (
    token_hash   BLOB PRIMARY KEY,
    tenant_code  TEXT NOT NULL REFERENCES tenants (tenant_code),
    expires_at   INTEGER NOT NULL
) STRICT;
CREATE INDEX closing_links_of_tenant ON closing_links (tenant_code);
CREATE INDEX closing_links_by_end ON closing_links (expires_at);

-- The last new password that was chosen with an SMS code. It outlives the account: who deletes it and signs up again is
-- held all the same.
CREATE TABLE resets (
    tenant_code  TEXT PRIMARY KEY REFERENCES tenants (tenant_code),
    at           INTEGER NOT NULL,
    held         INTEGER NOT NULL, -- 0 once a letter or two members of staff stood in for the telephone
    email        TEXT              -- the address on file before, which has a word in it
) STRICT;
CREATE INDEX resets_by_moment ON resets (at);
INSERT INTO resets (tenant_code, at, held, email)
SELECT tenant_code, reset_at, 1, email FROM accounts WHERE reset_at IS NOT NULL;
ALTER TABLE accounts DROP COLUMN reset_at;

-- When a code that was sent to the address came back. Those of before have been in use.
ALTER TABLE accounts ADD COLUMN email_confirmed_at INTEGER;
UPDATE accounts SET email_confirmed_at = created_at;

-- A new address whose code has not come back yet, and what waits because the password was reset by SMS (S8).
CREATE TABLE pending_changes (
    tenant_code      TEXT NOT NULL REFERENCES tenants (tenant_code),
    kind             TEXT NOT NULL CHECK (kind IN ('mobile', 'email')),
    value            TEXT NOT NULL,
    due_at           INTEGER NOT NULL, -- from when it may count
    code_hash        BLOB,             -- of the code sent to the new address; none once it came back, and for a mobile
    code_expires_at  INTEGER,
    release_hash     BLOB,             -- of the code sent to the old address, with which it need not wait
    PRIMARY KEY (tenant_code, kind)
) STRICT;
CREATE INDEX pending_changes_due ON pending_changes (due_at) WHERE code_hash IS NULL;
CREATE INDEX pending_changes_by_end ON pending_changes (code_expires_at) WHERE code_hash IS NOT NULL;

-- Staff whom an operator keeps out for a while. A closed account stays closed.
ALTER TABLE staff ADD COLUMN blocked_at INTEGER;
