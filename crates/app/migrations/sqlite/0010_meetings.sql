-- What happened in a meeting: only ever added to.
CREATE TABLE meeting_event (
  -- Made by the browser that tells of it: the same one sent twice is one.
  id BLOB NOT NULL PRIMARY KEY,
  planned_id BLOB NOT NULL,
  -- The server's number within the meeting, from 1.
  sequence BIGINT NOT NULL,
  -- The browser's order: milliseconds since 1970, never the same twice in one browser.
  client_order BIGINT NOT NULL,
  -- When the browser says it was entered, and when it arrived (UTC, RFC 3339).
  at TEXT NOT NULL,
  received_at TEXT NOT NULL,
  -- Who entered it; NULL: the server itself.
  account_id BLOB REFERENCES account (id),
  actor TEXT NOT NULL,
  -- The event (JSON).
  body TEXT NOT NULL,
  UNIQUE (planned_id, sequence)
);

-- Minutes being made of a meeting.
CREATE TABLE minutes (
  planned_id BLOB NOT NULL PRIMARY KEY,
  -- draft, sent, published. Approved they are when the next meeting says so.
  state TEXT NOT NULL,
  sent_at TEXT,
  -- Until when members may comment (a day).
  comments_until TEXT,
  published_at TEXT,
  published_by TEXT
);

-- Where the minutes' text departs from what is composed. The newest version holds; older ones stay.
CREATE TABLE minutes_text (
  planned_id BLOB NOT NULL,
  -- An agenda's entry, or `head`.
  place TEXT NOT NULL,
  version BIGINT NOT NULL,
  -- NULL: the composed text again.
  text TEXT,
  -- What was composed when it was written.
  composed TEXT NOT NULL,
  at TEXT NOT NULL,
  actor TEXT NOT NULL,
  PRIMARY KEY (planned_id, place, version)
);

-- Members' comments on minutes sent to them.
CREATE TABLE minutes_comment (
  id BLOB NOT NULL PRIMARY KEY,
  planned_id BLOB NOT NULL,
  place TEXT NOT NULL,
  account_id BLOB NOT NULL REFERENCES account (id),
  name TEXT NOT NULL,
  text TEXT NOT NULL,
  at TEXT NOT NULL
);
CREATE INDEX minutes_comment_by_planned ON minutes_comment (planned_id, at);
