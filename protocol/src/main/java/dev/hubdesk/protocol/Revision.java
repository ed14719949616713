package dev.hubdesk.protocol;

/// What a client names when it asks for a state of a repository: a branch, a tag, a full or short
/// commit id, `refs/pr/N`, `refs/heads/x` or `HEAD`. Only the repository can say what it stands
/// for.
public record Revision(String text) {

  /// The longest revision, in characters.
  public static final int MAX_LENGTH = 512;

  /// The branch that a repository starts with and that is meant when no revision is given.
  public static final Revision MAIN = new Revision("main");

  public Revision {
    if (text.isEmpty() || text.length() > MAX_LENGTH || hasControl(text)) {
      throw new FailureException(new Failure.RevisionNotFound(printable(text)));
    }
  }

  private static boolean hasControl(String text) {
    return text.chars().anyMatch(c -> c < 0x20 || c == 0x7f);
  }

  private static String printable(String text) {
    String cut = text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) : text;
    return cut.replaceAll("\\p{Cntrl}", "?");
  }

  @Override
  public String toString() {
    return text;
  }
}
