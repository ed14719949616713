CREATE TABLE mirror_job (
  id            VARCHAR(32) NOT NULL PRIMARY KEY,
  mirror_order  TEXT        NOT NULL,
  state         VARCHAR(16) NOT NULL,
  error         TEXT,
  outcome       TEXT        NOT NULL,
  created_at    BIGINT      NOT NULL,
  started_at    BIGINT,
  ended_at      BIGINT
);
