-- Who an account is at an identity provider (OpenID Connect).
CREATE TABLE identity (
  issuer TEXT NOT NULL,
  subject TEXT NOT NULL,
  account_id BLOB NOT NULL REFERENCES account (id),
  PRIMARY KEY (issuer, subject)
);

-- Sign-ins under way: at the provider, or waiting for a one-time code.
CREATE TABLE sign_in (
  -- Of what the browser's cookie or form says.
  hash TEXT NOT NULL PRIMARY KEY,
  -- NULL: at the provider; it is not yet known who it is.
  account_id BLOB REFERENCES account (id),
  -- What the provider's answer must fit (JSON), and where to go afterwards.
  secrets TEXT,
  back TEXT NOT NULL,
  expires_at TEXT NOT NULL
);

-- NULL: given by hand; else the issuer whose groups gave it.
ALTER TABLE role_grant ADD COLUMN origin TEXT;
