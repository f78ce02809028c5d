-- Figures that agendas decide on. What is kept is the input in its JSON form; the result beside it
-- says what was computed then, so that a later program that computes otherwise is found out.
CREATE TABLE figure (
  id BLOB NOT NULL PRIMARY KEY,
  slug TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  access TEXT NOT NULL
);

CREATE TABLE figure_version (
  id BLOB NOT NULL PRIMARY KEY,
  figure_id BLOB NOT NULL REFERENCES figure (id),
  -- 1 is the first.
  number BIGINT NOT NULL,
  title TEXT NOT NULL,
  input TEXT NOT NULL,
  result TEXT NOT NULL,
  -- The version of the program that computed the result.
  program TEXT NOT NULL,
  computed_at TEXT NOT NULL,
  UNIQUE (figure_id, number)
);
