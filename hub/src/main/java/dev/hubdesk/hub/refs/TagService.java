package dev.hubdesk.hub.refs;

import dev.hubdesk.git.GitStore;
import dev.hubdesk.git.RefMoves;
import dev.hubdesk.git.Repository;
import dev.hubdesk.hub.Authors;
import dev.hubdesk.hub.access.Caller;
import dev.hubdesk.hub.access.RepoGate;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.RefName;
import dev.hubdesk.protocol.RepoId;
import dev.hubdesk.protocol.Revision;
import java.io.IOException;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/// Makes and deletes tags, for those who may write to the repository.
public final class TagService {

  private final RepoGate gate;
  private final GitStore git;
  private final int maxMessage;
  private final Clock clock;

  /// @param maxMessage the longest message of a tag, in characters
  public TagService(RepoGate gate, GitStore git, int maxMessage, Clock clock) {
    this.gate = gate;
    this.git = git;
    this.maxMessage = maxMessage;
    this.clock = clock;
  }

  /// Makes a tag at a revision: an annotated one when there is a message, else a light one.
  ///
  /// @throws FailureException with `RevisionNotFound`, before the name is looked at; `Conflict`
  ///   when the tag exists, `BadRequest` when no tag can have the name
  void create(Caller caller, RepoId id, Revision at, String name, @Nullable String message)
      throws IOException {
    long key = gate.writable(caller, id).key();
    Caller.SignedIn author = caller.writer();
    try (Repository repository = git.open(key)) {
      Oid commit = repository.resolve(at).commit();
      RefName tag = RefNames.tag(name);
      RefMoves moves = repository.moves(author.account().id());
      if (message == null || message.isBlank()) {
        moves.create(tag, commit);
        return;
      }
      if (message.length() > maxMessage) {
        throw new FailureException(
            new Failure.TooLarge("A tag's message may have " + maxMessage + " characters"));
      }
      moves.createTag(tag, commit, message, Authors.signature(author.account(), clock.instant()));
    }
  }

  /// Deletes a tag.
  ///
  /// @throws FailureException with `RevisionNotFound` when there is no such tag
  void delete(Caller caller, RepoId id, String name) throws IOException {
    long key = gate.writable(caller, id).key();
    try (Repository repository = git.open(key)) {
      repository.moves(caller.writer().account().id()).delete(RefNames.existingTag(name));
    }
  }
}
