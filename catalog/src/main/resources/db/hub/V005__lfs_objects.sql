CREATE TABLE lfs_object (
  oid ${binary} PRIMARY KEY,
  size BIGINT NOT NULL,
  -- STORED: the bytes are there. ARRIVING: somebody says so and is asked to look again.
  -- GOING: a sweep is deleting the bytes.
  state TEXT NOT NULL CHECK (state IN ('ARRIVING', 'STORED', 'GOING')),
  -- Tells this row from one that stood here before a sweep.
  arrival BIGINT NOT NULL,
  -- When it was last uploaded, promised to somebody, or let go by a repository.
  needed_at BIGINT NOT NULL
) ${clustered};

CREATE INDEX lfs_object_by_need ON lfs_object (needed_at);

-- Who proved to have the bytes, by sending them.
CREATE TABLE lfs_upload (
  oid ${binary} NOT NULL REFERENCES lfs_object (oid) ON DELETE CASCADE,
  account BIGINT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  at BIGINT NOT NULL,
  PRIMARY KEY (oid, account)
) ${clustered};

-- Which objects the history of a repository names.
CREATE TABLE lfs_link (
  oid ${binary} NOT NULL REFERENCES lfs_object (oid),
  repository BIGINT NOT NULL REFERENCES repository (id) ON DELETE CASCADE,
  PRIMARY KEY (oid, repository)
) ${clustered};

CREATE INDEX lfs_link_by_repository ON lfs_link (repository);
