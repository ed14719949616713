-- The id never returns; what hangs on it (blobs of packs, caches) cannot meet a successor's.
CREATE TABLE repository (
  id ${id} PRIMARY KEY,
  type TEXT NOT NULL CHECK (type IN ('MODEL', 'DATASET', 'SPACE')),
  namespace TEXT NOT NULL,
  name TEXT NOT NULL,
  folded ${name} NOT NULL,
  owner BIGINT NOT NULL REFERENCES account (id),
  is_private BOOLEAN NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  sdk TEXT,
  UNIQUE (type, folded)
);

CREATE INDEX repository_by_owner ON repository (owner, id);

CREATE TABLE git_ref (
  repository BIGINT NOT NULL REFERENCES repository (id) ON DELETE CASCADE,
  name ${name} NOT NULL,
  target ${binary} NOT NULL,
  peeled ${binary},
  PRIMARY KEY (repository, name)
) ${clustered};

CREATE TABLE ref_log (
  repository BIGINT NOT NULL REFERENCES repository (id) ON DELETE CASCADE,
  id BIGINT NOT NULL,
  ref ${name} NOT NULL,
  old_target ${binary},
  new_target ${binary},
  actor BIGINT NOT NULL,
  reason TEXT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (repository, id)
) ${clustered};

CREATE TABLE pack (
  repository BIGINT NOT NULL REFERENCES repository (id) ON DELETE CASCADE,
  area TEXT NOT NULL CHECK (area IN ('CONTENT', 'HISTORY')),
  name ${name} NOT NULL UNIQUE,
  source TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  objects BIGINT NOT NULL,
  -- Bytes of each file of the pack: 'idx=1072 objsize=24 pack=3210'.
  sizes TEXT NOT NULL,
  PRIMARY KEY (repository, area, name)
) ${clustered};

-- A cache: the history tree of a commit.
CREATE TABLE history_tree (
  repository BIGINT NOT NULL REFERENCES repository (id) ON DELETE CASCADE,
  commit_id ${binary} NOT NULL,
  tree ${binary} NOT NULL,
  PRIMARY KEY (repository, commit_id)
) ${clustered};
