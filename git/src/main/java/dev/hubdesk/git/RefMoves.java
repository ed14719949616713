package dev.hubdesk.git;

import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.RefName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.TagBuilder;
import org.jspecify.annotations.Nullable;

/// Creates, moves and deletes branches and tags. Each call is one transaction with its line of the
/// ref log, and happens only if the ref still stands where it was seen.
public final class RefMoves {

  private final GitStore store;
  private final View view;
  private final long actor;

  /// @param actor the account's id, for the ref log
  RefMoves(GitStore store, View view, long actor) {
    this.store = store;
    this.view = view;
    this.actor = actor;
  }

  /// Creates a branch or a light tag.
  ///
  /// @throws FailureException with `Conflict` when it exists, or stands above or below another ref
  public void create(RefName name, Oid commit) throws IOException {
    if (!publish(new RefChange(name, null, commit, null), "create " + kind(name))) {
      throw exists(name);
    }
  }

  /// Creates an annotated tag: an object with a message of its own, to which the ref points.
  ///
  /// @throws FailureException with `Conflict` when the tag exists, or stands above or below another
  public void createTag(RefName name, Oid commit, String message, Commit.Signature tagger)
      throws IOException {
    PackShelf shelf = store.shelf(view.repository());
    try (PackBuilder pack = new PackBuilder(store.scratchFile(), view.objects())) {
      Oid object = Ids.of(pack.insert(Constants.OBJ_TAG, tag(name, commit, message, tagger)));
      if (!pack.isEmpty()) {
        shelf.put(ObjectArea.CONTENT, pack, store.now());
      }
      if (!publish(new RefChange(name, null, object, commit), shelf, "create tag")) {
        throw exists(name);
      }
    } finally {
      shelf.clear();
    }
  }

  private static byte[] tag(RefName name, Oid commit, String message, Commit.Signature tagger)
      throws IOException {
    var tag = new TagBuilder();
    tag.setTag(name.shortName());
    tag.setObjectId(Ids.of(commit), Constants.OBJ_COMMIT);
    tag.setTagger(new PersonIdent(tagger.name(), tagger.email(), tagger.when(), ZoneOffset.UTC));
    tag.setEncoding(StandardCharsets.UTF_8);
    // Git takes a NUL for the end of the message.
    tag.setMessage(message.strip().replace('\0', ' ') + "\n");
    return tag.build();
  }

  static FailureException exists(RefName name) {
    return new FailureException(
        new Failure.Conflict("Reference " + name + " already exists", null));
  }

  /// Lets a branch stand at a commit, wherever it stood before, if anywhere.
  ///
  /// @throws FailureException with `Conflict` when the name stands above or below another ref
  public void put(RefName name, Oid commit) throws IOException {
    move(name, commit, "move " + kind(name));
  }

  /// Moves a branch forward.
  ///
  /// @param from where it must stand
  /// @throws FailureException with `StaleParent` when it stands elsewhere
  public void advance(RefName name, Oid from, Oid to) throws IOException {
    if (!publish(new RefChange(name, from, to, null), "fast-forward")) {
      throw new FailureException(new Failure.StaleParent());
    }
  }

  /// Deletes a branch or a tag. What it led to can be reached by its id until it is collected.
  ///
  /// @throws FailureException with `RevisionNotFound` when there is no such ref
  public void delete(RefName name) throws IOException {
    move(name, null, "delete " + kind(name));
  }

  private void move(RefName name, @Nullable Oid to, String reason) throws IOException {
    for (int i = 0; i < Publisher.MAX_ATTEMPTS; i++) {
      Optional<RefRecord> now = view.ledger().ref(view.repository(), name);
      if (to == null && now.isEmpty()) {
        throw new FailureException(new Failure.RevisionNotFound(name.shortName()));
      }
      Oid from = now.map(RefRecord::target).orElse(null);
      boolean there = to != null && to.equals(from);
      if (there || publish(new RefChange(name, from, to, null), reason)) {
        return;
      }
    }
    throw Publisher.tooManyOthers();
  }

  private boolean publish(RefChange change, String reason) throws IOException {
    return publish(change, store.shelf(view.repository()), reason);
  }

  /// @return false when the ref does not stand where it was seen
  private boolean publish(RefChange change, PackShelf shelf, String reason) throws IOException {
    List<PackRecord> packs = shelf.packs();
    long collections = store.ledger().upkeep().collections(view.repository());
    requireThere(change, packs);
    Oid commit = change.peeled() == null ? change.to() : change.peeled();
    if (commit != null) {
      store.indexSoon(view.repository(), commit);
    }
    var publication =
        new Publication(
            view.repository(),
            actor,
            reason,
            store.now(),
            packs,
            List.of(change),
            Map.of(),
            Map.of(),
            Map.of(),
            collections);
    try {
      shelf.publish(store.ledger(), publication, List.of());
      return true;
    } catch (PublicationRefusedException e) {
      return switch (e) {
        case RefMovedException _ -> false;
        case ObjectsCollectedException _ -> throw Publisher.metCollection();
      };
    }
  }

  /// What the ref is to name was seen a while ago; a collection may have taken it since.
  private void requireThere(RefChange change, List<PackRecord> packs) throws IOException {
    try (View fresh = store.view(view.repository())) {
      Oid to = change.to();
      Oid peeled = change.peeled();
      for (Oid needed : Arrays.asList(packs.isEmpty() ? to : null, peeled)) {
        if (needed != null && !fresh.objects().has(Ids.of(needed))) {
          throw new FailureException(new Failure.RevisionNotFound(needed.hex()));
        }
      }
    }
  }

  private static String kind(RefName name) {
    return name.isTag() ? "tag" : name.isBranch() ? "branch" : "ref";
  }
}
