-- What the rent system knows, brought in by `landlord import`. The reference of the rent system is
-- the key wherever it has one, so that a second import finds the same rows.

CREATE TABLE agencies (
    reference      TEXT PRIMARY KEY,
    name           TEXT NOT NULL,
    address        TEXT NOT NULL, -- JSON array of lines
    telephone      TEXT NOT NULL, -- as written in France
    email          TEXT NOT NULL,
    opening_hours  TEXT NOT NULL  -- JSON array of lines
) STRICT;

CREATE TABLE dwellings (
    reference  TEXT PRIMARY KEY,
    address    TEXT NOT NULL, -- JSON array of lines
    kind       TEXT NOT NULL, -- « T3 », « Garage »
    agency     TEXT NOT NULL REFERENCES agencies (reference)
) STRICT;

CREATE TABLE leases (
    reference  TEXT PRIMARY KEY,
    dwelling   TEXT NOT NULL REFERENCES dwellings (reference),
    starts_on  TEXT NOT NULL  -- YYYY-MM-DD
) STRICT;

CREATE TABLE tenants (
    tenant_code  TEXT PRIMARY KEY, -- 15 digits
    lease        TEXT NOT NULL REFERENCES leases (reference),
    name         TEXT NOT NULL,    -- « Mme Jeanne DURAND »
    mobile       TEXT              -- E.164; none when the landlord has no mobile on file
) STRICT;
CREATE INDEX tenants_of_lease ON tenants (lease);

-- Frozen once issued (loi n° 89-462, art. 21): only `paid`, `paid_on`, `superseded_by` and
-- `revision` ever change. The names and addresses are those of the day of issue.
CREATE TABLE rent_documents (
    id             TEXT PRIMARY KEY, -- opaque to tenants
    reference      TEXT NOT NULL UNIQUE,
    lease          TEXT NOT NULL REFERENCES leases (reference),
    kind           TEXT NOT NULL CHECK (kind IN ('avis', 'quittance', 'recu', 'regularisation')),
    term           TEXT NOT NULL, -- YYYY-MM
    issued_on      TEXT NOT NULL, -- YYYY-MM-DD
    due_on         TEXT,          -- YYYY-MM-DD
    amount         INTEGER NOT NULL, -- cents
    paid           INTEGER NOT NULL, -- cents
    paid_on        TEXT,          -- YYYY-MM-DD
    tenants        TEXT NOT NULL, -- JSON array of names
    dwelling       TEXT NOT NULL, -- JSON array of lines
    landlord       TEXT NOT NULL, -- JSON, contract::IssuingLandlord
    lines          TEXT NOT NULL, -- JSON array of contract::DocumentLine
    supersedes     TEXT REFERENCES rent_documents (id) DEFERRABLE INITIALLY DEFERRED,
    superseded_by  TEXT REFERENCES rent_documents (id) DEFERRABLE INITIALLY DEFERRED,
    revision       INTEGER NOT NULL UNIQUE -- from document_revision; grows at each change
) STRICT;
CREATE INDEX rent_documents_of_lease ON rent_documents (lease, revision);

-- The last revision given; one row.
CREATE TABLE document_revision (last INTEGER NOT NULL) STRICT;
INSERT INTO document_revision (last) VALUES (0);

CREATE TABLE payments (
    reference    TEXT PRIMARY KEY,
    lease        TEXT NOT NULL REFERENCES leases (reference),
    document     TEXT REFERENCES rent_documents (id), -- what it pays
    received_on  TEXT NOT NULL, -- YYYY-MM-DD
    amount       INTEGER NOT NULL, -- cents
    method       TEXT NOT NULL
) STRICT;
CREATE INDEX payments_of_lease ON payments (lease);
