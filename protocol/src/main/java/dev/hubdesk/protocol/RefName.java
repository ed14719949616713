package dev.hubdesk.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The full name of a ref, the thing the server moves: `refs/heads/main`, `refs/tags/v1`,
/// `refs/pr/3`. The rules are those of `git check-ref-format`.
public record RefName(String full) implements Comparable<RefName> {

  /// The longest ref name, in characters.
  public static final int MAX_LENGTH = 255;

  /// The default branch.
  public static final RefName MAIN = branch("main");

  private static final String HEADS = "refs/heads/";
  private static final String TAGS = "refs/tags/";
  private static final String PULL_REQUESTS = "refs/pr/";

  public RefName {
    if (!isValid(full)) {
      throw new FailureException(new Failure.BadRequest("Invalid ref name"));
    }
  }

  /// `refs/heads/<name>`.
  public static RefName branch(String name) {
    return new RefName(HEADS + name);
  }

  /// `refs/tags/<name>`.
  public static RefName tag(String name) {
    return new RefName(TAGS + name);
  }

  /// Reads a full name; empty when it breaks the rules.
  public static Optional<RefName> parse(String full) {
    return isValid(full) ? Optional.of(new RefName(full)) : Optional.empty();
  }

  public boolean isBranch() {
    return full.startsWith(HEADS);
  }

  public boolean isTag() {
    return full.startsWith(TAGS);
  }

  public boolean isPullRequest() {
    return full.startsWith(PULL_REQUESTS);
  }

  /// The name without its prefix: `main`, `v1`, `3`.
  public String shortName() {
    if (isBranch()) {
      return full.substring(HEADS.length());
    }
    if (isTag()) {
      return full.substring(TAGS.length());
    }
    return isPullRequest() ? full.substring(PULL_REQUESTS.length()) : full;
  }

  private static boolean isValid(String full) {
    if (!full.startsWith("refs/")
        || full.length() > MAX_LENGTH
        || full.endsWith(".")
        || !StandardCharsets.UTF_8.newEncoder().canEncode(full)) {
      return false;
    }
    for (int i = 0; i < full.length(); i++) {
      char c = full.charAt(i);
      if (c <= 0x20 || c == 0x7f || "~^:?*[\\".indexOf(c) >= 0) {
        return false;
      }
    }
    if (full.contains("..")
        || full.contains("@{")
        || full.chars().filter(c -> c == '/').count() < 2) {
      return false;
    }
    for (String part : full.split("/", -1)) {
      if (part.isEmpty() || part.startsWith(".") || part.endsWith(".lock")) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int compareTo(RefName other) {
    return full.compareTo(other.full);
  }

  @Override
  public String toString() {
    return full;
  }
}
