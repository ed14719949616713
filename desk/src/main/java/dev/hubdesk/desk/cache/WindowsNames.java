package dev.hubdesk.desk.cache;

import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.RepoPath;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// What Windows does not take as the name of a file, or takes as something else.
public final class WindowsNames {

  private static final Pattern DEVICE =
      Pattern.compile("(con|prn|aux|nul|conin\\$|conout\\$|com[0-9¹²³]|lpt[0-9¹²³])( *\\..*)?");
  private static final String FORBIDDEN = "<>:\"|?*\\/";

  private WindowsNames() {}

  /// Refuses a path of which Windows could not keep a part, or would take it to another drive.
  ///
  /// @throws FailureException with [Failure.InvalidPath]
  public static void refuse(RepoPath path) {
    for (String part : path.text().split("/", -1)) {
      faultOf(part)
          .ifPresent(fault -> {
            throw new FailureException(new Failure.InvalidPath(path.text(), fault + ": " + path));
          });
    }
  }

  /// What is wrong with one part of a path; empty when nothing is.
  public static Optional<String> faultOf(String part) {
    if (part.endsWith(".") || part.endsWith(" ")) {
      return Optional.of("has a part that ends in a dot or a space, which Windows drops");
    }
    if (part.chars().anyMatch(c -> c < 0x20 || FORBIDDEN.indexOf(c) >= 0)) {
      return Optional.of("holds a character that Windows does not allow in names");
    }
    if (DEVICE.matcher(part.toLowerCase(Locale.ROOT)).matches()) {
      return Optional.of("has a part that is the name of a device on Windows");
    }
    return Optional.empty();
  }
}
