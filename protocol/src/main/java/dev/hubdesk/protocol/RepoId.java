package dev.hubdesk.protocol;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The public name of a repository: type, namespace and name. Two ids that differ only in case name
/// the same repository; [#folded()] is what look-ups compare.
///
/// The rules are those the Python client checks before it sends a request (`validate_repo_id`):
/// each part is 1 to 96 of `[A-Za-z0-9_.-]`, holds neither `--` nor `..`, neither starts nor ends
/// with `-` or `.`, and the name does not end in `.git`.
public record RepoId(RepoType type, String namespace, String name) {

  /// The longest namespace or name, in characters.
  public static final int MAX_PART_LENGTH = 96;

  private static final Pattern PART = Pattern.compile("[A-Za-z0-9_.-]{1," + MAX_PART_LENGTH + "}");

  public RepoId {
    if (!isPart(namespace) || !isPart(name) || name.toLowerCase(Locale.ROOT).endsWith(".git")) {
      throw new FailureException(
          new Failure.BadRequest(
              "Repository ids are namespace/name, each 1 to 96 of letters, digits, '_', '.', '-',"
                  + " without '--' or '..', not starting or ending with '-' or '.', and not ending"
                  + " in '.git'"));
    }
  }

  /// Reads `namespace/name`; empty when the text breaks the rules.
  public static Optional<RepoId> parse(RepoType type, String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      return Optional.empty();
    }
    return of(type, text.substring(0, slash), text.substring(slash + 1));
  }

  /// Joins the parts; empty when they break the rules.
  public static Optional<RepoId> of(RepoType type, String namespace, String name) {
    boolean valid =
        isPart(namespace) && isPart(name) && !name.toLowerCase(Locale.ROOT).endsWith(".git");
    return valid ? Optional.of(new RepoId(type, namespace, name)) : Optional.empty();
  }

  /// Whether the text may be a namespace or the name of a repository.
  public static boolean isPart(String text) {
    return PART.matcher(text).matches()
        && !text.contains("--")
        && !text.contains("..")
        && !isEdge(text.charAt(0))
        && !isEdge(text.charAt(text.length() - 1));
  }

  private static boolean isEdge(char c) {
    return c == '-' || c == '.';
  }

  /// `namespace/name`.
  public String path() {
    return namespace + "/" + name;
  }

  /// `namespace/name` as look-ups compare it: lower case.
  public String folded() {
    return fold(path());
  }

  /// Folds a name for comparison.
  public static String fold(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  /// The part of a URL after the endpoint: `datasets/ana/words`.
  public String urlPath() {
    return type.urlPrefix() + path();
  }

  @Override
  public String toString() {
    return urlPath();
  }
}
