-- Whose account a code is for, so that all that is under way for a tenant ends together. No foreign key: an unknown
-- tenant code gets a row like any other (S2). None for the codes of before, which end within half an hour.
ALTER TABLE sms_challenges ADD COLUMN tenant_code TEXT;
CREATE INDEX sms_challenges_of_tenant ON sms_challenges (tenant_code);
CREATE INDEX enrolments_of_tenant ON enrolments (tenant_code);
