CREATE TABLE job (
  id               VARCHAR(32)  NOT NULL PRIMARY KEY,
  request          TEXT         NOT NULL,
  destination      TEXT         NOT NULL,
  endpoint         TEXT,
  commit_id        VARCHAR(40),
  state            VARCHAR(16)  NOT NULL,
  error            TEXT,
  total_files      BIGINT       NOT NULL,
  total_bytes      BIGINT       NOT NULL,
  completed_files  BIGINT       NOT NULL,
  downloaded_bytes BIGINT       NOT NULL,
  created_at       BIGINT       NOT NULL,
  started_at       BIGINT,
  ended_at         BIGINT
);

CREATE TABLE job_file (
  job_id   VARCHAR(32) NOT NULL REFERENCES job (id) ON DELETE CASCADE,
  position BIGINT      NOT NULL,
  path     TEXT        NOT NULL,
  size     BIGINT      NOT NULL,
  oid      VARCHAR(40) NOT NULL,
  sha256   VARCHAR(64),
  PRIMARY KEY (job_id, position)
);

CREATE TABLE download (
  job_id      VARCHAR(32) NOT NULL,
  ended_at    BIGINT      NOT NULL,
  started_at  BIGINT      NOT NULL,
  repo        TEXT        NOT NULL,
  dataset     BIGINT      NOT NULL,
  revision    TEXT        NOT NULL,
  commit_id   VARCHAR(40),
  endpoint    TEXT,
  destination TEXT        NOT NULL,
  state       VARCHAR(16) NOT NULL,
  error       TEXT,
  total_files BIGINT      NOT NULL,
  total_bytes BIGINT      NOT NULL,
  PRIMARY KEY (job_id, ended_at)
);

CREATE INDEX download_by_end ON download (ended_at);
