-- The keys that this database was made with (S26). Secrets stay in files: a key file that is none of these stops the
-- start.
CREATE TABLE service_keys (
    number       INTEGER PRIMARY KEY,   -- in the order in which they came
    id           TEXT NOT NULL UNIQUE,  -- eight hexadecimal digits
    use          TEXT NOT NULL CHECK (use IN ('service', 'documents')),
    public       TEXT,                  -- of a key that signs documents
    known_since  INTEGER NOT NULL,
    retired_at   INTEGER,               -- another one took its place
    revoked_at   INTEGER                -- nothing of it is believed any more
) STRICT;
CREATE UNIQUE INDEX one_key_in_use ON service_keys (use) WHERE retired_at IS NULL;

-- The recovery secrets of archives: one for each password that was chosen with an SMS code (S12). The first one of an
-- account that is older than this table has no row. A secret itself is derived, and stands nowhere.
CREATE TABLE archive_recoveries (
    tenant_code  TEXT NOT NULL REFERENCES tenants (tenant_code),
    version      INTEGER NOT NULL,
    key_id       TEXT NOT NULL,         -- of the service's key that it is derived from
    made_at      INTEGER NOT NULL,
    PRIMARY KEY (tenant_code, version)
) STRICT;
