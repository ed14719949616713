ALTER TABLE job ADD COLUMN position BIGINT NOT NULL DEFAULT 0;

CREATE INDEX job_by_position ON job (position);
