package dev.hubdesk.catalog;

import dev.hubdesk.git.Replacement;
import dev.hubdesk.git.UpkeepLedger;
import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.Sha256;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// What compaction and collection need, in rows.
final class SqlUpkeep implements UpkeepLedger {

  private final Database database;
  private final Set<Long> published = ConcurrentHashMap.newKeySet();

  SqlUpkeep(Database database) {
    this.database = database;
  }

  /// Notes that packs were published.
  void note(long repository) {
    published.add(repository);
  }

  @Override
  public long collections(long repository) {
    return database.read(handle -> UpkeepRows.collections(handle, repository));
  }

  @Override
  public long moves(long repository) {
    return database.read(handle -> UpkeepRows.moves(handle, repository));
  }

  @Override
  public Set<Oid> loggedSince(long repository, Instant since) {
    return database.read(handle -> UpkeepRows.loggedSince(handle, repository, since));
  }

  @Override
  public Map<Oid, Oid> historyTrees(long repository) {
    return database.read(handle -> UpkeepRows.historyTrees(handle, repository));
  }

  @Override
  public Map<Sha256, Set<Oid>> linkedObjects(long repository) {
    return database.read(handle -> UpkeepRows.linkedObjects(handle, repository));
  }

  @Override
  public boolean replace(Replacement replacement) {
    return database.write(handle -> {
      boolean current = UpkeepRows.isCurrent(handle, replacement);
      if (current) {
        UpkeepRows.replace(handle, replacement);
      }
      return current;
    });
  }

  @Override
  public boolean reindex(Replacement replacement, Facts facts) {
    return database.write(handle -> {
      boolean current =
          facts.moves() == UpkeepRows.moves(handle, replacement.repository())
              && UpkeepRows.isCurrent(handle, replacement);
      if (current) {
        UpkeepRows.replace(handle, replacement);
        FactRows.replace(handle, replacement.repository(), facts);
      }
      return current;
    });
  }

  @Override
  public List<GonePack> gone(Instant before, int limit) {
    return database.read(handle -> UpkeepRows.gone(handle, before, limit));
  }

  @Override
  public void forget(Collection<GonePack> gone) {
    if (!gone.isEmpty()) {
      database.write(handle -> {
        UpkeepRows.forget(handle, gone);
        return true;
      });
    }
  }

  @Override
  public Set<Long> published() {
    Set<Long> taken = new HashSet<>(published);
    published.removeAll(taken);
    return taken;
  }

  @Override
  public Set<Long> crowded(int packs) {
    return database.read(handle -> UpkeepRows.crowded(handle, packs));
  }

  @Override
  public Set<Long> rewound(Instant before) {
    return database.read(handle -> UpkeepRows.rewound(handle, before));
  }
}
