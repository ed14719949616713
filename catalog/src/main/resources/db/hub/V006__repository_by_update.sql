CREATE INDEX repository_by_update ON repository (type, updated_at, id);
