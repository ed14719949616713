package dev.hubdesk.git;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.hubdesk.protocol.CommitFacts;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/// What was learnt of git objects, kept across requests. An object's id says all about its content,
/// so nothing in here can become wrong; what is asked for by id here must have been reached from a
/// ref of the repository.
final class ObjectMemory {

  /// The most roots of commits, some hundred bytes each.
  private static final int ROOTS = 10_000;

  private static final int ENTRY_BYTES = 200;

  private final Cache<ObjectId, TreeTable> trees;
  private final Cache<ObjectId, CommitFacts> commits;
  private final Cache<ObjectId, ObjectId> roots =
      Caffeine.newBuilder().executor(Runnable::run).maximumSize(ROOTS).build();

  /// @param bytes memory for all of it, about
  ObjectMemory(long bytes) {
    this.trees =
        Caffeine.newBuilder()
            .executor(Runnable::run)
            .maximumWeight(bytes / 8 * 7)
            .weigher((ObjectId _, TreeTable table) -> ENTRY_BYTES + table.footprint())
            .build();
    this.commits =
        Caffeine.newBuilder()
            .executor(Runnable::run)
            .maximumWeight(bytes / 8)
            .weigher((ObjectId _, CommitFacts commit) -> ENTRY_BYTES + 2 * commit.title().length())
            .build();
  }

  @Nullable TreeTable tree(AnyObjectId id) {
    return trees.getIfPresent(id.copy());
  }

  void keep(AnyObjectId id, TreeTable table) {
    trees.put(id.copy(), table);
  }

  @Nullable CommitFacts commit(ObjectId id) {
    return commits.getIfPresent(id);
  }

  void keep(ObjectId id, CommitFacts facts) {
    commits.put(id.copy(), facts);
  }

  /// The tree of a commit.
  @Nullable ObjectId root(ObjectId commit) {
    return roots.getIfPresent(commit);
  }

  void keepRoot(ObjectId commit, ObjectId tree) {
    roots.put(commit.copy(), tree);
  }

  /// Forgets everything: facts that hang on trees are about to be computed anew.
  void clear() {
    trees.invalidateAll();
    commits.invalidateAll();
    roots.invalidateAll();
  }
}
