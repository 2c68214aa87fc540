-- A refresh token gets the same successor until that was used: it is derived from the token, which only its holder
-- has, with this salt, which is deleted once the token is spent (S9).
ALTER TABLE refresh_tokens ADD COLUMN successor_salt BLOB;
ALTER TABLE refresh_tokens DROP COLUMN succeeded_at;
