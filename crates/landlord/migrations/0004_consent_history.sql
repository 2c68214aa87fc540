-- What each tenant said of each consent, and when: the proof of a consent (RGPD, art. 7 §1). The last
-- entry is the one that stands. Moments are Unix seconds.

CREATE TABLE consent_entries (
    id           INTEGER PRIMARY KEY, -- in the order in which they were said
    tenant_code  TEXT NOT NULL REFERENCES tenants (tenant_code),
    consent      TEXT NOT NULL CHECK (consent IN ('mails', 'electronicReceipts')),
    given        INTEGER NOT NULL CHECK (given IN (0, 1)),
    at           INTEGER NOT NULL
) STRICT;
CREATE INDEX consent_entries_of_tenant ON consent_entries (tenant_code);

INSERT INTO consent_entries (tenant_code, consent, given, at)
SELECT tenant_code, 'mails', mails_accepted_at IS NOT NULL,
       coalesce(mails_accepted_at, mails_withdrawn_at, terms_accepted_at)
FROM accounts;
INSERT INTO consent_entries (tenant_code, consent, given, at)
SELECT tenant_code, 'electronicReceipts', electronic_receipts_at IS NOT NULL,
       coalesce(electronic_receipts_at, electronic_receipts_withdrawn_at, terms_accepted_at)
FROM accounts;

ALTER TABLE accounts DROP COLUMN mails_accepted_at;
ALTER TABLE accounts DROP COLUMN mails_withdrawn_at;
ALTER TABLE accounts DROP COLUMN electronic_receipts_at;
ALTER TABLE accounts DROP COLUMN electronic_receipts_withdrawn_at;

-- Entries are only added. Those of an account that was deleted go when their proof has lapsed.
CREATE TRIGGER consent_entries_never_change BEFORE UPDATE ON consent_entries
BEGIN
    SELECT raise(ABORT, 'an entry of the consent history never changes');
END;
CREATE TRIGGER consent_entries_stay_with_their_account BEFORE DELETE ON consent_entries
WHEN EXISTS (SELECT 1 FROM accounts WHERE accounts.tenant_code = OLD.tenant_code)
BEGIN
    SELECT raise(ABORT, 'the consent history stays as long as its account');
END;
