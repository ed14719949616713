-- Caches keyed by the ids of git objects, which say all about their content: true in every
-- repository, for ever. Ids are bytes, not text: 68 bytes a row instead of 130.
CREATE TABLE lfs_pointer (
  blob_id ${binary} PRIMARY KEY,
  oid ${binary} NOT NULL,
  size BIGINT NOT NULL
) ${clustered};

CREATE TABLE tree_size (
  tree ${binary} PRIMARY KEY,
  size BIGINT NOT NULL
) ${clustered};
