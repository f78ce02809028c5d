-- Members' own notes and highlights. Nobody but their owner, or the owner's group where that was
-- chosen, sees them; the journal does not tell of them.
CREATE TABLE note (
  -- Made by the browser, so that what is sent twice is one note.
  id UUID NOT NULL PRIMARY KEY,
  account_id UUID NOT NULL REFERENCES account (id),
  item TEXT COLLATE "C" NOT NULL,
  -- The body the item belongs to, and the group it is shared with; NULL: with nobody.
  body TEXT COLLATE "C" NOT NULL,
  shared_with TEXT,
  -- The paragraph it was set to: its hash, its number, its words; none for the whole item.
  anchor TEXT COLLATE "C",
  position BIGINT,
  passage TEXT,
  -- The words marked in it; NULL: none.
  marked TEXT,
  text TEXT NOT NULL,
  created_at TEXT COLLATE "C" NOT NULL,
  changed_at TEXT COLLATE "C" NOT NULL
);
CREATE INDEX note_by_account ON note (account_id, item);
CREATE INDEX note_by_item ON note (item, shared_with);

-- Changes already made, under the id the browser gave them.
CREATE TABLE note_change (
  id UUID NOT NULL PRIMARY KEY,
  account_id UUID NOT NULL REFERENCES account (id),
  at TEXT COLLATE "C" NOT NULL
);

-- What a member has read last of an item.
CREATE TABLE reading (
  account_id UUID NOT NULL REFERENCES account (id),
  item TEXT COLLATE "C" NOT NULL,
  digest TEXT COLLATE "C" NOT NULL,
  read_at TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (account_id, item)
);

-- The texts that were read, each once.
CREATE TABLE read_text (
  digest TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  text TEXT NOT NULL
);
