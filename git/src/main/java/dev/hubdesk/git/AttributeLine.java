package dev.hubdesk.git;

import dev.hubdesk.protocol.RepoPath;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// A line of `.gitattributes`: a pattern and what holds for it.
record AttributeLine(String pattern, String attributes) {

  private static final String LFS = "filter=lfs diff=lfs merge=lfs -text";
  private static final String SPACE = "[[:space:]]";

  /// The line that makes one path LFS. The leading slash binds it to the root, and keeps `!`, `#`
  /// and `"` from meaning something at the start of a line; a space is written as git-lfs writes
  /// it.
  static String lfs(RepoPath path) {
    var pattern = new StringBuilder("/");
    for (char c : path.text().toCharArray()) {
      switch (c) {
        case ' ' -> pattern.append(SPACE);
        case '*', '?', '[' -> pattern.append('\\').append(c);
        default -> pattern.append(c);
      }
    }
    return pattern.append(' ').append(LFS).toString();
  }

  /// @param line without surrounding blanks, not empty
  static AttributeLine parse(String line) {
    if (line.startsWith("\"")) {
      int end = closingQuote(line);
      if (end > 0) {
        return new AttributeLine(unquote(line.substring(1, end)), line.substring(end + 1));
      }
    }
    int start = line.startsWith("[attr]") ? "[attr]".length() : 0;
    int end = start;
    while (end < line.length() && line.charAt(end) != ' ' && line.charAt(end) != '\t') {
      end++;
    }
    return new AttributeLine(line.substring(0, end), line.substring(end));
  }

  private static int closingQuote(String line) {
    for (int i = 1; i < line.length(); i++) {
      if (line.charAt(i) == '\\') {
        i++;
      } else if (line.charAt(i) == '"') {
        return i;
      }
    }
    return -1;
  }

  /// Undoes git's C-style quoting: `\"`, `\\`, `\n` and the like, and bytes in octal.
  private static String unquote(String quoted) {
    byte[] in = quoted.getBytes(StandardCharsets.UTF_8);
    var out = new ByteArrayOutputStream();
    for (int i = 0; i < in.length; i++) {
      if (in[i] != '\\' || i + 1 == in.length) {
        out.write(in[i]);
      } else if (in[i + 1] >= '0' && in[i + 1] <= '3' && i + 3 < in.length) {
        out.write((in[i + 1] - '0') << 6 | (in[i + 2] - '0') << 3 | (in[i + 3] - '0'));
        i += 3;
      } else {
        i++;
        int escape = "abtnvfr".indexOf(in[i]);
        out.write(escape < 0 ? in[i] : "\u0007\b\t\n\u000b\f\r".charAt(escape));
      }
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  /// The one path that the pattern matches; null when it may match several.
  @Nullable String exactPath() {
    if (pattern.indexOf('/') < 0) {
      return null;
    }
    var path = new StringBuilder();
    for (int i = pattern.startsWith("/") ? 1 : 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == '\\' && i + 1 < pattern.length()) {
        path.append(pattern.charAt(++i));
      } else if (pattern.startsWith(SPACE, i)) {
        path.append(' ');
        i += SPACE.length() - 1;
      } else if (c == '*' || c == '?' || c == '[' || c == '\\') {
        return null;
      } else {
        path.append(c);
      }
    }
    return path.toString();
  }
}
