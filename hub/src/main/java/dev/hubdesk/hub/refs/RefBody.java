package dev.hubdesk.hub.refs;

import com.fasterxml.jackson.annotation.JsonAlias;
import org.jspecify.annotations.Nullable;

/// The bodies of requests that change refs. All that a body says is optional; so is the body.
final class RefBody {

  private RefBody() {}

  /// A new branch.
  ///
  /// @param branch its name, where the path does not tell it
  record Branch(
      @Nullable String branch,
      @JsonAlias("revision") @Nullable String startingPoint,
      @Nullable Boolean emptyBranch,
      @Nullable Boolean overwrite) {}

  /// A new tag.
  ///
  /// @param revision what is tagged, where the path does not tell it
  record Tag(@Nullable String tag, @Nullable String revision, @Nullable String message) {}

  /// A history that becomes one commit.
  record Squash(@Nullable String message) {}

  /// The same for `main` of a repository that the body names.
  record SquashNamed(@Nullable String repo, @Nullable String type) {}

  /// A branch that goes back to an earlier state.
  record Reset(@Nullable String ref, @Nullable String message, @Nullable Boolean force) {}

  /// A commit that is taken back.
  record Revert(
      @Nullable String ref,
      @JsonAlias("parent_number") @Nullable Integer parentNumber,
      @Nullable String message,
      @JsonAlias("allow_empty") @Nullable Boolean allowEmpty) {}

  /// A branch that is merged.
  record Merge(
      @Nullable String message,
      @Nullable String strategy,
      @JsonAlias("allow_empty") @Nullable Boolean allowEmpty,
      @JsonAlias("squash_merge") @Nullable Boolean squashMerge) {}

  static boolean is(@Nullable Boolean flag) {
    return Boolean.TRUE.equals(flag);
  }

  /// Rules see who asks before they see what is missing.
  static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
