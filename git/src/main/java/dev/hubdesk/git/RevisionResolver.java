package dev.hubdesk.git;

import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.RefName;
import dev.hubdesk.protocol.Revision;
import java.io.IOException;
import java.util.regex.Pattern;
import org.eclipse.jgit.lib.AbbreviatedObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.jspecify.annotations.Nullable;

/// Finds what a revision stands for. A full commit id that exists comes first, so that nobody can
/// put a branch of that name in its place.
final class RevisionResolver {

  private static final Pattern SHORT_ID =
      Pattern.compile("[0-9a-f]{" + Repository.MIN_SHORT_ID + "," + (Oid.LENGTH - 1) + "}");

  private final View view;

  RevisionResolver(View view) {
    this.view = view;
  }

  Resolved resolve(Revision revision) throws IOException {
    String text = revision.text();
    Resolved found = fullId(text);
    if (found == null) {
      found = text.equals(Constants.HEAD) ? ref(RefName.MAIN.full()) : named(text);
    }
    if (found == null) {
      found = shortId(text);
    }
    if (found == null) {
      throw new FailureException(new Failure.RevisionNotFound(text));
    }
    return found;
  }

  private @Nullable Resolved fullId(String text) throws IOException {
    Oid id = Oid.parse(text).orElse(null);
    return id != null && isCommit(Ids.of(id)) ? new Resolved(id, null) : null;
  }

  private @Nullable Resolved named(String text) throws IOException {
    for (String prefix : new String[] {"", Constants.R_HEADS, Constants.R_TAGS}) {
      Resolved found = ref(prefix + text);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private @Nullable Resolved ref(String full) throws IOException {
    RefRecord ref =
        RefName.parse(full)
            .flatMap(name -> view.ledger().ref(view.repository(), name))
            .orElse(null);
    // Git lets a tag name anything.
    if (ref == null || (ref.name().isTag() && !isCommit(Ids.of(ref.commit())))) {
      return null;
    }
    return new Resolved(ref.commit(), ref.name());
  }

  private @Nullable Resolved shortId(String text) throws IOException {
    if (!SHORT_ID.matcher(text).matches()) {
      return null;
    }
    Resolved found = null;
    for (ObjectId id : view.objects().resolve(AbbreviatedObjectId.fromString(text))) {
      if (isCommit(id)) {
        if (found != null) {
          return null;
        }
        found = new Resolved(Ids.of(id), null);
      }
    }
    return found;
  }

  private boolean isCommit(ObjectId id) throws IOException {
    ObjectReader objects = view.objects();
    return objects.has(id)
        && objects.open(id, ObjectReader.OBJ_ANY).getType() == Constants.OBJ_COMMIT;
  }
}
