package dev.hubdesk.hub.commits;

import dev.hubdesk.catalog.LfsObjects;
import dev.hubdesk.catalog.RepositoryRow;
import dev.hubdesk.git.GitStore;
import dev.hubdesk.git.IgnoreRules;
import dev.hubdesk.git.LfsAttributes;
import dev.hubdesk.git.Repository;
import dev.hubdesk.git.Resolved;
import dev.hubdesk.hub.HubLimits;
import dev.hubdesk.hub.access.Caller;
import dev.hubdesk.hub.access.RepoGate;
import dev.hubdesk.protocol.LfsPointer;
import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.RepoId;
import dev.hubdesk.protocol.RepoPath;
import dev.hubdesk.protocol.Revision;
import dev.hubdesk.protocol.Sha256;
import dev.hubdesk.protocol.TreeEntry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Tells a client, before it uploads, which files go to LFS, which need not be sent, and which are
/// there already.
public final class PreuploadService {

  private static final RepoPath IGNORE_FILE = new RepoPath(".gitignore");

  private final RepoGate gate;
  private final GitStore git;
  private final LfsRules server;
  private final LfsObjects objects;

  /// @param server the rules that hold where a repository has none
  public PreuploadService(RepoGate gate, GitStore git, LfsRules server, LfsObjects objects) {
    this.gate = gate;
    this.git = git;
    this.server = server;
    this.objects = objects;
  }

  /// Answers for every file, in the order asked.
  ///
  /// @throws dev.hubdesk.protocol.FailureException with `RepoNotFound`, `NotSignedIn`, `Forbidden`
  ///   or `RevisionNotFound`
  public Answer ask(Caller caller, RepoId id, Revision revision, Question question)
      throws IOException {
    RepositoryRow row = gate.writable(caller, id);
    LfsRules rules = server.with(row.settings().lfs());
    try (Repository repository = git.open(row.key())) {
      Resolved base = repository.resolve(revision);
      LfsAttributes attributes = attributes(repository, base.commit(), question.gitAttributes());
      IgnoreRules ignored = ignored(repository, base.commit(), question.gitIgnore());
      Map<RepoPath, TreeEntry.File> present = present(repository, base.commit(), question);
      removeGone(row.key(), present);
      var answers = new ArrayList<FileAnswer>();
      for (FileQuestion file : question.files()) {
        boolean lfs = rules.isLfs(file.path(), file.size(), file.sample(), attributes);
        answers.add(
            new FileAnswer(
                file.path(),
                lfs,
                ignored.ignores(file.path()),
                contentId(present.get(file.path()))));
      }
      return new Answer(base.commit(), answers);
    }
  }

  private static LfsAttributes attributes(
      Repository repository, Oid commit, @Nullable String given) {
    return given == null ? repository.attributes(commit) : repository.attributes(commit, given);
  }

  private static IgnoreRules ignored(Repository repository, Oid commit, @Nullable String given)
      throws IOException {
    if (given != null) {
      byte[] text = given.getBytes(StandardCharsets.UTF_8);
      int length = Math.min(text.length, HubLimits.MAX_IGNORE_BYTES);
      return IgnoreRules.parse(
          new ByteArrayInputStream(text, 0, length), HubLimits.MAX_IGNORE_RULES);
    }
    if (repository.entry(commit, IGNORE_FILE).orElse(null) instanceof TreeEntry.File file
        && file.lfs() == null) {
      try (InputStream content = repository.open(file.oid()).openStream()) {
        return IgnoreRules.parse(
            new ByteArrayInputStream(content.readNBytes(HubLimits.MAX_IGNORE_BYTES)),
            HubLimits.MAX_IGNORE_RULES);
      }
    }
    return IgnoreRules.NONE;
  }

  private static Map<RepoPath, TreeEntry.File> present(
      Repository repository, Oid commit, Question question) throws IOException {
    List<RepoPath> paths = question.files().stream().map(FileQuestion::path).toList();
    var files = new HashMap<RepoPath, TreeEntry.File>();
    for (TreeEntry entry : repository.entries(commit, paths)) {
      if (entry instanceof TreeEntry.File file) {
        files.put(file.path(), file);
      }
    }
    return files;
  }

  /// A pointer whose object was deleted for good is no reason not to upload it again.
  private void removeGone(long key, Map<RepoPath, TreeEntry.File> present) {
    var named = new HashSet<Sha256>();
    for (TreeEntry.File file : present.values()) {
      @Nullable LfsPointer pointer = file.lfs();
      if (pointer != null) {
        named.add(pointer.oid());
      }
    }
    if (named.isEmpty()) {
      return;
    }
    Set<Sha256> held = objects.linked(key, named);
    present
        .values()
        .removeIf(file -> {
          @Nullable LfsPointer pointer = file.lfs();
          return pointer != null && !held.contains(pointer.oid());
        });
  }

  /// What a client compares with its own file: SHA-256 for LFS files, git's id for others.
  private static @Nullable String contentId(TreeEntry.@Nullable File file) {
    if (file == null) {
      return null;
    }
    @Nullable LfsPointer pointer = file.lfs();
    return pointer == null ? file.oid().hex() : pointer.oid().hex();
  }

  /// What a client asks.
  ///
  /// @param gitIgnore rules to use instead of the stored `.gitignore`
  /// @param gitAttributes of the same commit, to use instead of those stored in the root
  public record Question(
      List<FileQuestion> files, @Nullable String gitIgnore, @Nullable String gitAttributes) {

    public Question {
      files = List.copyOf(files);
    }
  }

  /// A file that a client means to commit.
  ///
  /// @param sample the first bytes of the content, up to 512
  @SuppressWarnings("ArrayRecordComponent") // read once, never compared
  public record FileQuestion(RepoPath path, long size, byte[] sample) {}

  /// The answers.
  ///
  /// @param commit where the revision stands
  public record Answer(Oid commit, List<FileAnswer> files) {

    public Answer {
      files = List.copyOf(files);
    }
  }

  /// The answer for a file.
  ///
  /// @param contentId of the file that stands there now: SHA-256 of an LFS file, else git's id
  public record FileAnswer(
      RepoPath path, boolean lfs, boolean ignored, @Nullable String contentId) {}
}
