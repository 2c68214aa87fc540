-- A payment's revision is of the same row of numbers as a document's: the last of both tells whether the account of
-- a lease is another than before.
ALTER TABLE payments ADD COLUMN revision INTEGER NOT NULL DEFAULT 0;
