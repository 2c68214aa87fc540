-- The kinds of document stand in `contract::DocumentKind`, which reads this column: a list of them here would have to
-- be changed with each new one, and SQLite changes no CHECK of a table in use.
ALTER TABLE rent_documents RENAME COLUMN kind TO checked_kind;
ALTER TABLE rent_documents ADD COLUMN kind TEXT NOT NULL DEFAULT '';
UPDATE rent_documents SET kind = checked_kind;
ALTER TABLE rent_documents DROP COLUMN checked_kind;
