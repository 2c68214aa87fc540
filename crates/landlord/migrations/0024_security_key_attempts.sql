-- A page of the service asks security keys, in a browser. The window that began an attempt uses what the key answered.

DROP TABLE staff_challenges;

CREATE TABLE staff_key_attempts (
    attempt_hash   BLOB PRIMARY KEY,     -- what the window names it with
    page_hash      BLOB NOT NULL UNIQUE, -- what the page names it with
    challenge      TEXT NOT NULL,        -- base64url
    number         INTEGER NOT NULL,     -- two digits, on the window and on the page
    device         TEXT NOT NULL REFERENCES staff_devices (name),
    login          TEXT REFERENCES staff (login), -- of whoever adds a key; none for a second factor
    -- What the key answered, once it was checked.
    counter        INTEGER,              -- none before
    signed_by      TEXT,                 -- the id of a key on file
    credential_id  BLOB,                 -- of a new key, with what follows
    algorithm      INTEGER,
    public_key     BLOB,
    expires_at     INTEGER NOT NULL
) STRICT;
CREATE INDEX staff_key_attempts_of_device ON staff_key_attempts (device, expires_at);
CREATE INDEX staff_key_attempts_of_login ON staff_key_attempts (login);
CREATE INDEX staff_key_attempts_by_expiry ON staff_key_attempts (expires_at);
