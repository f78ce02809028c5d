-- Mail to be sent: written in the transaction that causes it, sent by a worker afterwards.
CREATE TABLE outbox (
  id UUID NOT NULL PRIMARY KEY,
  recipient TEXT NOT NULL,
  subject TEXT NOT NULL,
  -- Both forms of the text and what goes into the head (JSON). Empty once the mail is sent.
  content TEXT NOT NULL,
  -- Made before the first attempt; the same in all that follow.
  message_id TEXT,
  -- "queued", "sent" or "failed".
  state TEXT COLLATE "C" NOT NULL,
  attempts BIGINT NOT NULL,
  queued_at TEXT COLLATE "C" NOT NULL,
  -- Not before. A worker that takes the mail in hand pushes this on, so that another takes it up
  -- should that worker never come back.
  due_at TEXT COLLATE "C" NOT NULL,
  -- When it was sent or given up.
  settled_at TEXT COLLATE "C",
  -- What was last said about it, by the server or on the way there.
  reply TEXT
);
CREATE INDEX outbox_by_state ON outbox (state, due_at);

-- Files that go with a mail; gone once it is sent.
CREATE TABLE outbox_file (
  mail_id UUID NOT NULL REFERENCES outbox (id),
  position BIGINT NOT NULL,
  name TEXT NOT NULL,
  media_type TEXT NOT NULL,
  content BYTEA NOT NULL,
  PRIMARY KEY (mail_id, position)
);
