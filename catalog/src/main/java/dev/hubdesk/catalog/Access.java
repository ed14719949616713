package dev.hubdesk.catalog;

import org.jspecify.annotations.Nullable;

/// Who may read a repository, said in SQL once.
final class Access {

  /// A condition on the row `r` of `repository` and the parameter `:viewer`: it is public, or its
  /// owner is the viewer or an organisation of the viewer.
  static final String READABLE =
      """
      (r.is_private = FALSE
       OR r.owner = :viewer
       OR EXISTS (SELECT 1 FROM membership m WHERE m.organization = r.owner AND m.account = :viewer))
      """;

  /// Stands for someone not signed in; no account has this id.
  private static final long NOBODY = 0;

  private Access() {}

  static long viewer(@Nullable Long account) {
    return account == null ? NOBODY : account;
  }
}
