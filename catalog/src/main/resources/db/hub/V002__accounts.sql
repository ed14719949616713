-- Users and organisations share one space of names; folded is what look-ups compare.
CREATE TABLE account (
  id ${id} PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('USER', 'ORGANIZATION')),
  name TEXT NOT NULL,
  folded ${name} NOT NULL UNIQUE,
  fullname TEXT NOT NULL,
  email TEXT,
  -- Argon2id in its usual text form; null for who cannot sign in with one.
  password TEXT,
  admin BOOLEAN NOT NULL,
  new_repositories_private BOOLEAN NOT NULL,
  created_at BIGINT NOT NULL
);

CREATE TABLE membership (
  organization BIGINT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  account BIGINT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  role TEXT NOT NULL CHECK (role IN ('READ', 'CONTRIBUTOR', 'WRITE', 'ADMIN')),
  PRIMARY KEY (organization, account)
) ${clustered};

CREATE INDEX membership_by_account ON membership (account);

-- The secret itself is never stored.
CREATE TABLE token (
  id ${id} PRIMARY KEY,
  account BIGINT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  name ${name} NOT NULL,
  sha256 ${binary} NOT NULL UNIQUE,
  role TEXT NOT NULL CHECK (role IN ('READ', 'WRITE')),
  created_at BIGINT NOT NULL,
  expires_at BIGINT,
  UNIQUE (account, name)
);
