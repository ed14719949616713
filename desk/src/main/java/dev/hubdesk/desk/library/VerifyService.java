package dev.hubdesk.desk.library;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hubdesk.desk.cache.ContentDigest;
import dev.hubdesk.desk.cache.TreeListing;
import dev.hubdesk.desk.cache.scan.CacheScan;
import dev.hubdesk.desk.cache.scan.CachedFile;
import dev.hubdesk.desk.cache.scan.ScannedRepo;
import dev.hubdesk.desk.cache.scan.ScannedSnapshot;
import dev.hubdesk.desk.claims.RepoClaims;
import dev.hubdesk.desk.claims.RepoClaims.Claim;
import dev.hubdesk.desk.settings.FolderSettings;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.RepoType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Reads the files of a snapshot again and compares their digests with those that the Hub named.
public final class VerifyService {

  private static final int BUFFER = 1 << 18;

  private final Supplier<FolderSettings> folders;
  private final CacheScan scan;
  private final RepoClaims claims;

  public VerifyService(Supplier<FolderSettings> folders, CacheScan scan, RepoClaims claims) {
    this.folders = folders;
    this.scan = scan;
    this.claims = claims;
  }

  /// One file.
  ///
  /// @param status `ok`, `corrupt`, `missing` (an entry without content), `unreadable`, `unknown`
  ///   (nothing here says what it should be)
  /// @param expected the digest that it should have
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Checked(String path, long size, String status, @Nullable String expected) {}

  /// All of them.
  ///
  /// @param absent files of the commit that were not downloaded; null when nothing tells
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Summary(
      boolean done,
      boolean success,
      String commit,
      long files,
      long bytes,
      long ok,
      long corrupt,
      long missing,
      long unreadable,
      long unknown,
      @Nullable Long absent) {}

  /// Takes what is found, as it is found.
  interface Report {
    void checked(Checked file) throws IOException;
  }

  /// A snapshot that is there, and may now be verified.
  record Snapshot(Path repository, String commit) {}

  /// Finds what is to be verified.
  ///
  /// @param revision a ref or a commit; null for the usual one
  /// @throws FailureException with NotFound
  Snapshot find(LibraryName name, RepoType type, @Nullable String revision) throws IOException {
    ScannedRepo repo =
        scan.find(folders.get().cacheDir(), type, name.text())
            .orElseThrow(
                () -> new FailureException(new Failure.NotFound("Repository not found in cache")));
    Optional<ScannedSnapshot> snapshot =
        revision == null
            ? repo.usualSnapshot()
            : repo.snapshot(repo.refs().getOrDefault(revision, revision));
    return new Snapshot(
        repo.folder(),
        snapshot
            .orElseThrow(
                () -> new FailureException(new Failure.NotFound("Revision not found in cache")))
            .commit());
  }

  /// Reads everything; as slow as the disk. Stops when the report fails.
  Summary verify(Snapshot snapshot, Report report) throws IOException {
    try (Claim _ = claims.share(snapshot.repository(), "it is being verified")) {
      return new Run(snapshot).run(report);
    }
  }

  private static final class Run {

    private final Snapshot snapshot;
    private final Map<String, String> listed = new HashMap<>();
    private final Map<String, String> known = new HashMap<>();
    private final Map<String, Long> counts = new HashMap<>();
    private final boolean whole;
    private long bytes;

    Run(Snapshot snapshot) throws IOException {
      this.snapshot = snapshot;
      this.whole =
          TreeListing.read(
              snapshot.repository(),
              snapshot.commit(),
              file -> listed.put(file.path(), file.etag()));
    }

    Summary run(Report report) throws IOException {
      List<CachedFile> files = new ArrayList<>();
      CachedFile.visit(snapshot.repository(), snapshot.commit(), files::add);
      files.sort(Comparator.comparing(CachedFile::path));
      for (CachedFile file : files) {
        Checked checked = check(file);
        counts.merge(checked.status(), 1L, Long::sum);
        listed.remove(file.path());
        report.checked(checked);
      }
      boolean success = count("ok") + count("unknown") == files.size();
      return new Summary(
          true,
          success,
          snapshot.commit(),
          files.size(),
          bytes,
          count("ok"),
          count("corrupt"),
          count("missing"),
          count("unreadable"),
          count("unknown"),
          whole ? (long) listed.size() : null);
    }

    private long count(String status) {
      return counts.getOrDefault(status, 0L);
    }

    private Checked check(CachedFile file) {
      String expected = whole ? listed.getOrDefault(file.path(), file.etag()) : file.etag();
      if (!file.present()) {
        return new Checked(file.path(), 0, "missing", expected);
      }
      Optional<ContentDigest> digest =
          expected == null ? Optional.empty() : ContentDigest.parse(expected);
      return new Checked(
          file.path(),
          file.size(),
          digest.map(one -> status(file, one)).orElse("unknown"),
          expected);
    }

    /// Contents that several entries show are read once.
    private String status(CachedFile file, ContentDigest digest) {
      String etag = file.etag();
      if (etag == null || !etag.equals(digest.etag())) {
        return read(file, digest);
      }
      return known.computeIfAbsent(etag, _ -> read(file, digest));
    }

    private String read(CachedFile file, ContentDigest expected) {
      Path path =
          snapshot
              .repository()
              .resolve("snapshots")
              .resolve(snapshot.commit())
              .resolve(file.path());
      MessageDigest digest = expected.start(file.size());
      var buffer = new byte[Math.clamp(file.size(), 1, BUFFER)];
      try (InputStream in = Files.newInputStream(path)) {
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
          digest.update(buffer, 0, n);
          bytes += n;
        }
      } catch (IOException _) {
        return "unreadable";
      }
      return expected.matches(digest.digest()) ? "ok" : "corrupt";
    }
  }
}
