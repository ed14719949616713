package dev.hubdesk.hub.repos;

import dev.hubdesk.protocol.RepoPath;
import dev.hubdesk.protocol.RepoType;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A repository that somebody asks for.
///
/// @param namespace null for the caller's own
/// @param isPrivate null for what the namespace's owner has chosen for new repositories
/// @param sdk of a space, else null
/// @param files to start with, beside or instead of what every repository starts with
record NewRepository(
    RepoType type,
    @Nullable String namespace,
    String name,
    @Nullable Boolean isPrivate,
    @Nullable String sdk,
    @Nullable License license,
    Map<RepoPath, byte[]> files) {

  NewRepository {
    files = new LinkedHashMap<>(files);
  }
}
