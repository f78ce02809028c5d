-- The meeting will not be held, as its newest document says.
ALTER TABLE meeting ADD COLUMN is_cancelled BOOLEAN NOT NULL DEFAULT FALSE;
