-- Texts of cases, written by several at once.
CREATE TABLE text (
  id BLOB NOT NULL PRIMARY KEY,
  -- The item's kind: what it started from.
  kind TEXT NOT NULL,
  -- What it is the text of, "case/…", the body whose it is, and who may read it: asked before every
  -- answer.
  subject TEXT NOT NULL,
  body TEXT NOT NULL,
  access TEXT NOT NULL,
  -- How many steps were taken; the document is what they make.
  version BIGINT NOT NULL,
  doc TEXT NOT NULL,
  created_at TEXT NOT NULL,
  created_by TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  changed_by TEXT NOT NULL,
  -- Since when nothing more may be written: its agenda is out.
  locked_at TEXT
);

-- Every step anyone took, in order. Never changed, never removed.
CREATE TABLE text_step (
  text_id BLOB NOT NULL REFERENCES text (id),
  -- The text's version after it.
  version BIGINT NOT NULL,
  -- The batch it came in: one sent twice is taken once.
  batch TEXT NOT NULL,
  -- The browser tab that made it.
  client TEXT NOT NULL,
  author TEXT NOT NULL,
  at TEXT NOT NULL,
  step TEXT NOT NULL,
  PRIMARY KEY (text_id, version)
);
CREATE INDEX text_step_batch ON text_step (text_id, batch);

-- States that are kept to be compared and brought back.
CREATE TABLE text_version (
  text_id BLOB NOT NULL REFERENCES text (id),
  -- The text's version it shows.
  version BIGINT NOT NULL,
  doc TEXT NOT NULL,
  -- Who wrote since the one before, parted by a line feed.
  authors TEXT NOT NULL,
  at TEXT NOT NULL,
  note TEXT NOT NULL,
  PRIMARY KEY (text_id, version)
);

-- The annexes a text may refer to, as its case lists them.
CREATE TABLE text_annex (
  text_id BLOB NOT NULL REFERENCES text (id),
  annex TEXT NOT NULL,
  title TEXT NOT NULL,
  position BIGINT NOT NULL,
  PRIMARY KEY (text_id, annex)
);
