-- A version whose original, and whose annexes as far as no other version has them, are given to
-- nobody: it held what must not be seen any more.
ALTER TABLE version ADD COLUMN withheld BOOLEAN NOT NULL DEFAULT FALSE;
