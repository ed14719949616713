package dev.hubdesk.app;

import dev.hubdesk.catalog.files.DurableFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/// The lasting name of a node, which its leases are taken under, and its partial files named. A
/// process that takes the place of one that was killed has the same name, and goes on with its work
/// at once; other nodes have other names. Since one process at a time holds a data directory, no
/// two that run share a name.
final class NodeName {

  private static final String FILE = "node";
  private static final int BYTES = 36;

  private NodeName() {}

  /// The name kept in a data directory; made when there is none.
  ///
  /// @throws DataDirectoryException when what is kept is no name
  static String keptIn(DataDirectory data) throws IOException {
    Path file = data.path().resolve(FILE);
    if (!Files.exists(file)) {
      DurableFile.replace(file, UUID.randomUUID() + "\n");
    }
    return read(data, file);
  }

  private static String read(DataDirectory data, Path file) throws IOException {
    if (Files.size(file) <= BYTES + 2) {
      String name = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
      if (name.matches("[0-9a-f-]{36}")) {
        return name;
      }
    }
    throw new DataDirectoryException(
        "The file "
            + FILE
            + " in the data directory "
            + data.path()
            + " is damaged; without it a new name is made");
  }
}
