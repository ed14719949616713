package dev.hubdesk.git;

import dev.hubdesk.protocol.Oid;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;

/// The commits to which the refs of a repository lead. Git lets a tag name anything: what leads to
/// no commit is left out.
final class RefTips {

  private final GitStore store;
  private final long repository;

  RefTips(GitStore store, long repository) {
    this.store = store;
    this.repository = repository;
  }

  Set<Oid> commits() throws IOException {
    Set<Oid> tips = new LinkedHashSet<>();
    try (View view = store.view(repository)) {
      for (RefRecord ref : store.ledger().refs(repository)) {
        ObjectId id = Ids.of(ref.commit());
        if (view.objects().open(id).getType() == Constants.OBJ_COMMIT) {
          tips.add(ref.commit());
        }
      }
    }
    return tips;
  }
}
