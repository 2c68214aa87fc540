-- Agency staff, the devices they sign in from, their visits with tenants, and the journal of what they did. Moments
-- are Unix seconds; codes and tokens are stored as hashes only.

-- By which, with the name, staff find a tenant.
ALTER TABLE tenants ADD COLUMN born_on TEXT; -- YYYY-MM-DD

CREATE TABLE staff (
    login                  TEXT PRIMARY KEY, -- « claire.martin »
    name                   TEXT NOT NULL,    -- « Claire MARTIN »
    role                   TEXT NOT NULL CHECK (role IN ('helper', 'agencyManager')),
    agency                 TEXT NOT NULL REFERENCES agencies (reference),
    password_hash          TEXT,             -- PHC string; none before the account is in use
    totp_salt              BLOB NOT NULL,    -- the key of the second factor comes of it and the service's key
    totp_last_step         INTEGER NOT NULL DEFAULT 0, -- a code works once (RFC 6238, section 5.2)
    activation_hash        BLOB,             -- of the code that the administrator hands over
    activation_expires_at  INTEGER,
    created_at             INTEGER NOT NULL,
    closed_at              INTEGER
) STRICT;

CREATE TABLE staff_recovery_codes (
    login      TEXT NOT NULL REFERENCES staff (login),
    code_hash  BLOB NOT NULL,
    PRIMARY KEY (login, code_hash)
) STRICT;

-- A machine of an agency (S21): its token stands in the machine policy that IT deploys.
CREATE TABLE staff_devices (
    name         TEXT PRIMARY KEY, -- « Lens, guichet 2 »
    token_hash   BLOB NOT NULL UNIQUE,
    enrolled_at  INTEGER NOT NULL,
    closed_at    INTEGER
) STRICT;

CREATE TABLE staff_sessions (
    token_hash      BLOB PRIMARY KEY,
    login           TEXT NOT NULL REFERENCES staff (login),
    device          TEXT NOT NULL REFERENCES staff_devices (name),
    started_at      INTEGER NOT NULL,
    last_active_at  INTEGER NOT NULL,
    ends_at         INTEGER NOT NULL
) STRICT;

-- One visit at most is under way in a session of staff.
CREATE TABLE visits (
    id                 TEXT PRIMARY KEY, -- opaque
    session            BLOB NOT NULL,    -- the token hash of the staff session
    login              TEXT NOT NULL REFERENCES staff (login),
    device             TEXT NOT NULL,
    tenant_code        TEXT NOT NULL REFERENCES tenants (tenant_code),
    identity_document  TEXT NOT NULL,    -- its kind, never its number
    purposes           TEXT NOT NULL,    -- JSON array
    approved_by        TEXT REFERENCES staff (login),
    began_at           INTEGER NOT NULL,
    expires_at         INTEGER NOT NULL,
    ended_at           INTEGER
) STRICT;
CREATE UNIQUE INDEX one_visit_of_session ON visits (session) WHERE ended_at IS NULL;
CREATE INDEX visits_by_beginning ON visits (began_at);

-- What staff help with: it ends with the visit.
ALTER TABLE enrolments ADD COLUMN visit TEXT REFERENCES visits (id);
ALTER TABLE enrolments ADD COLUMN new_mobile_allowed INTEGER NOT NULL DEFAULT 0;
ALTER TABLE sessions ADD COLUMN visit TEXT;
-- When a password was last chosen by SMS code: another number at the counter then wants a second member of staff.
ALTER TABLE accounts ADD COLUMN reset_at INTEGER;

-- What staff did (S22): only added to, each entry chained to the one before. `tenant` is a keyed hash.
CREATE TABLE staff_journal (
    number    INTEGER PRIMARY KEY, -- from 1, without gaps
    at        INTEGER NOT NULL,
    login     TEXT NOT NULL,
    device    TEXT NOT NULL,
    action    TEXT NOT NULL,
    tenant    TEXT,
    visit     TEXT,
    detail    TEXT,
    previous  BLOB NOT NULL,
    hash      BLOB NOT NULL
) STRICT;
CREATE INDEX staff_journal_of_tenant ON staff_journal (tenant, number) WHERE tenant IS NOT NULL;
CREATE TRIGGER staff_journal_never_changes BEFORE UPDATE ON staff_journal
BEGIN
    SELECT raise(ABORT, 'an entry of the journal never changes');
END;
CREATE TRIGGER staff_journal_is_only_added_to BEFORE DELETE ON staff_journal
BEGIN
    SELECT raise(ABORT, 'an entry of the journal stays');
END;
