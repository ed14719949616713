CREATE TABLE repository_like (
  repository BIGINT NOT NULL REFERENCES repository (id) ON DELETE CASCADE,
  account BIGINT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  -- In the order of time: lists go by it.
  id BIGINT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (repository, account)
) ${clustered};

CREATE INDEX repository_like_by_time ON repository_like (repository, id);
CREATE INDEX repository_like_by_account ON repository_like (account, id);

-- How many rows of repository_like there are: counted anew with each of them.
ALTER TABLE repository ADD COLUMN likes BIGINT NOT NULL DEFAULT 0;
