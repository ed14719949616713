package dev.hubdesk.git;

/// Which patterns of `.gitignore` and `.gitattributes` are taken. JGit tries every place for every
/// wildcard of a pattern, so that a dozen of them keep it busy for years; whoever writes the file
/// can make it so.
final class PatternCost {

  /// The most `*` between two slashes, and the most `**` of a pattern.
  static final int MAX_WILDCARDS = 3;

  private PatternCost() {}

  /// Whether matching a path could take too long; then the line is passed over.
  static boolean isTooHigh(String pattern) {
    int directories = 0;
    for (String part : pattern.split("/", -1)) {
      if (part.equals("**")) {
        directories++;
      } else if (part.chars().filter(c -> c == '*').count() > MAX_WILDCARDS) {
        return true;
      }
    }
    return directories > MAX_WILDCARDS;
  }
}
