-- What *Mon logement* and *Accueil* show beside the address.
ALTER TABLE dwellings ADD COLUMN details TEXT NOT NULL DEFAULT '{}'; -- JSON, contract::DwellingDetails without kind
ALTER TABLE leases ADD COLUMN deposit INTEGER;                       -- cents
ALTER TABLE leases ADD COLUMN occupants TEXT NOT NULL DEFAULT '[]';  -- JSON array of names

CREATE TABLE news (
    reference   TEXT PRIMARY KEY,
    title       TEXT NOT NULL,
    text        TEXT NOT NULL, -- JSON array of paragraphs
    shown_from  TEXT NOT NULL, -- YYYY-MM-DD
    shown_until TEXT NOT NULL, -- YYYY-MM-DD
    agency      TEXT REFERENCES agencies (reference), -- none: for the tenants of all
    dwellings   TEXT NOT NULL  -- JSON array of references; empty: all of the agency's
) STRICT;
