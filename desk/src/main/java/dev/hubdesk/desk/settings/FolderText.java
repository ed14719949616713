package dev.hubdesk.desk.settings;

import dev.hubdesk.protocol.FailureException;
import java.io.File;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/// Folders as people write them. Only absolute paths of this system are taken: what another system
/// writes so would silently become a folder of a strange name in some place.
public final class FolderText {

  /// The longest folder, in characters.
  public static final int MAX_LENGTH = 4_096;

  private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:.*");
  private static final Pattern HOME = Pattern.compile("~([\\\\/].*)?");

  /// A slash that is not the start of a network path.
  private static final Pattern ROOTED = Pattern.compile("/([^/].*)?");

  private static final boolean ON_WINDOWS = File.separatorChar == '\\';

  private FolderText() {}

  /// The folder, without `.` and `..`.
  ///
  /// @param field whose value it is, for the refusal
  /// @throws FailureException with BadRequest that says what this system cannot understand
  public static Path parse(String field, String text) {
    String folder = text.strip();
    try {
      if (folder.length() <= MAX_LENGTH && !folder.startsWith("~")) {
        Path path = Path.of(folder);
        if (path.isAbsolute()) {
          return path.normalize();
        }
      }
    } catch (InvalidPathException _) {
      // Explained below.
    }
    throw SettingsJson.refuse(field, explain(folder, ON_WINDOWS));
  }

  /// Why a folder of the command line or the environment, which may be relative, would be one of a
  /// strange name here; empty when it would not.
  public static Optional<String> foreign(String text) {
    return foreign(text.strip(), ON_WINDOWS);
  }

  static Optional<String> foreign(String folder, boolean windows) {
    boolean strange =
        HOME.matcher(folder).matches()
            || (windows
                ? ROOTED.matcher(folder).matches()
                : folder.startsWith("\\\\") || DRIVE.matcher(folder).matches());
    return strange ? Optional.of("it " + explain(folder, windows)) : Optional.empty();
  }

  /// Why a system of that kind does not take the text.
  static String explain(String folder, boolean windows) {
    String own = windows ? "a drive, such as D:\\Models" : "'/', such as /srv/models";
    String here = "Hubdesk runs on " + (windows ? "Windows" : "a POSIX system");
    String rule = here + ", where a folder starts with " + own;
    if (folder.length() > MAX_LENGTH) {
      return "is a folder of at most " + MAX_LENGTH + " characters";
    }
    if (folder.startsWith("~")) {
      return "is not a shell's text: '~' is not replaced; write the home folder out, since " + rule;
    }
    if (!windows && folder.startsWith("\\\\")) {
      return "is not a Windows network path ('" + folder + "'): " + rule;
    }
    if (!windows && DRIVE.matcher(folder).matches()) {
      return "is not a Windows path ('" + folder + "'): " + rule;
    }
    if (windows && folder.startsWith("/")) {
      return "is not a POSIX path ('" + folder + "'): " + rule;
    }
    return "is not an absolute path ('" + folder.replace("\0", "\\0") + "'): " + rule;
  }
}
