package dev.hubdesk.hub;

import dev.hubdesk.catalog.LinkedLfs;
import dev.hubdesk.git.CommitDraft;
import dev.hubdesk.protocol.LfsPointer;
import dev.hubdesk.protocol.RefName;
import dev.hubdesk.protocol.RepoPath;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The LFS files that a draft brings into a repository.
public final class DraftedLfs {

  private DraftedLfs() {}

  /// The files, with where and when they come in.
  public static List<LinkedLfs> of(CommitDraft draft, RefName branch, Instant now) {
    Map<LfsPointer, RepoPath> paths = draft.pointerPaths();
    return draft.pointers().stream()
        .map(object -> {
          @Nullable RepoPath path = paths.get(object);
          return new LinkedLfs(object, path == null ? null : path.text(), branch.full(), now);
        })
        .toList();
  }
}
