package dev.hubdesk.desk.transfer;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.zip.CRC32C;

/// Names of what is in progress, beside the blob: `<blob>.<8 hex>.incomplete`, which is how the
/// official client names its own and what `hf cache prune` removes. A stable name is found again by
/// the next run of the same Desk, and is never that of another one, so that nothing depends on
/// locks between them; a unique one belongs to one attempt.
///
/// @param owner names this Desk; outlasts the process
record PartialNames(String owner) {

  Path stable(Path blob) {
    var hash = new CRC32C();
    hash.update((owner + " " + blob.getFileName()).getBytes(StandardCharsets.UTF_8));
    return named(blob, HexFormat.of().toHexDigits((int) hash.getValue()));
  }

  static Path unique(Path blob) {
    return named(blob, HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt()));
  }

  /// The journal of a partial file.
  static Path journal(Path partial) {
    String name = partial.getFileName().toString();
    String stem = name.substring(0, name.length() - ".incomplete".length());
    return partial.resolveSibling(stem + ".journal.incomplete");
  }

  private static Path named(Path blob, String suffix) {
    return blob.resolveSibling(blob.getFileName() + "." + suffix + ".incomplete");
  }
}
