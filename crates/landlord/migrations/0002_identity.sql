-- Accounts, enrolments and sessions. Moments are Unix seconds. Tokens and codes are stored as keyed
-- hashes only (S5, S9).

CREATE TABLE accounts (
    tenant_code             TEXT PRIMARY KEY REFERENCES tenants (tenant_code),
    password_hash           TEXT NOT NULL, -- PHC string, parameters included
    email                   TEXT NOT NULL,
    landline                TEXT,
    terms_accepted_at       INTEGER NOT NULL,
    mails_accepted_at       INTEGER,
    electronic_receipts_at  INTEGER, -- express agreement (loi n° 89-462, art. 21)
    created_at              INTEGER NOT NULL,
    password_changed_at     INTEGER NOT NULL
) STRICT;

-- An unknown tenant code gets a row like any other (S2): `tenant_code` has no foreign key.
CREATE TABLE enrolments (
    token_hash       BLOB PRIMARY KEY,
    tenant_code      TEXT NOT NULL,
    expires_at       INTEGER NOT NULL,
    code_hash        BLOB,    -- none when no number was completed, or a wrong one
    code_expires_at  INTEGER,
    wrong_tries      INTEGER NOT NULL DEFAULT 0, -- of the code in force
    messages         INTEGER NOT NULL DEFAULT 0,
    last_message_at  INTEGER,
    completed_phone  TEXT,    -- E.164 as completed by the person
    verified_at      INTEGER
) STRICT;
CREATE INDEX enrolments_by_end ON enrolments (expires_at);

CREATE TABLE spent_robot_checks (
    nonce       TEXT PRIMARY KEY,
    expires_at  INTEGER NOT NULL
) STRICT;

-- What the quotas of S2, S5 and S7 count. `subject` is a keyed hash of what is counted.
CREATE TABLE counted_events (
    kind     TEXT NOT NULL,
    subject  BLOB NOT NULL,
    at       INTEGER NOT NULL
) STRICT;
CREATE INDEX counted_events_of_subject ON counted_events (kind, subject, at);

-- A session is a family of tokens: reuse of a spent refresh token ends them all (S9).
CREATE TABLE sessions (
    id           TEXT PRIMARY KEY,
    tenant_code  TEXT NOT NULL REFERENCES tenants (tenant_code),
    started_at   INTEGER NOT NULL,
    ends_at      INTEGER NOT NULL, -- absolute
    ended_at     INTEGER           -- signed out or revoked
) STRICT;
CREATE INDEX sessions_of_tenant ON sessions (tenant_code);

CREATE TABLE refresh_tokens (
    token_hash    BLOB PRIMARY KEY,
    session       TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
    predecessor   BLOB,
    expires_at    INTEGER NOT NULL, -- idle
    succeeded_at  INTEGER,          -- a successor was handed out
    spent_at      INTEGER           -- the successor was used: a further use is a theft
) STRICT;

CREATE TABLE access_tokens (
    token_hash     BLOB PRIMARY KEY,
    session        TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
    refresh_token  BLOB NOT NULL, -- the pair it came with: its first use spends the predecessor
    expires_at     INTEGER NOT NULL
) STRICT;
