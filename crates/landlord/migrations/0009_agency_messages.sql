-- Messages from tenants to their agency. They go with the account. Moments are Unix seconds.
CREATE TABLE agency_messages (
    id           TEXT PRIMARY KEY, -- opaque to tenants
    tenant_code  TEXT NOT NULL REFERENCES tenants (tenant_code),
    subject      TEXT NOT NULL,
    text         TEXT NOT NULL,
    key_hash     BLOB NOT NULL UNIQUE, -- of the tenant and the Idempotency-Key
    body_hash    BLOB NOT NULL,
    sent_at      INTEGER NOT NULL,
    read_at      INTEGER,          -- somebody at the agency opened it first
    answer       TEXT,
    answered_at  INTEGER,
    revision     INTEGER NOT NULL, -- grows with each change
    CHECK ((answer IS NULL) = (answered_at IS NULL))
) STRICT;
CREATE INDEX agency_messages_of_tenant ON agency_messages (tenant_code, sent_at);
CREATE INDEX agency_messages_to_answer ON agency_messages (sent_at) WHERE answer IS NULL;

CREATE TABLE message_attachments (
    message  TEXT NOT NULL REFERENCES agency_messages (id) ON DELETE CASCADE,
    place    INTEGER NOT NULL,     -- from 1
    kind     TEXT NOT NULL,
    content  BLOB NOT NULL,
    PRIMARY KEY (message, place)
) STRICT;
