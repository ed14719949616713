package dev.hubdesk.desk.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/// Replaces a small text file as a whole.
public final class AtomicText {

  private AtomicText() {}

  /// Writes it beside its place, then renames it.
  public static void write(Path file, String text) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + suffix() + ".tmp");
    try {
      Files.writeString(fresh, text);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  /// `.` and eight random hex digits, as `huggingface_hub` names its temporary files.
  static String suffix() {
    return "." + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
  }
}
