-- The day a document that was issued by mistake was withdrawn; it proves nothing from then on.
ALTER TABLE rent_documents ADD COLUMN withdrawn_on TEXT;
