package dev.hubdesk.desk.mirror;

import dev.hubdesk.desk.FullDisk;
import dev.hubdesk.desk.Sizes;
import dev.hubdesk.desk.cache.FolderName;
import dev.hubdesk.desk.cache.HubCache;
import dev.hubdesk.desk.claims.RepoClaims;
import dev.hubdesk.desk.claims.RepoClaims.Claim;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import java.io.IOException;
import java.nio.file.Files;
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
  /// @throws FailureException with BadRequest when the sides cannot be mirrored, StorageFull when
  ///   the destination has no room
  /// @throws CopyStoppedException when it was stopped
  Outcome run(String mark) throws IOException {
    Sides sides = order.sides();
    List<RepoTask.Amount> plan = plan(sides);
    SortedSet<FolderName> extra = extra(sides);
    requireRoom(sides.destination(), plan);
    new HubCache(sides.destination()).prepare();
    progress.begin();
    var files = new FileCopy(progress, mark);
    for (RepoTask.Amount amount : plan) {
      FolderName name = amount.name();
      progress.at(name);
      each(sides, name, () -> copy(sides, name, files));
      progress.finished();
    }
    for (FolderName name : extra) {
      progress.at(name);
      each(sides, name, () -> remove(sides, name));
    }
    return outcome;
  }

  /// The repositories with something to do. Only their names and sums live on: what has to be done
  /// is worked out again when their turn comes.
  private List<RepoTask.Amount> plan(Sides sides) throws IOException {
    var comparison = new Comparison(sides, order.verify(), order.force());
    var plan = new ArrayList<RepoTask.Amount>();
    for (FolderName name : Sides.names(sides.source(), order.repoFilter())) {
      try {
        RepoTask task = compare(comparison, name);
        if (!task.isDone()) {
          progress.expect(task);
          plan.add(task.amount());
        }
      } catch (IOException e) {
        outcome = outcome.failed(name, DiskWords.words(e));
      }
    }
    return plan;
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

  private void each(Sides sides, FolderName name, Step step) throws IOException {
    try {
      step.run();
    } catch (IOException | FailureException e) {
      if (e instanceof IOException disk && FullDisk.isFull(disk)) {
        throw DiskWords.full(sides.destination());
      }
      if (!Files.isDirectory(order.place())) {
        throw new IOException("The target is gone: " + order.place(), e);
      }
      outcome = outcome.failed(name, DiskWords.words(e));
    }
    report.accept(outcome);
  }

  private void copy(Sides sides, FolderName name, FileCopy files) throws IOException {
    try (Claim _ = claims.share(sides.source().resolve(name.text()), "it is being mirrored");
        Claim _ = claims.share(sides.destination().resolve(name.text()), "it is being mirrored")) {
      RepoTask task = compare(new Comparison(sides, order.verify(), order.force()), name);
      long mended = new RepoCopy(sides, task, files, progress).run();
      if (order.copies(task.amount()) || mended > 0) {
        outcome = outcome.copied(task.amount(), mended);
      }
    }
  }

  private void remove(Sides sides, FolderName name) throws IOException {
    Path folder = sides.destination().resolve(name.text());
    try (Claim _ = claims.hold(folder, "it is being removed")) {
      var removal = new RepoRemoval(sides.destination(), name);
      long bytes = removal.size();
      removal.run();
      outcome = outcome.deleted(name, bytes);
    }
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
    long usable = Files.getFileStore(there).getUsableSpace();
    if (usable < bytes) {
      throw DiskWords.full(
          destination, Sizes.human(bytes) + " are needed, " + Sizes.human(usable) + " can be used");
    }
  }

  @FunctionalInterface
  private interface Step {
    void run() throws IOException;
  }
}
