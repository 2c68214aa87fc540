-- Payments by card. A waiting one has a page at the provider's; what came of it is for good, but that money may
-- still come for one that was given up. Moments are Unix seconds.
CREATE TABLE card_payments (
    id             TEXT PRIMARY KEY, -- opaque to tenants
    lease          TEXT NOT NULL REFERENCES leases (reference),
    tenant_code    TEXT NOT NULL REFERENCES tenants (tenant_code),
    term           TEXT NOT NULL,    -- YYYY-MM, of what was due first when it was begun
    amount         INTEGER NOT NULL CHECK (amount > 0), -- cents
    state          TEXT NOT NULL CHECK (state IN ('waiting', 'confirmed', 'refused', 'abandoned')),
    return_state   TEXT NOT NULL,
    key_hash       BLOB NOT NULL UNIQUE, -- of the tenant and the Idempotency-Key (S16)
    body_hash      BLOB NOT NULL,
    provider       TEXT NOT NULL,
    reference      TEXT,             -- the provider's own; none before it has made the page
    page           TEXT,
    claimed_at     INTEGER,          -- whoever is asking the provider for the page
    asked_at       INTEGER NOT NULL, -- the provider was last asked what came of it
    begun_at       INTEGER NOT NULL
) STRICT;
-- S16: never two at once for a term of a lease.
CREATE UNIQUE INDEX one_waiting_payment_of_term ON card_payments (lease, term) WHERE state = 'waiting';
CREATE UNIQUE INDEX card_payments_of_provider ON card_payments (provider, reference);
CREATE INDEX card_payments_of_lease ON card_payments (lease, begun_at);

-- The events that were taken in: a provider reports one twice when it is not sure of the first.
CREATE TABLE card_events (
    provider  TEXT NOT NULL,
    id        TEXT NOT NULL,
    at        INTEGER NOT NULL,
    PRIMARY KEY (provider, id)
) STRICT;
