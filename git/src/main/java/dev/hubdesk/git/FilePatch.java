package dev.hubdesk.git;

/// The lines by which one file differs.
public final class FilePatch {

  private static final byte[] NOTHING = {};

  /// Whether there is a text, and if not, why.
  public enum Kind {
    TEXT,
    /// The file is no text.
    BINARY,
    /// The file is over [DiffLimits#fileBytes].
    TOO_LARGE,
    /// [DiffLimits#lines] were told already, or would be exceeded.
    TOO_MANY_LINES
  }

  private final Kind kind;
  private final byte[] text;
  private final int additions;
  private final int deletions;

  private FilePatch(Kind kind, byte[] text, int additions, int deletions) {
    this.kind = kind;
    this.text = text;
    this.additions = additions;
    this.deletions = deletions;
  }

  public Kind kind() {
    return kind;
  }

  /// A unified diff of the file with git's headers; empty unless [Kind#TEXT].
  public byte[] text() {
    return text;
  }

  /// Lines that are new; 0 where lines were not compared.
  public int additions() {
    return additions;
  }

  /// Lines that are gone; 0 where lines were not compared.
  public int deletions() {
    return deletions;
  }

  static FilePatch without(Kind kind, int additions, int deletions) {
    return new FilePatch(kind, NOTHING, additions, deletions);
  }

  /// Counts the lines of a unified diff.
  static FilePatch of(byte[] text) {
    int additions = 0;
    int deletions = 0;
    boolean inHunks = false;
    for (int at = 0; at < text.length; at = nextLine(text, at)) {
      if (text[at] == '@') {
        inHunks = true;
      } else if (!inHunks && startsBinary(text, at)) {
        return without(Kind.BINARY, 0, 0);
      } else if (inHunks && text[at] == '+') {
        additions++;
      } else if (inHunks && text[at] == '-') {
        deletions++;
      }
    }
    return new FilePatch(Kind.TEXT, text, additions, deletions);
  }

  private static boolean startsBinary(byte[] text, int at) {
    String word = "Binary files ";
    for (int i = 0; i < word.length(); i++) {
      if (at + i >= text.length || text[at + i] != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static int nextLine(byte[] text, int from) {
    int at = from;
    while (at < text.length && text[at] != '\n') {
      at++;
    }
    return at + 1;
  }

  /// How many lines the text has.
  int lines() {
    int lines = 0;
    for (byte b : text) {
      lines += b == '\n' ? 1 : 0;
    }
    return lines;
  }
}
