-- Who follows what by mail. Feeds and calendars need no row.
CREATE TABLE follower (
  id BLOB NOT NULL PRIMARY KEY,
  -- In lower case: one mailbox, one follower.
  address TEXT NOT NULL UNIQUE,
  language TEXT NOT NULL,
  -- The sequence of the newest version they were told of.
  told BIGINT NOT NULL,
  created_at TEXT NOT NULL
);

CREATE TABLE subscription (
  id BLOB NOT NULL PRIMARY KEY,
  follower_id BLOB NOT NULL REFERENCES follower (id),
  -- The address of the page followed: "/organ/kkr-sjaelland", "/soeg?q=femern".
  subject TEXT NOT NULL,
  -- The sequence of the newest version when it began.
  since BIGINT NOT NULL,
  created_at TEXT NOT NULL,
  UNIQUE (follower_id, subject)
);

-- Asked for and not confirmed yet. The link sent holds what the hash is of.
CREATE TABLE follow_request (
  token_hash TEXT NOT NULL PRIMARY KEY,
  address TEXT NOT NULL,
  language TEXT NOT NULL,
  subject TEXT NOT NULL,
  expires_at TEXT NOT NULL
);

-- Who asked lately: hashes of addresses and of clients, to ask no more than so often.
CREATE TABLE follow_attempt (
  bucket TEXT NOT NULL,
  at TEXT NOT NULL
);
CREATE INDEX follow_attempt_by_bucket ON follow_attempt (bucket, at);

-- The key that signs the links by which one ends following. Made at first need.
CREATE TABLE follow_key (
  id BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),
  secret BLOB NOT NULL
);
