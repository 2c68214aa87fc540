-- Security keys of staff (WebAuthn): a second factor beside the telephone. A public key signs nobody in.

CREATE TABLE staff_security_keys (
    id             TEXT PRIMARY KEY, -- opaque
    login          TEXT NOT NULL REFERENCES staff (login),
    name           TEXT NOT NULL,    -- « clé bleue »
    credential_id  BLOB NOT NULL UNIQUE,
    algorithm      INTEGER NOT NULL, -- of COSE: -7 ES256, -8 EdDSA
    public_key     BLOB NOT NULL,
    counter        INTEGER NOT NULL, -- grows with each signature, or is always 0
    added_at       INTEGER NOT NULL,
    used_at        INTEGER
) STRICT;
CREATE INDEX staff_security_keys_of_login ON staff_security_keys (login);

-- What keys are asked to sign: each works once. Few wait on a device.
CREATE TABLE staff_challenges (
    challenge_hash  BLOB PRIMARY KEY,
    device          TEXT NOT NULL REFERENCES staff_devices (name),
    login           TEXT REFERENCES staff (login), -- of whoever adds a key; none for a second factor
    expires_at      INTEGER NOT NULL
) STRICT;
CREATE INDEX staff_challenges_of_device ON staff_challenges (device, expires_at);
CREATE INDEX staff_challenges_of_login ON staff_challenges (login);
CREATE INDEX staff_challenges_by_expiry ON staff_challenges (expires_at);
