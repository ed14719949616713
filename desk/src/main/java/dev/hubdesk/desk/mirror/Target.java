package dev.hubdesk.desk.mirror;

import dev.hubdesk.desk.settings.FolderText;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A named place that is kept like the cache.
///
/// @param path absolute, as this system writes paths
/// @param description in somebody's own words
public record Target(String name, Path path, @Nullable String description) {

  /// The longest name, in characters.
  public static final int MAX_NAME = 64;

  /// The longest description, in characters.
  public static final int MAX_DESCRIPTION = 1_000;

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1," + MAX_NAME + "}");

  public Target {
    if (!isName(name)) {
      throw bad(
          "Invalid name: it is 1 to " + MAX_NAME + " of letters, digits, '_' and '-', not " + name);
    }
    if (!path.isAbsolute()) {
      throw bad("Invalid path: it is an absolute path as this system writes it");
    }
    path = path.normalize();
    if (description != null && description.length() > MAX_DESCRIPTION) {
      throw bad("Invalid description: longer than " + MAX_DESCRIPTION + " characters");
    }
  }

  /// Whether the text may be a target's name.
  public static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  /// Reads an absolute path.
  ///
  /// @throws FailureException with BadRequest when this system knows no such path, or it is
  ///   relative
  static Path path(String text) {
    return FolderText.parse("path", text);
  }

  private static FailureException bad(String message) {
    return new FailureException(new Failure.BadRequest(message));
  }
}
