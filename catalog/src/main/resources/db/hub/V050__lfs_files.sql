-- Where an LFS object came into a repository first: for the list of its large files.
ALTER TABLE lfs_link ADD COLUMN path TEXT;
ALTER TABLE lfs_link ADD COLUMN ref TEXT;
ALTER TABLE lfs_link ADD COLUMN linked_at BIGINT NOT NULL DEFAULT 0;

-- The list is read in the order of the objects.
DROP INDEX lfs_link_by_repository;
CREATE INDEX lfs_link_by_repository ON lfs_link (repository, oid);

-- Objects that were deleted from a repository for good: pointers to them may be left in its history.
CREATE TABLE lfs_deletion (
  repository BIGINT NOT NULL REFERENCES repository (id) ON DELETE CASCADE,
  oid ${binary} NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (repository, oid)
) ${clustered};
