package dev.hubdesk.catalog;

import dev.hubdesk.protocol.RepoId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A repository as the catalog knows it.
///
/// @param key the id that never changes and never returns, whatever the repository is called
/// @param owner the account whose namespace it is in
/// @param creator the account that made it; null when that is not known
/// @param updatedAt when a ref last moved
/// @param sdk of a space: gradio, docker, static, streamlit
/// @param likes how many accounts like it
public record RepositoryRow(
    long key,
    RepoId id,
    long owner,
    @Nullable Long creator,
    boolean isPrivate,
    Instant createdAt,
    Instant updatedAt,
    @Nullable String sdk,
    long likes,
    RepositorySettings settings) {

  /// A new repository, made by its owner.
  public RepositoryRow(
      long key,
      RepoId id,
      long owner,
      boolean isPrivate,
      Instant createdAt,
      Instant updatedAt,
      @Nullable String sdk) {
    this(
        key, id, owner, owner, isPrivate, createdAt, updatedAt, sdk, 0, RepositorySettings.DEFAULT);
  }

  /// The same, made by somebody else than its owner.
  public RepositoryRow withCreator(long account) {
    return new RepositoryRow(
        key, id, owner, account, isPrivate, createdAt, updatedAt, sdk, likes, settings);
  }

  /// The same, hidden from strangers or not.
  public RepositoryRow withPrivate(boolean other) {
    return new RepositoryRow(
        key, id, owner, creator, other, createdAt, updatedAt, sdk, likes, settings);
  }

  /// The same with other settings.
  public RepositoryRow withSettings(RepositorySettings other) {
    return new RepositoryRow(
        key, id, owner, creator, isPrivate, createdAt, updatedAt, sdk, likes, other);
  }
}
