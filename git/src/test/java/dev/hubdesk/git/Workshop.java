package dev.hubdesk.git;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hubdesk.blobs.BlobStore;
import dev.hubdesk.blobs.MemoryBlobs;
import dev.hubdesk.protocol.CommitFacts;
import dev.hubdesk.protocol.LfsPointer;
import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.RefName;
import dev.hubdesk.protocol.RepoPath;
import dev.hubdesk.protocol.Revision;
import dev.hubdesk.protocol.Sha256;
import dev.hubdesk.protocol.TreeEntry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A store with one repository, and short words for what tests do with it.
final class Workshop {

  static final long REPOSITORY = 7;
  static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

  final BlobStore blobs;
  final Ledger ledger;
  final GitStore store;
  private int commits;

  Workshop(Path scratch) {
    this(new MemoryBlobs(), new HeapLedger(), scratch);
  }

  Workshop(BlobStore blobs, Ledger ledger, Path scratch) {
    this.blobs = blobs;
    this.ledger = ledger;
    this.store =
        new GitStore(blobs, ledger, new GitSettings(GitSettings.MIN_BLOCK_CACHE_BYTES, scratch));
  }

  /// What a draft is filled with.
  interface Filling {
    void into(CommitDraft draft) throws IOException;
  }

  Oid commit(Filling filling) throws IOException {
    return publish(filling, null).head();
  }

  CommitDraft.Outcome publish(Filling filling, @Nullable Oid parent) throws IOException {
    commits++;
    return publish("commit " + commits, filling, parent);
  }

  CommitDraft.Outcome publish(String title, Filling filling, @Nullable Oid parent)
      throws IOException {
    try (Repository repository = store.open(REPOSITORY);
        CommitDraft draft = repository.draft(RefName.MAIN)) {
      filling.into(draft);
      return draft.publish(text(title), parent, List.of());
    }
  }

  CommitDraft.CommitText text(String title) {
    var author = new Commit.Signature("Ana", "ana@example.org", START.plusSeconds(commits));
    return new CommitDraft.CommitText(title, "", author, 1);
  }

  static void put(CommitDraft draft, String path, String content) throws IOException {
    byte[] bytes = content.getBytes(UTF_8);
    draft.addFile(new RepoPath(path), new ByteArrayInputStream(bytes), bytes.length);
  }

  static void delete(CommitDraft draft, String path) {
    draft.delete(new RepoPath(path));
  }

  static LfsPointer pointer(int digit, long size) {
    return new LfsPointer(new Sha256(Integer.toHexString(digit).repeat(64)), size);
  }

  /// Paths of a whole listing, taken in pages of `limit`; a directory ends in `/`.
  List<String> paths(Oid commit, String directory, boolean recursive, int limit)
      throws IOException {
    return all(commit, directory, recursive, limit).stream().map(Workshop::mark).toList();
  }

  List<TreeEntry> all(Oid commit, String directory, boolean recursive, int limit)
      throws IOException {
    var all = new ArrayList<TreeEntry>();
    RepoPath after = null;
    while (true) {
      try (Repository repository = store.open(REPOSITORY)) {
        TreePage page = repository.list(commit, new RepoPath(directory), recursive, after, limit);
        all.addAll(page.entries());
        if (!page.more()) {
          return all;
        }
        after = page.entries().getLast().path();
      }
    }
  }

  static String mark(TreeEntry entry) {
    return switch (entry) {
      case TreeEntry.File file -> file.path().text();
      case TreeEntry.Directory directory -> directory.path().text() + "/";
    };
  }

  static @Nullable Oid lastCommit(TreeEntry entry) {
    CommitFacts last = entry.lastCommit();
    return last == null ? null : last.id();
  }

  String read(Oid commit, String path) throws IOException {
    try (Repository repository = store.open(REPOSITORY)) {
      Optional<TreeEntry> entry = repository.entry(commit, new RepoPath(path));
      return new String(
          repository.open(entry.orElseThrow().oid()).openStream().readAllBytes(), UTF_8);
    }
  }

  Oid head() throws IOException {
    try (Repository repository = store.open(REPOSITORY)) {
      return repository.resolve(Revision.MAIN).commit();
    }
  }
}
