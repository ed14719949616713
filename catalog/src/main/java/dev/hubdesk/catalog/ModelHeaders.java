package dev.hubdesk.catalog;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the heads of model files told, each content once. A cache.
public final class ModelHeaders {

  private final Database database;

  ModelHeaders(Database database) {
    this.database = database;
  }

  /// What was read in the head of a file, by its content; empty when it was never looked at. The
  /// text inside is empty when there was nothing to be had.
  public Optional<String> find(String content) {
    return database.read(handle ->
        handle
            .createQuery("SELECT COALESCE(header, '') FROM model_header WHERE content = :content")
            .bind("content", content)
            .mapTo(String.class)
            .findOne());
  }

  /// Remembers what was read in the head of a file.
  public void save(String content, @Nullable String header) {
    database.write(handle ->
        handle
            .createUpdate(
                """
                INSERT INTO model_header (content, header) VALUES (:content, :header)
                ON CONFLICT (content) DO NOTHING
                """)
            .bind("content", content)
            .bind("header", header)
            .execute());
  }
}
