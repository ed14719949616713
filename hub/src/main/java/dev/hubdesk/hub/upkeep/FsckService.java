package dev.hubdesk.hub.upkeep;

import dev.hubdesk.blobs.BlobInfo;
import dev.hubdesk.blobs.BlobKey;
import dev.hubdesk.blobs.BlobStore;
import dev.hubdesk.catalog.LfsObjects;
import dev.hubdesk.catalog.Repositories;
import dev.hubdesk.catalog.RepositoryRow;
import dev.hubdesk.git.Checked;
import dev.hubdesk.git.GitStore;
import dev.hubdesk.protocol.LfsPointer;
import dev.hubdesk.protocol.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Gatherers;
import java.util.stream.Stream;

/// Reads everything and says what is wrong. Changes nothing.
public final class FsckService {

  private static final int BATCH = 500;
  private static final int BUFFER = 1 << 16;

  private final BlobStore blobs;
  private final GitStore git;
  private final Repositories repositories;
  private final LfsObjects objects;
  private final Clock clock;

  public FsckService(
      BlobStore blobs, GitStore git, Repositories repositories, LfsObjects objects, Clock clock) {
    this.blobs = blobs;
    this.git = git;
    this.repositories = repositories;
    this.objects = objects;
    this.clock = clock;
  }

  /// Something is wrong.
  ///
  /// @param where a repository, or `lfs`
  public record Problem(String where, String problem) {}

  /// One repository was read.
  public record RepositoryChecked(
      String repository, int packs, long packBytes, long objects, long lfsObjects, long problems) {}

  /// The last line.
  ///
  /// @param lfsObjects stored LFS objects
  /// @param deep whether their SHA-256 was computed
  /// @param strayBlobs blobs that nothing names: harmless, a sweep removes them after the grace
  ///   period; not counted when one repository was asked for
  public record FsckDone(
      boolean done,
      boolean deep,
      int repositories,
      int packs,
      long objects,
      long lfsObjects,
      long strayBlobs,
      long problems) {}

  /// Checks.
  ///
  /// @param deep reads LFS objects whole and compares their SHA-256
  public void run(RepositoryChoice choice, boolean deep, Report report) throws IOException {
    var run = new Run(deep, report);
    choice.forEach(repositories, run::check);
    long stray = 0;
    if (choice.only() == null) {
      run.checkRows();
      stray = strayPacks() + strayObjects();
    }
    report.line(
        new FsckDone(
            true,
            deep,
            run.repositories,
            run.packs,
            run.objectCount,
            run.seen.size(),
            stray,
            run.problems));
  }

  private long strayPacks() throws IOException {
    try (Stream<BlobKey> stray = git.unusedPackBlobs(clock.instant())) {
      return stray.count();
    }
  }

  private long strayObjects() throws IOException {
    long stray = 0;
    try (Stream<List<Sha256>> stored =
        blobs
            .list(BlobKey.LFS)
            .flatMap(info -> info.key().lfsObject().stream())
            .gather(Gatherers.windowFixed(BATCH))) {
      for (Iterator<List<Sha256>> lists = stored.iterator(); lists.hasNext(); ) {
        List<Sha256> oids = lists.next();
        stray += oids.size() - objects.known(oids).size();
      }
    }
    return stray;
  }

  private final class Run {
    private final boolean deep;
    private final Report report;
    private final Set<Sha256> seen = new HashSet<>();
    private int repositories;
    private int packs;
    private long objectCount;
    private long problems;

    Run(boolean deep, Report report) {
      this.deep = deep;
      this.report = report;
    }

    private void problem(String where, String what) throws IOException {
      problems++;
      report.line(new Problem(where, what));
    }

    void check(RepositoryRow row) throws IOException {
      String name = RepositoryChoice.name(row);
      long before = problems;
      Checked checked = git.check(row.key(), problem -> problem(name, problem));
      for (LfsPointer pointer : checked.pointers()) {
        checkLink(name, row.key(), pointer);
      }
      repositories++;
      packs += checked.packs();
      objectCount += checked.objects();
      report.line(
          new RepositoryChecked(
              name,
              checked.packs(),
              checked.packBytes(),
              checked.objects(),
              checked.pointers().size(),
              problems - before));
    }

    private void checkLink(String name, long key, LfsPointer pointer) throws IOException {
      if (!objects.belongs(key, pointer.oid())) {
        if (objects.deleted(key, pointer.oid())) {
          return;
        }
        problem(name, "the LFS object " + pointer.oid() + " is not linked to the repository");
      }
      Optional<Long> size = objects.size(pointer.oid());
      if (size.isEmpty() || size.get() != pointer.size()) {
        problem(
            name,
            "the LFS object " + pointer.oid() + " of " + pointer.size() + " bytes has no such row");
      }
      checkBytes(name, pointer);
    }

    /// All objects that have a row, those that no repository names included.
    void checkRows() throws IOException {
      List<LfsPointer> page = objects.stored(null, BATCH);
      while (!page.isEmpty()) {
        for (LfsPointer object : page) {
          checkBytes("lfs", object);
        }
        page = objects.stored(page.getLast().oid(), BATCH);
      }
    }

    private void checkBytes(String where, LfsPointer object) throws IOException {
      if (!seen.add(object.oid())) {
        return;
      }
      Optional<BlobInfo> stored = blobs.find(BlobKey.lfs(object.oid()));
      if (stored.isEmpty()) {
        problem(where, "the bytes of the LFS object " + object.oid() + " are missing");
      } else if (stored.get().size() != object.size()) {
        problem(
            where,
            "the LFS object %s has %d bytes instead of %d"
                .formatted(object.oid(), stored.get().size(), object.size()));
      } else if (deep && !hash(object.oid()).equals(object.oid())) {
        problem(
            where, "the bytes of the LFS object " + object.oid() + " are not what its name says");
      }
    }

    private Sha256 hash(Sha256 oid) throws IOException {
      MessageDigest digest = Sha256.newDigest();
      byte[] buffer = new byte[BUFFER];
      try (InputStream in = blobs.open(BlobKey.lfs(oid))) {
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
          digest.update(buffer, 0, n);
        }
      }
      return Sha256.of(digest.digest());
    }
  }
}
