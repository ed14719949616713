-- Who does a piece of background work, when several nodes could.
CREATE TABLE lease (
  name ${name} PRIMARY KEY,
  holder TEXT NOT NULL,
  expires_at BIGINT NOT NULL
);
