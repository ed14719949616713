package dev.hubdesk.desk.transfer;

import dev.hubdesk.desk.cache.ContentDigest;
import dev.hubdesk.desk.cache.HubCache;
import dev.hubdesk.desk.flat.FlatSnapshot;
import dev.hubdesk.hubclient.HubEndpoint;
import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.RepoPath;
import dev.hubdesk.protocol.Revision;
import dev.hubdesk.protocol.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The same files in the process that is killed and in the one that kills: large ones over several
/// connections, medium ones over one, and small ones that are not resumed.
record KilledPlan(String name, Map<String, byte[]> contents) {

  /// Large files, small files, and both.
  static List<KilledPlan> all() {
    return List.of(
        of("large", List.of(40 << 20)), of("small", sizes(150, 7_001)), of("mixed", mixed()));
  }

  private static KilledPlan of(String name, List<Integer> sizes) {
    var contents = new LinkedHashMap<String, byte[]>();
    for (int i = 0; i < sizes.size(); i++) {
      contents.put(name + i, Samples.bytes(sizes.get(i)));
    }
    return new KilledPlan(name, contents);
  }

  private static List<Integer> sizes(int count, int step) {
    var sizes = new ArrayList<Integer>();
    for (int i = 1; i <= count; i++) {
      sizes.add(i * step % 900_000);
    }
    return sizes;
  }

  private static List<Integer> mixed() {
    var sizes = new ArrayList<>(List.of(17 << 20, (9 << 20) + 3, (1 << 20) + 5, (3 << 20) - 1));
    sizes.addAll(sizes(60, 3_001));
    return sizes;
  }

  long bytes() {
    return contents.values().stream().mapToLong(content -> content.length).sum();
  }

  /// Writes the plan down, so that the other process need not compute it.
  Path write(Path file) throws IOException {
    var lines = new ArrayList<String>();
    contents.forEach((name, content) -> {
      boolean large = content.length >= TransferEngine.RESUMED_FROM;
      ContentDigest digest = large ? Samples.lfs(content) : Samples.git(content);
      lines.add(name + " " + content.length + " " + digest.etag());
    });
    return Files.write(file, lines);
  }

  static SnapshotPlan read(HubEndpoint endpoint, Path file) throws IOException {
    var files = new ArrayList<PlannedFile>();
    for (String line : Files.readAllLines(file)) {
      List<String> words = List.of(line.split(" ", -1));
      ContentDigest digest =
          words.get(2).length() == 64
              ? new ContentDigest.LargeFile(new Sha256(words.get(2)))
              : new ContentDigest.GitBlob(new Oid(words.get(2)));
      files.add(
          new PlannedFile(
              new RepoPath("sub/" + words.get(0)), Long.parseLong(words.get(1)), digest));
    }
    return new SnapshotPlan(
        endpoint, Samples.REPO, Revision.MAIN, Samples.COMMIT, PlanFiles.of(files));
  }

  /// Where the files come to stand: in a cache, or as real files.
  static SnapshotPlace place(boolean flat, Path folder, SnapshotPlan plan) {
    return flat
        ? new FlatSnapshot(folder, Samples.REPO, Samples.COMMIT)
        : new CacheSnapshot(new HubCache(folder), plan);
  }

  /// A file of the plan when it is there.
  static Path entry(boolean flat, Path folder, String name) {
    var path = new RepoPath("sub/" + name);
    return flat
        ? folder.resolve(Samples.REPO.path()).resolve(path.text())
        : new HubCache(folder).repo(Samples.REPO).entry(Samples.COMMIT, path);
  }
}
