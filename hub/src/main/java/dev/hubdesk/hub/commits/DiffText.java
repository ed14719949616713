package dev.hubdesk.hub.commits;

import dev.hubdesk.git.Comparison;
import dev.hubdesk.git.FileDiff;
import dev.hubdesk.git.FilePatch;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// Writes a comparison as unified text that `git apply` takes. What has no lines to show stands
/// between the files' parts as a line of its own, which `git apply` passes over.
final class DiffText {

  private DiffText() {}

  static void write(Comparison comparison, OutputStream out) throws IOException {
    for (int i = 0; i < comparison.files().size(); i++) {
      FilePatch patch = comparison.patch(i);
      if (patch.kind() == FilePatch.Kind.TEXT) {
        out.write(patch.text());
      } else {
        note(comparison.files().get(i), reason(patch.kind()), out);
      }
    }
    if (comparison.isCut()) {
      line("Left out: more than " + comparison.files().size() + " files differ", out);
    }
  }

  private static void note(FileDiff file, String reason, OutputStream out) throws IOException {
    line("Left out: " + quoted(file.path()) + " (" + reason + ")", out);
  }

  private static String quoted(String path) {
    return path.replace("\n", "\\n").replace("\r", "\\r");
  }

  private static void line(String text, OutputStream out) throws IOException {
    out.write((text + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /// Why a file shows no lines.
  static String reason(FilePatch.Kind kind) {
    return switch (kind) {
      case TEXT -> "";
      case BINARY -> "binary";
      case TOO_LARGE -> "too large";
      case TOO_MANY_LINES -> "too many lines";
    };
  }
}
