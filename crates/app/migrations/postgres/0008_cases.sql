-- Cases: what is dealt with, possibly at several meetings and in several bodies.
CREATE TABLE case_file (
  id UUID NOT NULL PRIMARY KEY,
  -- The slug of the body it belongs to.
  body TEXT COLLATE "C" NOT NULL,
  -- The case's own number runs per year and body: 2026-014.
  year BIGINT NOT NULL,
  running BIGINT NOT NULL,
  -- The number another system gave it.
  outside_number TEXT,
  title TEXT NOT NULL,
  -- KLE number.
  subject TEXT,
  kind TEXT NOT NULL,
  -- open, closed; a closed case says why, and whether its title is confidential too.
  access TEXT COLLATE "C" NOT NULL,
  access_reason TEXT,
  is_title_marked BOOLEAN NOT NULL,
  -- draft, underway, done, withdrawn.
  state TEXT COLLATE "C" NOT NULL,
  state_reason TEXT,
  -- The text being written, once there is one.
  text_id UUID,
  -- What it was begun with (JSON, an item of the document model).
  start TEXT,
  -- The slug of the archive's item it takes up again.
  earlier_item TEXT COLLATE "C",
  -- What could not be placed when it was read from a file (JSON, lines).
  notes TEXT NOT NULL,
  -- Counts changes: a form filled in before another change is not taken.
  revision BIGINT NOT NULL,
  created_at TEXT COLLATE "C" NOT NULL,
  UNIQUE (body, year, running)
);
CREATE INDEX case_file_by_state ON case_file (state, body);

CREATE TABLE case_officer (
  case_id UUID NOT NULL REFERENCES case_file (id),
  position BIGINT NOT NULL,
  initials TEXT NOT NULL,
  -- NULL: known by initials only.
  account_id UUID,
  PRIMARY KEY (case_id, position)
);

-- A case's route. Stations of one step are parallel; steps follow each other.
CREATE TABLE case_station (
  id UUID NOT NULL PRIMARY KEY,
  case_id UUID NOT NULL REFERENCES case_file (id),
  step BIGINT NOT NULL,
  position BIGINT NOT NULL,
  body TEXT COLLATE "C" NOT NULL,
  body_name TEXT NOT NULL,
  -- The set it came with: councils-and-region, …
  gathering TEXT,
  ask TEXT NOT NULL,
  due TEXT COLLATE "C",
  -- Why it is here, where that must be said.
  reason TEXT,
  referred_from UUID,
  outcome TEXT,
  settled_on TEXT COLLATE "C",
  note TEXT,
  -- Postponed or withdrawn from an agenda; it waits again.
  put_off_outcome TEXT,
  put_off_on TEXT COLLATE "C",
  -- The agenda it stands on (id of the planned meeting).
  agenda TEXT COLLATE "C"
);
CREATE INDEX case_station_by_case ON case_station (case_id, step, position);
CREATE INDEX case_station_by_body ON case_station (body, outcome);

CREATE TABLE case_annex (
  id UUID NOT NULL PRIMARY KEY,
  case_id UUID NOT NULL REFERENCES case_file (id),
  position BIGINT NOT NULL,
  title TEXT NOT NULL,
  -- Taken out of the case; its versions are kept.
  is_removed BOOLEAN NOT NULL
);
CREATE INDEX case_annex_by_case ON case_annex (case_id, position);

-- Every upload of an annex; the highest version counts.
CREATE TABLE case_annex_version (
  annex_id UUID NOT NULL REFERENCES case_annex (id),
  version BIGINT NOT NULL,
  sha256 TEXT COLLATE "C" NOT NULL,
  file_name TEXT NOT NULL,
  media_type TEXT NOT NULL,
  size BIGINT NOT NULL,
  -- What was found in it that must be looked at before it is published (JSON).
  findings TEXT NOT NULL,
  -- Who said that it may be published nevertheless, when and why.
  accepted_by TEXT,
  accepted_at TEXT COLLATE "C",
  accepted_reason TEXT,
  added_at TEXT COLLATE "C" NOT NULL,
  added_by TEXT NOT NULL,
  PRIMARY KEY (annex_id, version)
);

-- Recommendations and comments; the highest version counts.
CREATE TABLE case_advice (
  id UUID NOT NULL,
  version BIGINT NOT NULL,
  case_id UUID NOT NULL REFERENCES case_file (id),
  -- The body on whose behalf.
  body TEXT COLLATE "C" NOT NULL,
  account_id UUID NOT NULL,
  author TEXT NOT NULL,
  -- recommends, recommends-with-changes, recommends-against, comments.
  stance TEXT NOT NULL,
  text TEXT NOT NULL,
  given_at TEXT COLLATE "C" NOT NULL,
  is_late BOOLEAN NOT NULL,
  PRIMARY KEY (id, version)
);
CREATE INDEX case_advice_by_case ON case_advice (case_id);

-- Years, dates and figures copied from an earlier item, to be looked at again.
CREATE TABLE case_renewal (
  case_id UUID NOT NULL REFERENCES case_file (id),
  position BIGINT NOT NULL,
  kind TEXT NOT NULL,
  words TEXT NOT NULL,
  around TEXT NOT NULL,
  looked_at_by TEXT,
  PRIMARY KEY (case_id, position)
);
