-- What is known of a repository from the files of its default branch. A cache: commit_id says for
-- which commit, fingerprint from which contents, rules by which version of the rules.
CREATE TABLE repository_facts (
  repository ${id} PRIMARY KEY REFERENCES repository (id) ON DELETE CASCADE,
  commit_id ${binary},
  fingerprint ${name} NOT NULL,
  rules BIGINT NOT NULL,
  -- JSON, as the API tells it.
  facts TEXT NOT NULL
);

-- What a list can be filtered by, in lower case.
CREATE TABLE repository_tag (
  tag ${name} NOT NULL,
  repository BIGINT NOT NULL REFERENCES repository (id) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  PRIMARY KEY (tag, repository)
) ${clustered};

CREATE INDEX repository_tag_by_repository ON repository_tag (repository);

-- What was read in the head of a model file, by the file's content. Null: nothing to be had.
CREATE TABLE model_header (
  content ${name} PRIMARY KEY,
  header TEXT
) ${clustered};

-- Downloads on a day of UTC, counted in days since 1970.
CREATE TABLE download_day (
  repository BIGINT NOT NULL REFERENCES repository (id) ON DELETE CASCADE,
  day BIGINT NOT NULL,
  downloads BIGINT NOT NULL,
  authenticated BIGINT NOT NULL,
  files BIGINT NOT NULL,
  PRIMARY KEY (repository, day)
) ${clustered};

CREATE INDEX download_day_by_day ON download_day (day);

-- What lists are sorted by. Of these, parameters and main_size are facts of the files, the others
-- sums over download_day and repository_like.
ALTER TABLE repository ADD COLUMN downloads BIGINT NOT NULL DEFAULT 0;
ALTER TABLE repository ADD COLUMN downloads_all BIGINT NOT NULL DEFAULT 0;
ALTER TABLE repository ADD COLUMN likes_month BIGINT NOT NULL DEFAULT 0;
ALTER TABLE repository ADD COLUMN trending BIGINT NOT NULL DEFAULT 0;
ALTER TABLE repository ADD COLUMN parameters BIGINT NOT NULL DEFAULT 0;
ALTER TABLE repository ADD COLUMN main_size BIGINT NOT NULL DEFAULT 0;

CREATE INDEX repository_by_creation ON repository (type, id);
CREATE INDEX repository_by_downloads ON repository (type, downloads, id);
CREATE INDEX repository_by_trend ON repository (type, trending, id);
CREATE INDEX repository_by_parameters ON repository (type, parameters, id);
CREATE INDEX repository_by_size ON repository (type, main_size, id);
CREATE INDEX repository_by_likes ON repository (type, likes, id);
CREATE INDEX repository_by_new_likes ON repository (type, likes_month, id);
