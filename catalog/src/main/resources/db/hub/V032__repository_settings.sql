-- Who made it; null when that is not known.
ALTER TABLE repository ADD COLUMN creator BIGINT REFERENCES account (id) ON DELETE SET NULL;

-- How access to the files is given; null when nobody has to ask for it.
ALTER TABLE repository ADD COLUMN gated TEXT CHECK (gated IN ('AUTO', 'MANUAL'));
ALTER TABLE repository ADD COLUMN disabled BOOLEAN NOT NULL DEFAULT FALSE;

-- The repository's own rules of which files are LFS files; null for the server's.
ALTER TABLE repository ADD COLUMN lfs_threshold BIGINT;
-- Suffixes, one on each line.
ALTER TABLE repository ADD COLUMN lfs_suffixes TEXT;
