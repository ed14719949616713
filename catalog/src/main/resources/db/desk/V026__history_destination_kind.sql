ALTER TABLE download ADD COLUMN destination_kind VARCHAR(16) NOT NULL DEFAULT 'cache';
