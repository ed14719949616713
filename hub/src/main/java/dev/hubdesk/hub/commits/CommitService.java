package dev.hubdesk.hub.commits;

import dev.hubdesk.catalog.LfsObjects;
import dev.hubdesk.catalog.LinkedLfs;
import dev.hubdesk.catalog.RepositoryRow;
import dev.hubdesk.git.CommitDraft;
import dev.hubdesk.git.GitStore;
import dev.hubdesk.git.Repository;
import dev.hubdesk.hub.Authors;
import dev.hubdesk.hub.DraftedLfs;
import dev.hubdesk.hub.HubLimits;
import dev.hubdesk.hub.access.Caller;
import dev.hubdesk.hub.access.RepoGate;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.LfsPointer;
import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.RefName;
import dev.hubdesk.protocol.RepoId;
import dev.hubdesk.protocol.Revision;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes a commit of a streamed list of operations: all of it or nothing.
public final class CommitService {

  private final RepoGate gate;
  private final GitStore git;
  private final LfsObjects lfsObjects;
  private final HubLimits limits;
  private final Path scratch;
  private final Clock clock;

  /// @param scratch a directory for content that is not small
  public CommitService(
      RepoGate gate,
      GitStore git,
      LfsObjects lfsObjects,
      HubLimits limits,
      Path scratch,
      Clock clock) {
    this.gate = gate;
    this.git = git;
    this.lfsObjects = lfsObjects;
    this.limits = limits;
    this.scratch = scratch;
    this.clock = clock;
  }

  /// Whether the caller may commit here; said before the body is looked at.
  ///
  /// @throws FailureException with `RepoNotFound`, `NotSignedIn` or `Forbidden`
  public RepositoryRow admit(Caller caller, RepoId id) {
    return gate.writable(caller, id);
  }

  /// Commits the operations of a body to a branch.
  ///
  /// @param repository what [#admit] has admitted
  /// @throws FailureException with `RevisionNotFound` when there is no such branch, `StaleParent`,
  ///   `EntryNotFound` when a deleted or copied path does not exist, `Unprocessable` when an LFS
  ///   object is not there for the author, and what [CommitReader] throws
  public Oid commit(Caller caller, RepositoryRow repository, Revision revision, InputStream body)
      throws IOException {
    Caller.SignedIn author = caller.writer();
    try (Repository history = git.open(repository.key())) {
      RefName branch = history.branch(revision);
      try (CommitDraft draft = history.draft(branch);
          CopySources sources = new CopySources(gate, git, caller, history, revision);
          CommitReader reader = new CommitReader(body, limits(repository), scratch)) {
        CommitLine.Header header = header(reader);
        var lfs = new LfsGrants(lfsObjects, author.account().id(), repository.key(), clock);
        add(reader, draft, lfs, sources);
        Collection<LfsPointer> pointers = draft.pointers();
        lfs.check(pointers);
        var text =
            new CommitDraft.CommitText(
                header.summary(),
                header.description(),
                Authors.signature(author.account(), clock.instant()),
                author.account().id());
        List<LinkedLfs> files = DraftedLfs.of(draft, branch, clock.instant());
        CommitDraft.Outcome outcome =
            draft.publish(text, header.parent(), List.of(lfsObjects.link(repository.key(), files)));
        if (!outcome.changed() && !files.isEmpty()) {
          // The pointers are there; what they name may have been deleted for good and come back.
          lfsObjects.linkNow(repository.key(), files);
        }
        return outcome.head();
      } catch (FailureException e) {
        throw explained(e);
      }
    }
  }

  /// A repository's own threshold decides what a commit may bring as a regular file.
  private HubLimits limits(RepositoryRow repository) {
    @Nullable Long own = repository.settings().lfs().threshold();
    return own == null ? limits : limits.withLfsThreshold(own);
  }

  private static CommitLine.Header header(CommitReader reader) throws IOException {
    try (CommitLine first = reader.next()) {
      if (first instanceof CommitLine.Header header) {
        return header;
      }
    }
    throw new FailureException(
        new Failure.BadRequest("The first line of a commit must be its header"));
  }

  private static void add(
      CommitReader reader, CommitDraft draft, LfsGrants lfs, CopySources sources)
      throws IOException {
    @Nullable CommitLine line;
    while ((line = reader.next()) != null) {
      try (CommitLine operation = line) {
        switch (operation) {
          case CommitLine.Header _ ->
              throw new FailureException(
                  new Failure.BadRequest("A commit has one header, in its first line"));
          case CommitLine.RegularFile file -> {
            try (InputStream content = file.content().open()) {
              draft.addFile(file.path(), content, file.content().size());
            }
          }
          case CommitLine.LfsFile file -> draft.addPointer(file.path(), lfs.pointer(file));
          case CommitLine.Copy copy -> sources.copy(copy, draft);
          case CommitLine.Deletion deletion -> draft.delete(deletion.path());
        }
      }
    }
  }

  /// The words that stock clients look for.
  private static FailureException explained(FailureException e) {
    return e.failure() instanceof Failure.EntryNotFound missing
        ? new FailureException(
            new Failure.EntryNotFound(
                missing.path(),
                missing.commit(),
                "A file with this name doesn't exist: " + missing.path()))
        : e;
  }
}
