package dev.hubdesk.catalog;

import dev.hubdesk.protocol.RepoId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A repository as the catalog knows it.
///
/// @param key the id that never changes and never returns, whatever the repository is called
/// @param owner the account whose namespace it is in
/// @param updatedAt when a ref last moved
/// @param sdk of a space: gradio, docker, static, streamlit
public record RepositoryRow(
    long key,
    RepoId id,
    long owner,
    boolean isPrivate,
    Instant createdAt,
    Instant updatedAt,
    @Nullable String sdk) {}
