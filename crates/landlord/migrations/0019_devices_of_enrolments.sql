-- The known device that opened an enrolment (S7): it has quotas of its own, which strangers cannot use up (S23).
ALTER TABLE enrolments ADD COLUMN device BLOB;
