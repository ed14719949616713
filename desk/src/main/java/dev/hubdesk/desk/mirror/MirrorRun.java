package dev.hubdesk.desk.mirror;

import dev.hubdesk.desk.DiskTrouble;
import dev.hubdesk.desk.FaultWords;
import dev.hubdesk.desk.cache.FolderName;
import dev.hubdesk.desk.cache.HubCache;
import dev.hubdesk.desk.claims.RepoClaims;
import dev.hubdesk.desk.claims.RepoClaims.Claim;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;

/// One run of an order: looks at both sides, then brings one repository after the other. What an
/// earlier run has done is found done. A repository that cannot be copied does not hold the others
/// up.
final class MirrorRun {

  private final MirrorOrder order;
  private final RepoClaims claims;
  private final MirrorProgress progress;
  private final Consumer<Outcome> report;
  private Outcome outcome;

  /// @param before what earlier runs have done
  /// @param report hears of the outcome after each repository
  MirrorRun(
      MirrorOrder order,
      RepoClaims claims,
      MirrorProgress progress,
      Outcome before,
      Consumer<Outcome> report) {
    this.order = order;
    this.claims = claims;
    this.progress = progress;
    this.outcome = before;
    this.report = report;
  }

  /// What would be done; nothing is written.
  static Outcome dryRun(MirrorOrder order) throws IOException {
    var run =
        new MirrorRun(
            order, new RepoClaims(), new MirrorProgress(() -> {}), Outcome.NOTHING, _ -> {});
    Sides sides = order.sides();
    for (RepoTask.Amount amount : run.plan(sides)) {
      if (order.copies(amount)) {
        run.outcome = run.outcome.copied(amount, 0);
      }
    }
    for (FolderName name : run.extra(sides)) {
      run.outcome = run.outcome.deleted(name, new RepoRemoval(sides.destination(), name).size());
    }
    return run.outcome;
  }

  /// Does it.
  ///
  /// @param mark eight hex digits, the same for every run of the job
  /// @throws FailureException with BadRequest when the sides cannot be mirrored
  /// @throws DiskTroubleException when a disk is full, read-only or gone
  /// @throws CopyStoppedException when it was stopped
  Outcome run(String mark) throws IOException {
    Sides sides = order.sides();
    requireWhatWasCopied(sides.destination());
    List<RepoTask.Amount> plan = plan(sides);
    SortedSet<FolderName> extra = extra(sides);
    requireRoom(sides.destination(), plan);
    prepare(sides.destination());
    progress.begin();
    var work = new Work(sides, mark);
    for (RepoTask.Amount amount : plan) {
      work.each(amount.name(), () -> work.copy(amount.name()));
      progress.finished();
    }
    for (FolderName name : extra) {
      work.each(name, () -> work.remove(name));
    }
    return outcome;
  }

  /// Where earlier runs have copied repositories to, there are some: an empty folder is what an
  /// unmounted disk leaves behind.
  private void requireWhatWasCopied(Path destination) throws IOException {
    if (outcome.copied() > 0 && Sides.names(destination, "").isEmpty()) {
      throw FolderWatch.gone(destination);
    }
  }

  private static void prepare(Path destination) throws IOException {
    try {
      new HubCache(destination).prepare();
    } catch (FileSystemException e) {
      throw new DiskTroubleException(DiskTrouble.unwritable(destination, e));
    }
  }

  /// The repositories with something to do. Only their names and sums live on: what has to be done
  /// is worked out again when their turn comes.
  private List<RepoTask.Amount> plan(Sides sides) throws IOException {
    Comparison comparison = comparison(sides);
    var plan = new ArrayList<RepoTask.Amount>();
    for (FolderName name : Sides.names(sides.source(), order.repoFilter())) {
      progress.check();
      try {
        RepoTask task = compare(comparison, name);
        if (!task.isDone()) {
          progress.expect(task);
          plan.add(task.amount());
        }
      } catch (IOException e) {
        outcome = outcome.failed(name, FaultWords.of(e));
      }
    }
    return plan;
  }

  private Comparison comparison(Sides sides) {
    return new Comparison(sides, order.verify(), order.force(), progress);
  }

  private static RepoTask compare(Comparison comparison, FolderName name) throws IOException {
    return comparison.of(name, comparison.source(name), comparison.destination(name));
  }

  /// What the destination has and the source has not. A source without anything is more likely a
  /// disk that is not mounted than a wish.
  private SortedSet<FolderName> extra(Sides sides) throws IOException {
    if (!order.deleteExtra()) {
      return new TreeSet<>();
    }
    Set<FolderName> known = Sides.names(sides.source(), "");
    if (known.isEmpty()) {
      throw new FailureException(
          new Failure.BadRequest(
              "Nothing to mirror: "
                  + sides.source()
                  + " holds no repository, so nothing is deleted"));
    }
    SortedSet<FolderName> extra = Sides.names(sides.destination(), order.repoFilter());
    extra.removeAll(known);
    return extra;
  }

  private void requireRoom(Path destination, List<RepoTask.Amount> plan) throws IOException {
    long bytes =
        plan.stream()
            .filter(amount -> !order.force() || amount.status() == RepoTask.Status.MISSING)
            .mapToLong(RepoTask.Amount::bytes)
            .sum();
    Path there = destination;
    while (!Files.exists(there) && there.getParent() != null) {
      there = there.getParent();
    }
    // A disk that tells no size tells no room either.
    boolean told = there.toFile().getTotalSpace() > 0;
    if (told && there.toFile().getUsableSpace() < bytes) {
      throw new DiskTroubleException(DiskTrouble.full(there, bytes, 0));
    }
  }

  @FunctionalInterface
  private interface Step {
    void run() throws IOException;
  }

  /// The part that writes.
  private final class Work {

    private final Sides sides;
    private final FileCopy files;
    private final TargetNames names;
    private final FolderWatch folders;

    Work(Sides sides, String mark) throws IOException {
      this.sides = sides;
      this.files = new FileCopy(progress, mark);
      this.names = new TargetNames(new TargetDisk(sides.destination(), mark));
      this.folders = new FolderWatch(sides.source(), sides.destination());
    }

    void each(FolderName name, Step step) throws IOException {
      folders.check();
      progress.at(name);
      try {
        step.run();
      } catch (DiskTroubleException e) {
        throw e;
      } catch (IOException e) {
        refuseTrouble(e);
        outcome = outcome.failed(name, FaultWords.of(e));
      } catch (FailureException e) {
        outcome = outcome.failed(name, FaultWords.of(e));
      }
      report.accept(outcome);
    }

    /// Whether the disk has something against every repository, not only against this one.
    private void refuseTrouble(IOException failure) throws IOException {
      folders.check();
      Path destination = sides.destination();
      if (DiskTrouble.isFull(failure)) {
        MirrorProgress.View now = progress.view();
        throw new DiskTroubleException(
            DiskTrouble.full(destination, now.totalBytes() - now.processedBytes(), 0));
      }
      if (!Files.isWritable(destination)) {
        throw new DiskTroubleException(DiskTrouble.unwritable(destination, failure));
      }
    }

    void copy(FolderName name) throws IOException {
      Path from = sides.source().resolve(name.text());
      Path to = sides.destination().resolve(name.text());
      try (Claim _ = claims.share(from, "it is being mirrored");
          Claim _ = claims.share(to, "it is being mirrored")) {
        if (!Files.exists(from, LinkOption.NOFOLLOW_LINKS)) {
          throw new RefusedException("it was deleted meanwhile");
        }
        Comparison comparison = comparison(sides);
        RepoContents contents = comparison.source(name);
        names.check(contents);
        RepoTask task = comparison.of(name, contents, comparison.destination(name));
        long mended = new RepoCopy(sides, task, files, progress, folders).run();
        if (order.copies(task.amount()) || mended > 0) {
          outcome = outcome.copied(task.amount(), mended);
        }
      }
    }

    void remove(FolderName name) throws IOException {
      Path folder = sides.destination().resolve(name.text());
      try (Claim _ = claims.hold(folder, "it is being removed")) {
        var removal = new RepoRemoval(sides.destination(), name);
        long bytes = removal.size();
        removal.run();
        outcome = outcome.deleted(name, bytes);
      }
    }
  }
}
