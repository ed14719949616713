package dev.hubdesk.hub.repos;

import dev.hubdesk.protocol.RepoType;
import org.jspecify.annotations.Nullable;

/// A repository that somebody asks for.
///
/// @param namespace null for the caller's own
/// @param isPrivate null for what the namespace's owner has chosen for new repositories
/// @param sdk of a space, else null
public record NewRepository(
    RepoType type,
    @Nullable String namespace,
    String name,
    @Nullable Boolean isPrivate,
    @Nullable String sdk) {}
