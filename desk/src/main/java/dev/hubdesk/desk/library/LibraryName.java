package dev.hubdesk.desk.library;

import dev.hubdesk.desk.cache.FolderName;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.RepoId;
import dev.hubdesk.protocol.RepoType;
import java.nio.file.Path;
import java.util.Optional;

/// What a request calls a repository: `owner/name`, or one of the few names without an owner.
record LibraryName(String text) {

  LibraryName {
    boolean alone = RepoId.isPart(text);
    if (!alone && RepoId.parse(RepoType.MODEL, text).isEmpty()) {
      throw new FailureException(
          new Failure.BadRequest("Invalid repo format: Expected owner/name"));
    }
  }

  /// The folder in a cache root.
  Path folder(Path root, RepoType type) {
    return root.resolve(new FolderName(type, text).text());
  }

  /// The id; empty for a name without an owner.
  Optional<RepoId> id(RepoType type) {
    return RepoId.parse(type, text);
  }

  /// The type that a request says.
  ///
  /// @throws FailureException with BadRequest when there is no such type
  static RepoType type(String text) {
    return RepoType.bySingular(text)
        .orElseThrow(() ->
            new FailureException(
                new Failure.BadRequest("Invalid type: it is model, dataset or space")));
  }
}
