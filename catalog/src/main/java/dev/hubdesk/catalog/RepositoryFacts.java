package dev.hubdesk.catalog;

import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.RefName;
import dev.hubdesk.protocol.RepoType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/// What is known of repositories from their files. A cache: whoever reads it compares the commit
/// beside it with the default branch ([Standing#isCurrent]).
public final class RepositoryFacts {

  private static final String STANDING =
      """
      SELECT r.id, r.type, r.downloads, r.downloads_all, r.trending, r.parameters, r.main_size,
             g.target, g.peeled, f.commit_id, f.fingerprint, f.rules, f.facts
      FROM repository r
      LEFT JOIN git_ref g ON g.repository = r.id AND g.name = :main
      LEFT JOIN repository_facts f ON f.repository = r.id
      WHERE r.id IN (<keys>)
      """;

  private final Database database;

  RepositoryFacts(Database database) {
    this.database = database;
  }

  /// Where these repositories stand; those that are gone are left out.
  public Map<Long, Standing> standings(Collection<Long> keys) {
    if (keys.isEmpty()) {
      return Map.of();
    }
    return database.read(handle -> {
      var found = new HashMap<Long, Standing>();
      for (List<Long> chunk : Chunks.of(keys, Chunks.LIST)) {
        handle
            .createQuery(STANDING)
            .bind("main", RefName.MAIN.full())
            .bindList("keys", chunk)
            .map((row, _) -> standing(row))
            .forEach(standing -> found.put(standing.repository(), standing));
      }
      return found;
    });
  }

  /// Writes down what is known, as long as the default branch stands where it is true: what took
  /// longer to derive never replaces what is younger. Nothing happens either when the repository is
  /// gone.
  ///
  /// @return whether it was written
  public boolean save(FactsRow facts) {
    return database.write(handle -> {
      boolean stands =
          handle
                  .createUpdate(
                      """
                      UPDATE repository SET parameters = :parameters, main_size = :size
                      WHERE id = :key
                        AND (SELECT COALESCE(g.peeled, g.target) FROM git_ref g
                             WHERE g.repository = :key AND g.name = :main)
                            IS NOT DISTINCT FROM :commit
                      """)
                  .bind("main", RefName.MAIN.full())
                  .bind("commit", Columns.bytesOrNull(facts.commit()))
                  .bind("parameters", facts.parameters())
                  .bind("size", facts.mainSize())
                  .bind("key", facts.repository())
                  .execute()
              > 0;
      if (stands) {
        write(handle, facts);
      }
      return stands;
    });
  }

  private static void write(Handle handle, FactsRow facts) {
    handle
        .createUpdate(
            """
            INSERT INTO repository_facts (repository, commit_id, fingerprint, rules, facts)
            VALUES (:key, :commit, :fingerprint, :rules, :facts)
            ON CONFLICT (repository) DO UPDATE SET commit_id = excluded.commit_id,
              fingerprint = excluded.fingerprint, rules = excluded.rules, facts = excluded.facts
            """)
        .bind("key", facts.repository())
        .bind("commit", Columns.bytesOrNull(facts.commit()))
        .bind("fingerprint", facts.fingerprint())
        .bind("rules", facts.rules())
        .bind("facts", facts.facts())
        .execute();
    handle.execute("DELETE FROM repository_tag WHERE repository = ?", facts.repository());
    if (facts.tags().isEmpty()) {
      return;
    }
    PreparedBatch batch =
        handle.prepareBatch(
            """
            INSERT INTO repository_tag (tag, repository, kind) VALUES (:tag, :key, :kind)
            ON CONFLICT (tag, repository) DO NOTHING
            """);
    for (FactsRow.Tag tag : facts.tags()) {
      batch.bind("tag", tag.tag()).bind("key", facts.repository()).bind("kind", tag.kind()).add();
    }
    batch.execute();
  }

  /// Writes down that what is known is true of a later commit, too, which only changed the size of
  /// the files. Skips what was derived from other contents meanwhile.
  public void confirm(Collection<Confirmation> confirmations) {
    if (confirmations.isEmpty()) {
      return;
    }
    database.write(handle -> {
      for (Confirmation one : confirmations) {
        int confirmed =
            handle
                .createUpdate(
                    """
                    UPDATE repository_facts SET commit_id = :commit
                    WHERE repository = :key AND fingerprint = :fingerprint
                    """)
                .bind("commit", Columns.bytes(one.commit()))
                .bind("key", one.repository())
                .bind("fingerprint", one.fingerprint())
                .execute();
        if (confirmed > 0) {
          handle.execute(
              "UPDATE repository SET main_size = ? WHERE id = ?", one.mainSize(), one.repository());
        }
      }
      return true;
    });
  }

  /// The facts of a repository are those of this commit, too.
  public record Confirmation(long repository, Oid commit, String fingerprint, long mainSize) {}

  /// Repositories whose facts are missing, not those of the default branch as it is now, or derived
  /// by other rules; at most `limit`, by key.
  ///
  /// @param after the last key of the page before, 0 for the first
  public List<Long> outdated(long rules, long after, int limit) {
    return database.read(handle ->
        handle
            .createQuery(
                """
                SELECT r.id FROM repository r
                LEFT JOIN git_ref g ON g.repository = r.id AND g.name = :main
                LEFT JOIN repository_facts f ON f.repository = r.id
                WHERE r.id > :after
                  AND (f.rules IS NULL OR f.rules <> :rules
                       OR f.commit_id IS DISTINCT FROM g.target)
                ORDER BY r.id LIMIT :limit
                """)
            .bind("main", RefName.MAIN.full())
            .bind("after", after)
            .bind("rules", rules)
            .bind("limit", limit)
            .mapTo(Long.class)
            .list());
  }

  /// Which tags the public repositories of a type have, the most frequent first within each kind.
  public List<FactsRow.TagCount> tagCounts(RepoType type, int limit) {
    return database.read(handle ->
        handle
            .createQuery(
                """
                SELECT t.kind, t.tag, COUNT(*) AS uses
                FROM repository_tag t JOIN repository r ON r.id = t.repository
                WHERE r.type = :type AND r.is_private = FALSE
                GROUP BY t.kind, t.tag
                ORDER BY uses DESC, t.kind, t.tag
                LIMIT :limit
                """)
            .bind("type", type.name())
            .bind("limit", limit)
            .map((row, _) ->
                new FactsRow.TagCount(
                    row.getString("kind"), row.getString("tag"), row.getLong("uses")))
            .list());
  }

  /// Bytes that each repository takes: packs, and LFS objects that its history names.
  public long storedBytes(long repository) {
    return database.read(handle -> {
      long packs =
          handle
              .createQuery("SELECT sizes FROM pack WHERE repository = :key")
              .bind("key", repository)
              .mapTo(String.class)
              .list()
              .stream()
              .mapToLong(PackRows::total)
              .sum();
      long objects =
          handle
              .createQuery(
                  """
                  SELECT COALESCE(SUM(o.size), 0) FROM lfs_link l JOIN lfs_object o ON o.oid = l.oid
                  WHERE l.repository = :key
                  """)
              .bind("key", repository)
              .mapTo(Long.class)
              .one();
      return packs + objects;
    });
  }

  private static Standing standing(ResultSet row) throws SQLException {
    @Nullable Oid peeled = Columns.oidOrNull(row, "peeled");
    @Nullable String fingerprint = row.getString("fingerprint");
    @Nullable String facts = row.getString("facts");
    return new Standing(
        row.getLong("id"),
        RepoType.valueOf(row.getString("type")),
        peeled == null ? Columns.oidOrNull(row, "target") : peeled,
        Columns.oidOrNull(row, "commit_id"),
        fingerprint == null ? "" : fingerprint,
        row.getLong("rules"),
        facts == null ? "{}" : facts,
        row.getLong("downloads"),
        row.getLong("downloads_all"),
        row.getLong("trending"),
        row.getLong("parameters"),
        row.getLong("main_size"));
  }
}
