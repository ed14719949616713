package dev.hubdesk.catalog;

import org.jspecify.annotations.Nullable;

/// Who may read a repository, said in SQL once. Each is a condition on the row `r` of `repository`
/// and the parameter `:viewer`.
final class Access {

  /// Its owner is the viewer or an organisation of the viewer, or the viewer administers the Hub.
  private static final String INSIDE =
      """
      (r.owner = :viewer
       OR EXISTS (SELECT 1 FROM membership m WHERE m.organization = r.owner AND m.account = :viewer)
       OR EXISTS (SELECT 1 FROM account v WHERE v.id = :viewer AND v.admin = TRUE))
      """;

  /// The viewer may know of it, and see which files it holds.
  static final String READABLE = "(r.is_private = FALSE OR " + INSIDE + ")\n";

  /// The viewer may read the content of its files.
  static final String CONTENT_READABLE =
      "(r.disabled = FALSE AND ((r.is_private = FALSE AND r.gated IS NULL) OR " + INSIDE + "))\n";

  /// Stands for someone not signed in; no account has this id.
  private static final long NOBODY = 0;

  private Access() {}

  static long viewer(@Nullable Long account) {
    return account == null ? NOBODY : account;
  }
}
