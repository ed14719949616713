package dev.hubdesk.hubclient;

import dev.hubdesk.protocol.RepoPath;
import dev.hubdesk.protocol.Revision;
import org.jspecify.annotations.Nullable;

/// What a request was about, so that a bare 404 can be told in the right words.
///
/// @param revision null when no revision was named
/// @param path null when no path was named
record Asked(Kind kind, @Nullable Revision revision, @Nullable RepoPath path) {

  static final Asked LIST = new Asked(Kind.OTHER, null, null);

  enum Kind {
    REPOSITORY,
    ENTRY,
    OTHER
  }

  static Asked repository(@Nullable Revision revision) {
    return new Asked(Kind.REPOSITORY, revision, null);
  }

  static Asked entry(Revision revision, RepoPath path) {
    return new Asked(Kind.ENTRY, revision, path);
  }
}
