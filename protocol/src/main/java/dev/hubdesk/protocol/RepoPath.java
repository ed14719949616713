package dev.hubdesk.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/// A path inside a repository: parts joined by `/`, without a leading or trailing slash. [#ROOT] is
/// the empty path.
///
/// Refused are `.`, `..`, `.git` in any case, empty parts, backslashes, control characters, text
/// that is not valid Unicode, parts over [#MAX_PART_BYTES], more than [#MAX_PARTS] of them, and
/// paths over [#MAX_BYTES] (UTF-8): a path that is accepted can be checked out on any system's git
/// and never leaves its root.
public record RepoPath(String text) implements Comparable<RepoPath> {

  /// The longest path, in UTF-8 bytes.
  public static final int MAX_BYTES = 4096;

  /// The longest part between slashes, in UTF-8 bytes.
  public static final int MAX_PART_BYTES = 255;

  /// The most parts of a path: whoever walks down a tree may recurse.
  public static final int MAX_PARTS = 255;

  /// The root directory.
  public static final RepoPath ROOT = new RepoPath("");

  public RepoPath {
    String fault = faultOf(text);
    if (!fault.isEmpty()) {
      throw new FailureException(new Failure.InvalidPath(text, fault));
    }
  }

  /// Reads a path as clients send it: a leading or trailing slash is dropped.
  ///
  /// @throws FailureException with [Failure.InvalidPath] when the path breaks the rules
  public static RepoPath parse(String text) {
    int start = text.startsWith("/") ? 1 : 0;
    int end = text.endsWith("/") && text.length() > start ? text.length() - 1 : text.length();
    return new RepoPath(text.substring(start, end));
  }

  /// As [#parse], empty instead of a failure: for places where a path that cannot exist is simply
  /// not there.
  public static Optional<RepoPath> find(String text) {
    try {
      return Optional.of(parse(text));
    } catch (FailureException _) {
      return Optional.empty();
    }
  }

  private static String faultOf(String text) {
    if (text.isEmpty() || isPlain(text)) {
      return "";
    }
    if (text.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
      return "longer than " + MAX_BYTES + " bytes";
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x20 || c == 0x7f) {
        return "holds a control character";
      }
      if (c == '\\') {
        return "holds a backslash";
      }
    }
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      return "is not valid Unicode";
    }
    String[] parts = text.split("/", -1);
    if (parts.length > MAX_PARTS) {
      return "has more than " + MAX_PARTS + " parts";
    }
    for (String part : parts) {
      String fault = faultOfPart(part);
      if (!fault.isEmpty()) {
        return fault;
      }
    }
    return "";
  }

  /// Whether a path is of the kind that nearly all are, without any fault: short, letters, digits
  /// and `_ - . /` alone, no part beginning with a dot. Listings make many thousands of paths.
  private static boolean isPlain(String text) {
    int length = text.length();
    if (length > MAX_PART_BYTES) {
      return false;
    }
    char before = '/';
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      boolean plain =
          (c >= 'a' && c <= 'z')
              || (c >= '0' && c <= '9')
              || (c >= 'A' && c <= 'Z')
              || c == '_'
              || c == '-'
              || ((c == '.' || c == '/') && before != '/');
      if (!plain) {
        return false;
      }
      before = c;
    }
    return before != '/';
  }

  private static String faultOfPart(String part) {
    if (part.isEmpty()) {
      return "has an empty part";
    }
    if (part.equals(".") || part.equals("..")) {
      return "has a '" + part + "' part";
    }
    if (part.toLowerCase(Locale.ROOT).equals(".git")) {
      return "has a '.git' part";
    }
    if (part.getBytes(StandardCharsets.UTF_8).length > MAX_PART_BYTES) {
      return "has a part longer than " + MAX_PART_BYTES + " bytes";
    }
    return "";
  }

  public boolean isRoot() {
    return text.isEmpty();
  }

  /// The last part; empty for the root.
  public String name() {
    return text.substring(text.lastIndexOf('/') + 1);
  }

  /// The directory that holds this path; the root holds itself.
  public RepoPath parent() {
    int slash = text.lastIndexOf('/');
    return slash < 0 ? ROOT : new RepoPath(text.substring(0, slash));
  }

  /// The path of an entry inside this directory.
  public RepoPath child(String name) {
    return new RepoPath(isRoot() ? name : text + "/" + name);
  }

  /// Whether this path is `directory` or lies below it.
  public boolean isWithin(RepoPath directory) {
    return directory.isRoot()
        || text.equals(directory.text)
        || text.startsWith(directory.text + "/");
  }

  @Override
  public int compareTo(RepoPath other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
