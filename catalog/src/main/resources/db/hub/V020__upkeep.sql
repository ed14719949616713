-- Packs that others have taken the place of. Their files stay for a while, for readers that have
-- them in their list; the repository itself may be gone.
CREATE TABLE gone_pack (
  name ${name} PRIMARY KEY,
  repository BIGINT NOT NULL,
  area TEXT NOT NULL,
  source TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  objects BIGINT NOT NULL,
  sizes TEXT NOT NULL,
  gone_at BIGINT NOT NULL
) ${clustered};

CREATE INDEX gone_pack_by_time ON gone_pack (gone_at);

-- What collections did to a repository: how often objects left it, and up to when its ref log was
-- looked at.
CREATE TABLE collection (
  repository BIGINT PRIMARY KEY REFERENCES repository (id) ON DELETE CASCADE,
  times BIGINT NOT NULL,
  horizon BIGINT NOT NULL
) ${clustered};

-- Moves that may leave objects behind.
CREATE INDEX ref_log_rewinds ON ref_log (at)
WHERE old_target IS NOT NULL AND reason <> 'commit';

CREATE INDEX lfs_pointer_by_object ON lfs_pointer (oid);
