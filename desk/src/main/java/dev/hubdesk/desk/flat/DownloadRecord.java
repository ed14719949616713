package dev.hubdesk.desk.flat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What stands in one `.metadata` file: three lines.
///
/// @param commit that the file was brought from
/// @param etag of its bytes
/// @param seconds when that was true, since 1970
record DownloadRecord(String commit, String etag, double seconds) {

  /// Times of files are not exact.
  private static final double TOLERANCE = 1;

  static Optional<DownloadRecord> parse(String text) {
    List<String> lines = text.lines().map(String::strip).toList();
    if (lines.size() < 3) {
      return Optional.empty();
    }
    try {
      double seconds = Double.parseDouble(lines.get(2));
      return Optional.of(new DownloadRecord(lines.get(0), lines.get(1), seconds));
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }

  /// Whether the file has not been written since.
  boolean isTrueOf(Path file) throws IOException {
    double written = Files.getLastModifiedTime(file).toMillis() / 1_000.0;
    return written - TOLERANCE <= seconds;
  }

  String text() {
    return String.format(Locale.ROOT, "%s%n%s%n%.6f%n", commit, etag, seconds).replace("\r", "");
  }
}
