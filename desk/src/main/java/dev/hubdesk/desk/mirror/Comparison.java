package dev.hubdesk.desk.mirror;

import dev.hubdesk.desk.cache.ContentDigest;
import dev.hubdesk.desk.cache.FolderName;
import dev.hubdesk.desk.mirror.RepoTask.Status;
import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.RepoPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// Compares a repository on two sides. Files are the same when their blobs have one name and one
/// size, a plain file when it has the size; bytes are not read here.
final class Comparison {

  private final Sides sides;
  private final ContentsReader sources;
  private final ContentsReader destinations;
  private final boolean verify;
  private final boolean force;

  /// @param verify whether files that are there are to be checked
  /// @param force whether everything is to be copied, whatever is there
  Comparison(Sides sides, boolean verify, boolean force, CopyWatch watch) {
    this.sides = sides;
    this.sources = new ContentsReader(sides.source(), true, watch);
    this.destinations = new ContentsReader(sides.destination(), false, watch);
    this.verify = verify;
    this.force = force;
  }

  /// What the source shows.
  ///
  /// @throws RefusedException when it is not whole, or not safe to copy
  RepoContents source(FolderName name) throws IOException {
    return sources.read(name);
  }

  /// What the destination shows.
  RepoContents destination(FolderName name) throws IOException {
    return destinations.read(name);
  }

  /// What has to be done.
  RepoTask of(FolderName name, RepoContents from, RepoContents to) throws IOException {
    var work = new Work(name, from, to);
    for (Map.Entry<Oid, SortedMap<RepoPath, Content>> snapshot : from.snapshots().entrySet()) {
      for (Map.Entry<RepoPath, Content> file : snapshot.getValue().entrySet()) {
        work.file(snapshot.getKey(), file.getKey(), file.getValue());
      }
    }
    var refs = new TreeMap<>(from.refs());
    refs.entrySet().removeIf(ref -> ref.getValue().equals(to.refs().get(ref.getKey())));
    var listings = new TreeSet<>(from.listings());
    listings.removeAll(to.listings());
    var absent = new TreeSet<>(from.absent());
    absent.removeAll(to.absent());
    boolean inSync = !work.differs && refs.isEmpty() && listings.isEmpty();
    Status there = to.snapshots().isEmpty() ? Status.MISSING : Status.OUTDATED;
    return new RepoTask(
        name,
        inSync ? Status.IN_SYNC : there,
        List.copyOf(work.copies.values()),
        List.copyOf(work.checks.values()),
        List.copyOf(work.plainChecks),
        List.copyOf(work.entries),
        refs,
        listings,
        absent);
  }

  private final class Work {

    private final Path blobs;
    private final RepoContents to;
    private final KnownDigests digests;
    private final Map<ContentDigest, Content> copies = new LinkedHashMap<>();
    private final Map<ContentDigest, Content> checks = new LinkedHashMap<>();
    private final List<RepoTask.PlainCheck> plainChecks = new ArrayList<>();
    private final List<RepoTask.Entry> entries = new ArrayList<>();
    private boolean differs;

    Work(FolderName name, RepoContents from, RepoContents to) {
      Path there = sides.destination().resolve(name.text());
      this.blobs = there.resolve("blobs");
      this.to = to;
      this.digests = new KnownDigests(sides.source().resolve(name.text()), from, there, to);
    }

    void file(Oid commit, RepoPath path, Content here) throws IOException {
      Content there = to.file(commit, path).orElse(null);
      boolean same = here.isSame(there);
      differs |= !same;
      if (same && !force && !verify) {
        return;
      }
      // A plain file is what the blob of the other side says that it is.
      Content content = same && there != null ? here.named(there.digest()) : here;
      ContentDigest digest = content.digest();
      ContentDigest promised = digest == null ? digests.of(commit, path) : digest;
      var entry = new RepoTask.Entry(commit, path, content, promised);
      if (same && !force && there != null && there.digest() == null) {
        plainChecks.add(new RepoTask.PlainCheck(entry, there.file()));
        return;
      }
      entries.add(entry);
      if (digest == null) {
        return;
      }
      if (force || !isThere(digest, content.size())) {
        copies.put(digest, content);
      } else if (verify) {
        checks.put(digest, content);
      }
    }

    private boolean isThere(ContentDigest digest, long size) throws IOException {
      Path blob = blobs.resolve(digest.etag());
      return Files.isRegularFile(blob) && Files.size(blob) == size;
    }
  }
}
