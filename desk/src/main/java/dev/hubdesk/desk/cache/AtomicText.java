package dev.hubdesk.desk.cache;

import dev.hubdesk.catalog.files.DurableFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/// Replaces a small text file as a whole, so that a power failure leaves the old one or the new.
public final class AtomicText {

  private AtomicText() {}

  /// Writes it beside its place, syncs it, then renames it.
  public static void write(Path file, String text) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + suffix() + ".tmp");
    try {
      DurableFile.create(fresh, text.getBytes(StandardCharsets.UTF_8));
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
