-- Names that a repository had: who asks for one is sent to the name that it has now.
CREATE TABLE former_name (
  type TEXT NOT NULL,
  folded ${name} NOT NULL,
  repository BIGINT NOT NULL REFERENCES repository (id) ON DELETE CASCADE,
  PRIMARY KEY (type, folded)
) ${clustered};

CREATE INDEX former_name_by_repository ON former_name (repository);
