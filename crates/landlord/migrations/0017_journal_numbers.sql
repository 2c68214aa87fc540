-- The journal's triggers of UPDATE and DELETE do not fire for INSERT OR REPLACE (recursive_triggers is off). An entry is
-- only ever put behind the last one.
CREATE TRIGGER staff_journal_goes_on BEFORE INSERT ON staff_journal
WHEN NEW.number IS NOT (SELECT coalesce(max(number), 0) + 1 FROM staff_journal)
BEGIN
    SELECT raise(ABORT, 'an entry of the journal comes after the last one');
END;
