-- Visits need a search, end by themselves, and have a token by which the tenant signs in for their length. The second
-- factor of staff is made anew at each activation. Letters asked for at a counter wait for the post. Moments are Unix
-- seconds; tokens and codes are stored as hashes only.

-- The tenants that a search showed to a session of staff lately: a visit begins with one of them.
CREATE TABLE found_tenants (
    session      BLOB NOT NULL,    -- the token hash of the staff session
    tenant_code  TEXT NOT NULL,
    at           INTEGER NOT NULL,
    PRIMARY KEY (session, tenant_code)
) STRICT;
CREATE INDEX found_tenants_by_time ON found_tenants (at);

ALTER TABLE visits ADD COLUMN token_hash BLOB;
CREATE UNIQUE INDEX visits_by_token ON visits (token_hash) WHERE token_hash IS NOT NULL;
-- Those under way, by when they expire, by whom and where: closing an account or a device ends them.
CREATE INDEX visits_under_way ON visits (expires_at) WHERE ended_at IS NULL;
CREATE INDEX visits_under_way_of_login ON visits (login) WHERE ended_at IS NULL;
CREATE INDEX visits_under_way_of_device ON visits (device) WHERE ended_at IS NULL;

-- What the key of the second factor comes of while an account is being activated.
ALTER TABLE staff ADD COLUMN pending_salt BLOB;
-- Of the activation code and the request's idempotency key: who has both may send the request again.
ALTER TABLE staff ADD COLUMN repeat_hash BLOB;
ALTER TABLE staff ADD COLUMN repeat_until INTEGER;
-- An activation code lived until the first sign-in, and now ends with the activation: who saw one of an account that is
-- active could activate it anew.
UPDATE staff SET activation_hash = NULL, activation_expires_at = NULL WHERE password_hash IS NOT NULL;

-- Letters that the back office posts. Written, they leave this list.
CREATE TABLE letters_to_post (
    tenant_code  TEXT PRIMARY KEY REFERENCES tenants (tenant_code),
    agency       TEXT NOT NULL,    -- where it was asked for
    asked_at     INTEGER NOT NULL
) STRICT;
