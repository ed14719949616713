package dev.hubdesk.git;

import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.RepoPath;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// What stands at the paths of a commit, whose tree is opened when the first is asked for.
final class CommitPaths implements TreeAttributes.Lookup {

  private final View view;
  private final Oid commit;
  private @Nullable PathFinder finder;

  CommitPaths(View view, Oid commit) {
    this.view = view;
    this.commit = commit;
  }

  @Override
  public @Nullable TreeItem find(RepoPath path) throws IOException {
    PathFinder paths = finder;
    if (paths == null) {
      paths = new PathFinder(view.trees(), view.rootOf(Ids.of(commit)));
      finder = paths;
    }
    return paths.find(path);
  }
}
