package dev.hubdesk.desk.mirror;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hubdesk.desk.FaultWords;
import dev.hubdesk.desk.Sizes;
import dev.hubdesk.desk.cache.FolderName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;

/// Says in what two cache roots differ, without changing either.
public final class DiffService {

  private final Supplier<String> hubDirSource;

  /// @param hubDirSource who said where the cache of this machine is
  public DiffService(Supplier<String> hubDirSource) {
    this.hubDirSource = hubDirSource;
  }

  /// Compares, as a push or a pull of that order would.
  ///
  /// @throws dev.hubdesk.protocol.FailureException with BadRequest when they cannot be mirrored
  Diff diff(MirrorOrder order) throws IOException {
    Sides sides = order.sides();
    SortedSet<FolderName> source = Sides.names(sides.source(), order.repoFilter());
    SortedSet<FolderName> destination = Sides.names(sides.destination(), order.repoFilter());
    var all = new TreeSet<>(source);
    all.addAll(destination);
    var found = new Found(order.direction(), new Comparison(sides, false, false, CopyWatch.NOBODY));
    for (FolderName name : all) {
      try {
        found.compare(name, source.contains(name));
      } catch (IOException e) {
        found.errors.add(name.repo() + ": " + FaultWords.of(e));
      }
    }
    return found.diff(order, sides, hubDirSource.get());
  }

  private static final class Found {

    private final Direction direction;
    private final Comparison comparison;
    private final List<Entry> entries = new ArrayList<>();
    private final List<String> errors = new ArrayList<>();
    private long inSync;

    Found(Direction direction, Comparison comparison) {
      this.direction = direction;
      this.comparison = comparison;
    }

    void compare(FolderName name, boolean isInSource) throws IOException {
      RepoContents to = comparison.destination(name);
      if (!isInSource) {
        entries.add(entry(name, "extra", 0, to.size(), 0, 0));
        return;
      }
      RepoContents from = comparison.source(name);
      RepoTask task = comparison.of(name, from, to);
      switch (task.status()) {
        case IN_SYNC -> inSync++;
        case MISSING ->
            entries.add(entry(name, "missing", from.size(), 0, task.files(), task.bytes()));
        case OUTDATED ->
            entries.add(
                entry(name, "outdated", from.size(), to.size(), task.files(), task.bytes()));
      }
    }

    private Entry entry(
        FolderName name, String status, long from, long to, long files, long bytes) {
      boolean push = direction == Direction.PUSH;
      return new Entry(
          name.repo(),
          name.type().singular(),
          status,
          push ? from : to,
          push ? to : from,
          Sizes.human(status.equals("extra") ? to : from),
          files,
          bytes);
    }

    Diff diff(MirrorOrder order, Sides sides, String source) {
      boolean push = direction == Direction.PUSH;
      String target = (push ? sides.destination() : sides.source()).toString();
      String local = order.local().toString();
      return new Diff(
          List.copyOf(entries),
          direction,
          local,
          local,
          source,
          order.place().toString(),
          target,
          summary(),
          List.copyOf(errors));
    }

    private Summary summary() {
      return new Summary(
          count("missing"),
          size("missing"),
          count("extra"),
          size("extra"),
          count("outdated"),
          size("outdated"),
          inSync);
    }

    private long count(String status) {
      return entries.stream().filter(entry -> entry.status.equals(status)).count();
    }

    private String size(String status) {
      return Sizes.human(
          entries.stream()
              .filter(entry -> entry.status.equals(status))
              .mapToLong(entry -> status.equals("extra") ? entry.whole() : entry.copySize)
              .sum());
    }
  }

  /// The answer.
  ///
  /// @param targetHubDir the cache root at the target
  /// @param errors repositories that cannot be compared, and why
  record Diff(
      List<Entry> diffs,
      Direction direction,
      String localPath,
      String effectiveHubDir,
      String hubDirSource,
      String targetPath,
      String targetHubDir,
      Summary summary,
      List<String> errors) {}

  /// A repository that is not the same on both sides.
  ///
  /// @param status `missing` or `outdated` at the destination, or `extra` there
  /// @param copyFiles files that would be copied
  @JsonInclude(JsonInclude.Include.NON_DEFAULT)
  record Entry(
      String repo,
      String type,
      String status,
      long localSize,
      long remoteSize,
      String sizeHuman,
      @JsonInclude(JsonInclude.Include.ALWAYS) long copyFiles,
      @JsonInclude(JsonInclude.Include.ALWAYS) long copySize) {

    private long whole() {
      return Math.max(localSize, remoteSize);
    }
  }

  /// How many of each.
  record Summary(
      long missing,
      String missingSizeHuman,
      long extra,
      String extraSizeHuman,
      long outdated,
      String outdatedSizeHuman,
      long inSync) {}
}
