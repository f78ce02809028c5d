-- The archive. Originals lie in the object store under their SHA-256; `version` points at them and
-- everything else is derived from them, save the slugs and ids, which are given once and kept.

-- One row. Raising `sequence` is the first statement of every writing transaction: it orders the
-- versions and lets one writer in at a time. `linked` is the sequence the threads were made up to.
CREATE TABLE writer (
  id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
  sequence BIGINT NOT NULL,
  linked BIGINT NOT NULL
);
INSERT INTO writer (id, sequence, linked) VALUES (1, 0, 0);

CREATE TABLE body (
  id BLOB NOT NULL PRIMARY KEY,
  slug TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  kind TEXT NOT NULL
);

CREATE TABLE meeting (
  id BLOB NOT NULL PRIMARY KEY,
  body_id BLOB NOT NULL REFERENCES body (id),
  slug TEXT NOT NULL,
  date TEXT,
  start_time TEXT,
  end_time TEXT,
  place TEXT,
  is_virtual BOOLEAN NOT NULL,
  kind TEXT NOT NULL,
  items BIGINT NOT NULL,
  -- The document less its items (JSON).
  head TEXT NOT NULL,
  UNIQUE (body_id, slug)
);
CREATE INDEX meeting_by_date ON meeting (date);
CREATE INDEX meeting_by_body ON meeting (body_id, date);

-- Every address a meeting ever had; the newest stands in `meeting`.
CREATE TABLE meeting_address (
  body_slug TEXT NOT NULL,
  slug TEXT NOT NULL,
  meeting_id BLOB NOT NULL REFERENCES meeting (id),
  PRIMARY KEY (body_slug, slug)
);
CREATE INDEX meeting_address_by_meeting ON meeting_address (meeting_id);

CREATE TABLE version (
  id BLOB NOT NULL PRIMARY KEY,
  meeting_id BLOB NOT NULL REFERENCES meeting (id),
  sha256 TEXT NOT NULL UNIQUE,
  sequence BIGINT NOT NULL UNIQUE,
  -- 0 is the newest version of its meeting.
  position BIGINT NOT NULL,
  file_name TEXT NOT NULL,
  size BIGINT NOT NULL,
  media_type TEXT NOT NULL,
  kind TEXT NOT NULL,
  supplementary BOOLEAN NOT NULL,
  imported_at TEXT NOT NULL,
  -- The document as read (JSON).
  document TEXT NOT NULL
);
CREATE INDEX version_by_meeting ON version (meeting_id, position);

CREATE TABLE item (
  id BLOB NOT NULL PRIMARY KEY,
  meeting_id BLOB NOT NULL REFERENCES meeting (id),
  slug TEXT NOT NULL UNIQUE,
  -- NULL: held in an older version only.
  position BIGINT,
  -- Index into the sections of the head; NULL like `position`.
  section BIGINT,
  number TEXT,
  title TEXT NOT NULL,
  kind TEXT NOT NULL,
  access TEXT NOT NULL,
  case_number TEXT,
  outcome TEXT NOT NULL,
  -- The item (JSON).
  content TEXT NOT NULL
);
CREATE INDEX item_by_meeting ON item (meeting_id, position);

-- Which item each entry of a version's document is.
CREATE TABLE appearance (
  version_id BLOB NOT NULL REFERENCES version (id),
  position BIGINT NOT NULL,
  item_id BLOB NOT NULL REFERENCES item (id),
  closed BOOLEAN NOT NULL,
  has_text BOOLEAN NOT NULL,
  PRIMARY KEY (version_id, position)
);
CREATE INDEX appearance_by_item ON appearance (item_id);

-- Files held in the object store besides the originals.
CREATE TABLE blob (
  sha256 TEXT NOT NULL PRIMARY KEY,
  size BIGINT NOT NULL,
  media_type TEXT NOT NULL
);

-- What the relative links of an entry of a version's document led to when it was imported.
CREATE TABLE enclosure (
  version_id BLOB NOT NULL REFERENCES version (id),
  -- The entry's position, as in `appearance`.
  position BIGINT NOT NULL,
  url TEXT NOT NULL,
  sha256 TEXT NOT NULL REFERENCES blob (sha256),
  PRIMARY KEY (version_id, position, url)
);
CREATE INDEX enclosure_by_blob ON enclosure (sha256);

CREATE TABLE attachment (
  item_id BLOB NOT NULL REFERENCES item (id),
  position BIGINT NOT NULL,
  title TEXT NOT NULL,
  url TEXT,
  sha256 TEXT REFERENCES blob (sha256),
  PRIMARY KEY (item_id, position)
);

CREATE TABLE mention (
  item_id BLOB NOT NULL REFERENCES item (id),
  position BIGINT NOT NULL,
  kind TEXT NOT NULL,
  value TEXT NOT NULL,
  slug TEXT,
  text TEXT NOT NULL,
  -- Where in the item (JSON).
  place TEXT NOT NULL,
  ambiguous BOOLEAN NOT NULL,
  -- The words around.
  snippet TEXT NOT NULL,
  PRIMARY KEY (item_id, position)
);
CREATE INDEX mention_by_subject ON mention (kind, slug, item_id);

CREATE TABLE thread (
  id BLOB NOT NULL PRIMARY KEY,
  slug TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL,
  latest TEXT,
  -- The thread that took its items over; its address leads there.
  merged_into BLOB REFERENCES thread (id)
);
CREATE INDEX thread_by_latest ON thread (latest);

CREATE TABLE thread_event (
  thread_id BLOB NOT NULL REFERENCES thread (id),
  position BIGINT NOT NULL,
  -- NULL: an open end, a meeting the archive does not hold.
  item_id BLOB REFERENCES item (id),
  body TEXT NOT NULL,
  date TEXT,
  title TEXT NOT NULL,
  reasons TEXT NOT NULL,
  PRIMARY KEY (thread_id, position)
);
CREATE INDEX thread_event_by_item ON thread_event (item_id);

-- Items whose entry in the search index is to be written again. Emptied after the index has them.
CREATE TABLE index_queue (
  item_id BLOB NOT NULL PRIMARY KEY REFERENCES item (id),
  sequence BIGINT NOT NULL
);
CREATE INDEX index_queue_by_sequence ON index_queue (sequence);
