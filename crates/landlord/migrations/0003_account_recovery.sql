-- Forgotten passwords, registration letters, known devices and changes of the profile. Moments are
-- Unix seconds; codes and tokens are stored as hashes only.

-- The code in force of an enrolment, a sign-in or a change of number: one row whatever it is for,
-- so that S5 is kept in one place. `subject` is the hash of the one attempt it is bound to.
CREATE TABLE sms_challenges (
    subject          BLOB PRIMARY KEY,
    phone            TEXT NOT NULL, -- E.164
    code_hash        BLOB NOT NULL, -- random when the number gets no message
    code_expires_at  INTEGER NOT NULL,
    wrong_tries      INTEGER NOT NULL DEFAULT 0, -- of the code in force
    messages         INTEGER NOT NULL DEFAULT 0,
    last_message_at  INTEGER NOT NULL,
    ends_at          INTEGER NOT NULL -- nobody asks for it any more
) STRICT;
CREATE INDEX sms_challenges_by_end ON sms_challenges (ends_at);

-- Enrolments live for half an hour: those under way begin again.
DROP TABLE enrolments;
CREATE TABLE enrolments (
    token_hash           BLOB PRIMARY KEY,
    tenant_code          TEXT NOT NULL, -- no foreign key: an unknown code gets a row like any other (S2)
    purpose              TEXT NOT NULL CHECK (purpose IN ('signUp', 'passwordReset')),
    expires_at           INTEGER NOT NULL,
    letter_hash          BLOB,    -- of the letter that allows a new number
    wrong_letter_codes   INTEGER NOT NULL DEFAULT 0,
    verified_at          INTEGER
) STRICT;
CREATE INDEX enrolments_by_end ON enrolments (expires_at);

-- The registration letter in force of a tenant (S1): a new one replaces the one before.
CREATE TABLE letters (
    tenant_code  TEXT PRIMARY KEY REFERENCES tenants (tenant_code),
    code_hash    BLOB NOT NULL,
    issued_at    INTEGER NOT NULL,
    expires_at   INTEGER NOT NULL,
    used_at      INTEGER
) STRICT;

-- The mobile that a tenant confirmed by SMS here. It stands before the rent system's until the rent
-- system says something else than before: then the import takes the row away.
CREATE TABLE confirmed_mobiles (
    tenant_code   TEXT PRIMARY KEY REFERENCES tenants (tenant_code),
    mobile        TEXT NOT NULL, -- E.164
    confirmed_at  INTEGER NOT NULL
) STRICT;

-- Different tenant codes asked for from one network address (S2). Both are keyed hashes.
CREATE TABLE codes_of_addresses (
    address      BLOB NOT NULL,
    tenant_code  BLOB NOT NULL,
    at           INTEGER NOT NULL,
    PRIMARY KEY (address, tenant_code)
) STRICT;

-- Wrong passwords in a row, per account and device or address (S7). `subject` is a keyed hash.
CREATE TABLE sign_in_failures (
    subject   BLOB PRIMARY KEY,
    failures  INTEGER NOT NULL,
    last_at   INTEGER NOT NULL
) STRICT;

CREATE TABLE devices (
    token_hash   BLOB PRIMARY KEY,
    tenant_code  TEXT NOT NULL REFERENCES tenants (tenant_code),
    expires_at   INTEGER NOT NULL
) STRICT;
CREATE INDEX devices_of_tenant ON devices (tenant_code);

ALTER TABLE sessions ADD COLUMN device_name TEXT;
ALTER TABLE sessions ADD COLUMN last_seen_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE sessions ADD COLUMN reauthenticated_at INTEGER;
UPDATE sessions SET last_seen_at = started_at;

-- A consent withdrawn keeps the moment of its withdrawal.
ALTER TABLE accounts ADD COLUMN mails_withdrawn_at INTEGER;
ALTER TABLE accounts ADD COLUMN electronic_receipts_withdrawn_at INTEGER;
