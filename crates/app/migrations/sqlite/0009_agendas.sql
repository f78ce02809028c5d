-- The year plan: what a body wants of its meetings (JSON), and the meetings themselves.
CREATE TABLE body_plan (
  body TEXT NOT NULL PRIMARY KEY,
  settings TEXT NOT NULL
);

CREATE TABLE planned (
  id BLOB NOT NULL PRIMARY KEY,
  -- The body's slug.
  body TEXT NOT NULL,
  date TEXT NOT NULL,
  start_time TEXT,
  end_time TEXT,
  place TEXT,
  is_virtual BOOLEAN NOT NULL,
  note TEXT NOT NULL,
  -- Why it was cancelled; NULL: it is not.
  cancelled TEXT
);
CREATE INDEX planned_by_body ON planned (body, date);
CREATE INDEX planned_by_date ON planned (date);

-- The agenda of a planned meeting, from the moment someone begins it.
CREATE TABLE agenda (
  planned_id BLOB NOT NULL PRIMARY KEY REFERENCES planned (id),
  -- Grows with every change: who changes an older one is told.
  version BIGINT NOT NULL,
  state TEXT NOT NULL,
  -- JSON.
  sections TEXT NOT NULL,
  numbering TEXT NOT NULL,
  cover TEXT NOT NULL,
  -- The document as it was frozen (JSON).
  frozen TEXT,
  -- The meeting in the archive.
  archive_slug TEXT
);

CREATE TABLE agenda_entry (
  id BLOB NOT NULL PRIMARY KEY,
  planned_id BLOB NOT NULL REFERENCES agenda (planned_id),
  -- Index into the agenda's sections.
  section BIGINT NOT NULL,
  position BIGINT NOT NULL,
  -- Given for good when the agenda is frozen.
  number TEXT,
  title TEXT NOT NULL,
  -- The title in public where the real one must not be.
  neutral_title TEXT,
  kind TEXT NOT NULL,
  access TEXT NOT NULL,
  access_reason TEXT NOT NULL,
  case_id BLOB,
  standing TEXT,
  minutes BIGINT,
  content TEXT NOT NULL,
  recommendations TEXT NOT NULL,
  reading BIGINT,
  late_reason TEXT NOT NULL,
  added_at TEXT NOT NULL,
  -- 0: the agenda itself; 1 …: a supplementary agenda.
  supplement BIGINT NOT NULL,
  -- The item in the archive.
  archive_item TEXT
);
CREATE INDEX agenda_entry_by_agenda ON agenda_entry (planned_id, section, position);
CREATE INDEX agenda_entry_by_case ON agenda_entry (case_id);

-- Items promised for a meeting; entry_id: the entry that keeps the promise.
CREATE TABLE agenda_promise (
  id BLOB NOT NULL PRIMARY KEY,
  planned_id BLOB NOT NULL REFERENCES planned (id),
  title TEXT NOT NULL,
  note TEXT NOT NULL,
  made_at TEXT NOT NULL,
  entry_id BLOB
);
CREATE INDEX agenda_promise_by_meeting ON agenda_promise (planned_id);

-- Documents on their way into the archive: written with the decision to publish, done when they
-- are there.
CREATE TABLE publication (
  id BLOB NOT NULL PRIMARY KEY,
  planned_id BLOB NOT NULL REFERENCES agenda (planned_id),
  -- 1, 2 … within a meeting.
  number BIGINT NOT NULL,
  kind TEXT NOT NULL,
  -- The document, and the sums of its annexes by their address (JSON).
  document TEXT NOT NULL,
  annexes TEXT NOT NULL,
  -- The entries its items are, in order (JSON).
  entries TEXT NOT NULL,
  -- Why: of a correction, or of publishing with open errors.
  reason TEXT NOT NULL,
  requested_by TEXT NOT NULL,
  requested_at TEXT NOT NULL,
  due_at TEXT NOT NULL,
  -- Since when it is being taken into the archive: it cannot be kept back any more.
  begun_at TEXT,
  done_at TEXT,
  -- Since when the mails to those of the body are written.
  told_at TEXT,
  UNIQUE (planned_id, number)
);
CREATE INDEX publication_waiting ON publication (done_at, due_at);
