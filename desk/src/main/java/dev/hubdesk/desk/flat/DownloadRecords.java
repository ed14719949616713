package dev.hubdesk.desk.flat;

import dev.hubdesk.desk.cache.AtomicText;
import dev.hubdesk.desk.cache.HubCache;
import dev.hubdesk.desk.cache.RealFolders;
import dev.hubdesk.desk.transfer.PlannedFile;
import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.RepoPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Base64;
import java.util.HashSet;
import java.util.Optional;

/// The folder `.cache/huggingface` of a repository that stands as real files.
final class DownloadRecords {

  /// Where the records stand, below the repository's folder.
  static final String FOLDER = ".cache/huggingface";

  private static final String SUFFIX = ".metadata";
  private static final int MAX_RECORD_BYTES = 4_096;

  private final Path root;
  private final RepoPath records;
  private final RepoPath downloads;

  DownloadRecords(Path root, RepoPath repo) {
    this.root = root;
    this.records = new RepoPath(repo.text() + "/" + FOLDER);
    this.downloads = records.child("download");
  }

  /// The folder of records, which exists after [#prepare].
  Path folder() {
    return root.resolve(records.text());
  }

  /// Creates the folders for the records of files.
  void prepare(Iterable<PlannedFile> files) throws IOException {
    RealFolders.parentOf(root, downloads.child("x"));
    HubCache.tag(folder());
    try {
      Files.writeString(folder().resolve(".gitignore"), "*", StandardOpenOption.CREATE_NEW);
    } catch (FileAlreadyExistsException _) {
      // Whoever wrote it first.
    }
    var made = new HashSet<RepoPath>();
    for (PlannedFile file : files) {
      RepoPath parent = file.path().parent();
      if (!parent.isRoot() && made.add(parent)) {
        RealFolders.parentOf(root, new RepoPath(downloads.text() + "/" + parent.text() + "/x"));
      }
    }
  }

  /// Where the bytes of a file arrive: its partial file then has the name that `huggingface_hub`
  /// gives its own.
  Path bytes(PlannedFile file) {
    String name = shortHash(file.path().name() + SUFFIX) + "." + file.digest().etag();
    return folderOf(file.path()).resolve(name);
  }

  /// The lock of a file, where `huggingface_hub` has it.
  Path lock(RepoPath path) {
    return folderOf(path).resolve(path.name() + ".lock");
  }

  /// What is recorded of a file; empty when nothing is, or nothing that makes sense.
  Optional<DownloadRecord> of(RepoPath path) throws IOException {
    Path record = record(path);
    if (!Files.isRegularFile(record, LinkOption.NOFOLLOW_LINKS)
        || Files.size(record) > MAX_RECORD_BYTES) {
      return Optional.empty();
    }
    return DownloadRecord.parse(Files.readString(record, StandardCharsets.ISO_8859_1));
  }

  /// Records that a file of the commit stands in its place now. A name that leaves no room for the
  /// suffix has no record; the file is compared instead.
  void write(PlannedFile file, Oid commit) throws IOException {
    String name = file.path().name() + SUFFIX;
    if (name.getBytes(StandardCharsets.UTF_8).length > RepoPath.MAX_PART_BYTES) {
      return;
    }
    double now = System.currentTimeMillis() / 1_000.0;
    var record = new DownloadRecord(commit.hex(), file.digest().etag(), now);
    AtomicText.write(record(file.path()), record.text());
  }

  private Path record(RepoPath path) {
    return folderOf(path).resolve(path.name() + SUFFIX);
  }

  private Path folderOf(RepoPath path) {
    Path folder = root.resolve(downloads.text());
    return path.parent().isRoot() ? folder : folder.resolve(path.parent().text());
  }

  private static String shortHash(String name) {
    byte[] hash = Oid.newDigest().digest(name.getBytes(StandardCharsets.UTF_8));
    return Base64.getUrlEncoder().encodeToString(hash);
  }
}
