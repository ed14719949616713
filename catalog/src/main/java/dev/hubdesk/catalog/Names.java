package dev.hubdesk.catalog;

import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.RepoId;
import java.util.Set;
import java.util.stream.Collectors;

/// What accounts may be called.
final class Names {

  /// The longest text that is shown beside a name (a full name, an address), in characters.
  static final int MAX_LABEL = 255;

  /// Names that would stand where the server's own paths stand, in lower case. Their lookalikes are
  /// refused as well.
  private static final Set<String> RESERVED =
      Set.of(
          "admin",
          "api",
          "auth",
          "blob",
          "branch",
          "branches",
          "cache",
          "commit",
          "commits",
          "datasets",
          "docs",
          "edit",
          "fallback-sources",
          "health",
          "login",
          "logout",
          "models",
          "new",
          "org",
          "organizations",
          "quota",
          "register",
          "resolve",
          "settings",
          "spaces",
          "stats",
          "swagger",
          "tag",
          "tags",
          "tree",
          "upload",
          "version");

  private static final Set<String> RESERVED_NORMALIZED =
      RESERVED.stream().map(Names::normalized).collect(Collectors.toUnmodifiableSet());

  private Names() {}

  /// A name as lookalikes are compared: lower case, without `-` and `_`.
  static String normalized(String name) {
    return RepoId.fold(name).replace("-", "").replace("_", "");
  }

  /// The same of a folded column, in SQL.
  static String normalizedColumn(String column) {
    return "REPLACE(REPLACE(" + column + ", '-', ''), '_', '')";
  }

  /// Whether an account may be called so.
  static void checkAccount(String name) {
    if (!RepoId.isPart(name)) {
      throw refused(
          "Names of users and organizations are 1 to "
              + RepoId.MAX_PART_LENGTH
              + " of letters, digits, '_', '.', '-', without '--' or '..', not starting or ending"
              + " with '-' or '.'");
    }
  }

  /// Whether a new account may be called so.
  static void checkNotReserved(String name) {
    if (RESERVED_NORMALIZED.contains(normalized(name))) {
      throw refused("The name " + name + " is reserved");
    }
  }

  /// Whether a text may be shown.
  ///
  /// @param what names it in the refusal
  static void checkLabel(String what, String text) {
    if (text.isBlank()
        || text.length() > MAX_LABEL
        || text.chars().anyMatch(Character::isISOControl)) {
      throw refused("The " + what + " is 1 to " + MAX_LABEL + " printable characters");
    }
  }

  private static FailureException refused(String message) {
    return new FailureException(new Failure.BadRequest(message));
  }
}
