-- What happened in a meeting: only ever added to.
CREATE TABLE meeting_event (
  -- Made by the browser that tells of it: the same one sent twice is one.
  id UUID NOT NULL PRIMARY KEY,
  planned_id UUID NOT NULL,
  -- The server's number within the meeting, from 1.
  sequence BIGINT NOT NULL,
  -- The browser's order: milliseconds since 1970, never the same twice in one browser.
  client_order BIGINT NOT NULL,
  -- When the browser says it was entered, and when it arrived (UTC, RFC 3339).
  at TEXT COLLATE "C" NOT NULL,
  received_at TEXT COLLATE "C" NOT NULL,
  -- Who entered it; NULL: the server itself.
  account_id UUID REFERENCES account (id),
  actor TEXT COLLATE "C" NOT NULL,
  -- The event (JSON).
  body TEXT COLLATE "C" NOT NULL,
  UNIQUE (planned_id, sequence)
);

-- Minutes being made of a meeting.
CREATE TABLE minutes (
  planned_id UUID NOT NULL PRIMARY KEY,
  -- draft, sent, published. Approved they are when the next meeting says so.
  state TEXT COLLATE "C" NOT NULL,
  sent_at TEXT COLLATE "C",
  -- Until when members may comment (a day).
  comments_until TEXT COLLATE "C",
  published_at TEXT COLLATE "C",
  published_by TEXT COLLATE "C"
);

-- Where the minutes' text departs from what is composed. The newest version holds; older ones stay.
CREATE TABLE minutes_text (
  planned_id UUID NOT NULL,
  -- An agenda's entry, or `head`.
  place TEXT COLLATE "C" NOT NULL,
  version BIGINT NOT NULL,
  -- NULL: the composed text again.
  text TEXT COLLATE "C",
  -- What was composed when it was written.
  composed TEXT COLLATE "C" NOT NULL,
  at TEXT COLLATE "C" NOT NULL,
  actor TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (planned_id, place, version)
);

-- Members' comments on minutes sent to them.
CREATE TABLE minutes_comment (
  id UUID NOT NULL PRIMARY KEY,
  planned_id UUID NOT NULL,
  place TEXT COLLATE "C" NOT NULL,
  account_id UUID NOT NULL REFERENCES account (id),
  name TEXT COLLATE "C" NOT NULL,
  text TEXT COLLATE "C" NOT NULL,
  at TEXT COLLATE "C" NOT NULL
);
CREATE INDEX minutes_comment_by_planned ON minutes_comment (planned_id, at);
