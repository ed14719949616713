package dev.hubdesk.hub.upkeep;

import dev.hubdesk.catalog.LfsObjects;
import dev.hubdesk.catalog.Repositories;
import dev.hubdesk.catalog.RepositoryRow;
import dev.hubdesk.git.Collected;
import dev.hubdesk.hub.sweep.SweepService;
import dev.hubdesk.protocol.Sha256;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Garbage collection on demand: every repository is collected and its packs put into one, then the
/// bytes that nothing names any more are swept.
public final class GcService {

  private final UpkeepService upkeep;
  private final SweepService sweeps;
  private final Repositories repositories;
  private final LfsObjects lfsObjects;

  public GcService(
      UpkeepService upkeep, SweepService sweeps, Repositories repositories, LfsObjects lfsObjects) {
    this.upkeep = upkeep;
    this.sweeps = sweeps;
    this.repositories = repositories;
    this.lfsObjects = lfsObjects;
  }

  /// What went, or would go, of one repository.
  ///
  /// @param outcome `collected`, `would` after a dry run, or `busy` when somebody wrote or
  ///   collected meanwhile: then nothing was done
  /// @param objects commits, trees, files and tags that neither a ref reaches nor anything that the
  ///   ref log names since the horizon
  /// @param historyObjects parts of the history index of commits that go
  /// @param lfsObjects that no kept commit names: they lose their link to the repository
  public record RepositoryGc(
      String repository,
      String outcome,
      long kept,
      long objects,
      long objectBytes,
      long historyObjects,
      long historyBytes,
      long lfsObjects,
      long lfsBytes,
      int packsBefore,
      long packBytesBefore,
      int packsAfter,
      long packBytesAfter) {}

  /// The last line.
  ///
  /// @param horizon what was let go of later than this is kept
  /// @param unusedLfsObjects LFS objects without a repository since before the horizon; gone now,
  ///   unless it was a dry run
  /// @param swept what was deleted from the blob store; null after a dry run, or when another sweep
  ///   or a backup was under way
  public record GcDone(
      boolean done,
      boolean dryRun,
      Instant horizon,
      int repositories,
      int busy,
      long objects,
      long objectBytes,
      long lfsObjects,
      long lfsBytes,
      long unusedLfsObjects,
      long unusedLfsBytes,
      SweepService.@Nullable Swept swept) {}

  /// Collects, and reports each repository as it is done.
  ///
  /// @param dryRun says what would go, and changes nothing
  public void run(RepositoryChoice choice, boolean dryRun, Report report) throws IOException {
    var total = new Total();
    choice.forEach(
        repositories,
        row -> {
          RepositoryGc line = collect(row, dryRun);
          total.add(line);
          report.line(line);
        });
    LfsObjects.Unused unused = lfsObjects.countUnused(upkeep.horizon());
    Optional<SweepService.Swept> swept = dryRun ? Optional.empty() : sweeps.sweep(true);
    report.line(
        new GcDone(
            true,
            dryRun,
            upkeep.horizon(),
            total.repositories,
            total.busy,
            total.objects,
            total.objectBytes,
            total.lfsObjects,
            total.lfsBytes,
            unused.count(),
            unused.bytes(),
            swept.orElse(null)));
  }

  private RepositoryGc collect(RepositoryRow row, boolean dryRun) throws IOException {
    String name = RepositoryChoice.name(row);
    Optional<Collected> collected = upkeep.collect(row.key(), true, dryRun);
    if (collected.isEmpty()) {
      return new RepositoryGc(name, "busy", 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    }
    Collected found = collected.get();
    long lfsBytes = 0;
    for (Sha256 oid : found.unlinked()) {
      lfsBytes += lfsObjects.size(oid).orElse(0L);
    }
    return new RepositoryGc(
        name,
        dryRun ? "would" : "collected",
        found.kept(),
        found.dropped(),
        found.droppedBytes(),
        found.historyObjects(),
        found.historyBytes(),
        found.unlinked().size(),
        lfsBytes,
        found.packsBefore(),
        found.bytesBefore(),
        found.packsAfter(),
        found.bytesAfter());
  }

  private static final class Total {
    private int repositories;
    private int busy;
    private long objects;
    private long objectBytes;
    private long lfsObjects;
    private long lfsBytes;

    void add(RepositoryGc line) {
      repositories++;
      busy += line.outcome().equals("busy") ? 1 : 0;
      objects += line.objects() + line.historyObjects();
      objectBytes += line.objectBytes() + line.historyBytes();
      lfsObjects += line.lfsObjects();
      lfsBytes += line.lfsBytes();
    }
  }
}
