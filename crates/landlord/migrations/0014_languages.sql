-- The language that a tenant reads (BCP 47): of the messages of an enrolment, and of those about an account.
ALTER TABLE enrolments ADD COLUMN language TEXT NOT NULL DEFAULT 'fr';
ALTER TABLE accounts ADD COLUMN language TEXT NOT NULL DEFAULT 'fr';
