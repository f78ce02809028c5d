-- What a body has made of a check: off, or at another level.
CREATE TABLE proof_switch (
  body TEXT COLLATE "C" NOT NULL,
  code TEXT COLLATE "C" NOT NULL,
  -- 'off', 'error', 'warning' or 'hint'.
  switch TEXT NOT NULL,
  PRIMARY KEY (body, code)
);

-- Findings that were looked at and left.
CREATE TABLE proof_acceptance (
  body TEXT COLLATE "C" NOT NULL,
  -- The finding's name, the same as long as the text stands in that item.
  fingerprint TEXT COLLATE "C" NOT NULL,
  reason TEXT NOT NULL,
  -- Who, and when.
  actor TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (body, fingerprint)
);

-- The body's own words, in small letters: they are spelt right.
CREATE TABLE proof_word (
  body TEXT COLLATE "C" NOT NULL,
  word TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (body, word)
);
