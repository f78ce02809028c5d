-- What is to be done after a decision, and by whom.
CREATE TABLE task (
  id UUID NOT NULL PRIMARY KEY,
  -- The slug of the body that wants it done.
  body TEXT COLLATE "C" NOT NULL,
  what TEXT NOT NULL,
  -- Who: an account, a body's slug, or only the name that is shown.
  account_id UUID REFERENCES account (id),
  owner_body TEXT COLLATE "C",
  owner_name TEXT NOT NULL,
  due TEXT COLLATE "C",
  -- 'open', 'done' or 'dropped'; the latter with a reason.
  state TEXT COLLATE "C" NOT NULL,
  reason TEXT,
  closed BOOLEAN NOT NULL,
  -- Where it comes from: an item's slug in the archive, a meeting of the year plan.
  item TEXT COLLATE "C",
  meeting UUID,
  created_at TEXT COLLATE "C" NOT NULL,
  settled_at TEXT COLLATE "C"
);
CREATE INDEX task_by_body ON task (body, state);
CREATE INDEX task_by_account ON task (account_id, state);
CREATE INDEX task_by_item ON task (item);

-- Items promised for a body's next meeting.
CREATE TABLE promised_item (
  id UUID NOT NULL PRIMARY KEY,
  body TEXT COLLATE "C" NOT NULL,
  title TEXT NOT NULL,
  note TEXT NOT NULL,
  -- The item at which it was promised.
  item TEXT COLLATE "C",
  -- 'open', 'done' (it is on an agenda) or 'dropped'.
  state TEXT COLLATE "C" NOT NULL,
  reason TEXT,
  created_at TEXT COLLATE "C" NOT NULL,
  settled_at TEXT COLLATE "C"
);
CREATE INDEX promised_item_by_body ON promised_item (body, state);

-- A decision that others must follow.
CREATE TABLE onward (
  id UUID NOT NULL PRIMARY KEY,
  -- The slug of the body that decided, and of the item it decided in.
  body TEXT COLLATE "C" NOT NULL,
  item TEXT COLLATE "C" NOT NULL,
  title TEXT NOT NULL,
  -- 'accede', 'approve' or 'take-note'.
  asked TEXT COLLATE "C" NOT NULL,
  deadline TEXT COLLATE "C" NOT NULL,
  -- The common text, and the item's own as it stood (blocks of the document model, JSON).
  text TEXT NOT NULL,
  item_text TEXT NOT NULL,
  closed BOOLEAN NOT NULL,
  created_at TEXT COLLATE "C" NOT NULL,
  -- When it was sent out for the first time.
  sent_at TEXT COLLATE "C"
);
CREATE INDEX onward_by_body ON onward (body, deadline);
CREATE INDEX onward_by_item ON onward (item);

-- Who must follow it.
CREATE TABLE onward_recipient (
  id UUID NOT NULL PRIMARY KEY,
  onward_id UUID NOT NULL REFERENCES onward (id),
  position BIGINT NOT NULL,
  name TEXT NOT NULL,
  email TEXT,
  -- What is said to this one only (blocks, JSON).
  local_text TEXT NOT NULL,
  -- Taken off the list; what was answered stays.
  removed BOOLEAN NOT NULL
);
CREATE INDEX onward_recipient_by_onward ON onward_recipient (onward_id, position);

-- Links for those who answer, under the hash of their secret.
CREATE TABLE onward_link (
  hash TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  recipient_id UUID NOT NULL REFERENCES onward_recipient (id),
  made_at TEXT COLLATE "C" NOT NULL,
  revoked_at TEXT COLLATE "C"
);
CREATE INDEX onward_link_by_recipient ON onward_link (recipient_id);

-- Answers; each corrects the one before, and all are kept.
CREATE TABLE onward_answer (
  id UUID NOT NULL PRIMARY KEY,
  recipient_id UUID NOT NULL REFERENCES onward_recipient (id),
  number BIGINT NOT NULL,
  -- 'received', 'followed', 'deviated' or 'refused'.
  state TEXT COLLATE "C" NOT NULL,
  -- When it was decided, or the day it is to be dealt with.
  date TEXT COLLATE "C",
  text TEXT NOT NULL,
  document TEXT COLLATE "C",
  document_name TEXT,
  document_type TEXT,
  document_size BIGINT,
  given_at TEXT COLLATE "C" NOT NULL,
  given_by TEXT NOT NULL,
  UNIQUE (recipient_id, number)
);

-- What was sent to whom, so that nothing is sent twice.
CREATE TABLE onward_reminder (
  recipient_id UUID NOT NULL REFERENCES onward_recipient (id),
  -- 'first', 'before-14', 'before-3', 'after-1' …
  occasion TEXT COLLATE "C" NOT NULL,
  sent_at TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (recipient_id, occasion)
);
