-- Since when an unknown device needs an SMS code beside the right password (S7): until a code was right or the password
-- changed.
ALTER TABLE accounts ADD COLUMN sms_since INTEGER;

-- The known device that a session is on: whoever signs the session out makes the account forget the device (S7).
ALTER TABLE sessions ADD COLUMN device BLOB;
CREATE INDEX sessions_in_force ON sessions (tenant_code, ends_at) WHERE ended_at IS NULL;
