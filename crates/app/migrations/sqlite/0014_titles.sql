-- What a text is called: its case's title, which the case has and editors do not write.
ALTER TABLE text ADD COLUMN title TEXT NOT NULL DEFAULT '';
