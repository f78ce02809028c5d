-- The journal: every change, each entry's hash taken over the one before.
CREATE TABLE journal (
  -- 1 is the first; none is left out.
  number BIGINT NOT NULL PRIMARY KEY,
  at TEXT COLLATE "C" NOT NULL,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  subject TEXT COLLATE "C" NOT NULL,
  -- What was and what became (JSON).
  was TEXT,
  became TEXT,
  hash TEXT COLLATE "C" NOT NULL
);
CREATE INDEX journal_by_subject ON journal (subject, number);

CREATE TABLE account (
  id UUID NOT NULL PRIMARY KEY,
  -- In small letters.
  email TEXT COLLATE "C" NOT NULL UNIQUE,
  name TEXT NOT NULL,
  -- Argon2id (PHC string); NULL: cannot sign in with a password.
  password TEXT,
  -- The secret of the one-time codes (base 32), and the last step one was used for.
  totp TEXT,
  totp_step BIGINT,
  is_active BOOLEAN NOT NULL,
  created_at TEXT COLLATE "C" NOT NULL
);

-- An account is a body's member, secretary … from one day to another.
CREATE TABLE role_grant (
  id UUID NOT NULL PRIMARY KEY,
  account_id UUID NOT NULL REFERENCES account (id),
  role TEXT NOT NULL,
  -- The body's slug; NULL: every body.
  body TEXT COLLATE "C",
  -- The group a member belongs to: a list's letter.
  party TEXT,
  first_day TEXT COLLATE "C",
  last_day TEXT COLLATE "C"
);
CREATE INDEX role_grant_by_account ON role_grant (account_id);
CREATE INDEX role_grant_by_body ON role_grant (body, role);

-- Signed-in browsers, under the hash of what their cookie says.
CREATE TABLE session (
  hash TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  account_id UUID NOT NULL REFERENCES account (id),
  began_at TEXT COLLATE "C" NOT NULL,
  seen_at TEXT COLLATE "C" NOT NULL
);
CREATE INDEX session_by_account ON session (account_id);

-- One-time links, under the hash of what they say.
CREATE TABLE one_time_link (
  hash TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  account_id UUID NOT NULL REFERENCES account (id),
  expires_at TEXT COLLATE "C" NOT NULL
);

-- Failed attempts to sign in, by account and by client.
CREATE TABLE attempt (
  id UUID NOT NULL PRIMARY KEY,
  subject TEXT COLLATE "C" NOT NULL,
  at TEXT COLLATE "C" NOT NULL
);
CREATE INDEX attempt_by_subject ON attempt (subject, at);

-- Who must not see what while it lasts: members disqualified from an item.
CREATE TABLE barred (
  account_id UUID NOT NULL REFERENCES account (id),
  subject TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (account_id, subject)
);
