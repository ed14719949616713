package dev.hubdesk.desk.plan;

import dev.hubdesk.protocol.RepoPath;
import java.util.Locale;

/// One filter of a request, compared without regard to case.
///
/// Not exact: any part of the path. Exact, by the filter's form:
///
/// | form | meets |
/// |---|---|
/// | starts and ends in `/` | a directory, from the root |
/// | ends in `/` | a run of whole directories |
/// | starts with `.` | the end of the path |
/// | holds `/` | the whole path; a leading `/` stands for the root |
/// | holds `-`, `.` or a space | a run of whole segments of the file's name |
/// | else | one directory, or one segment of the file's name |
///
/// Segments of a name are parted by `-`, `.` and space, not by `_`: `q6_k` is not `q6_k_xl`.
record Filter(String text, boolean exact) {

  Filter {
    text = text.toLowerCase(Locale.ROOT);
  }

  boolean matches(RepoPath path) {
    return matches(path.text().toLowerCase(Locale.ROOT));
  }

  /// The same for a path in lower case.
  boolean matches(String lower) {
    if (text.isEmpty()) {
      return false;
    }
    return exact ? matchesExactly(lower) : lower.contains(text);
  }

  private boolean matchesExactly(String path) {
    if (text.startsWith("/") && text.endsWith("/")) {
      return path.startsWith(text.substring(1));
    }
    int slash = path.lastIndexOf('/');
    String directories = "/" + path.substring(0, slash + 1);
    String name = path.substring(slash + 1);
    if (text.endsWith("/")) {
      return directories.contains("/" + text);
    }
    if (text.startsWith(".")) {
      return path.endsWith(text);
    }
    if (text.contains("/")) {
      return text.equals(path) || text.equals("/" + path);
    }
    return holdsWholeSegments(name)
        || (!holdsDelimiter() && directories.contains("/" + text + "/"));
  }

  private boolean holdsDelimiter() {
    return text.chars().anyMatch(Filter::isDelimiter);
  }

  private boolean holdsWholeSegments(String name) {
    for (int at = name.indexOf(text); at >= 0; at = name.indexOf(text, at + 1)) {
      int end = at + text.length();
      boolean starts = at == 0 || isDelimiter(name.charAt(at - 1));
      boolean ends = end == name.length() || isDelimiter(name.charAt(end));
      if (starts && ends) {
        return true;
      }
    }
    return false;
  }

  private static boolean isDelimiter(int c) {
    return c == '-' || c == '.' || c == ' ';
  }
}
