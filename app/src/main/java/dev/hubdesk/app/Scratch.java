package dev.hubdesk.app;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// The directory for files that live as long as a request.
final class Scratch {

  private Scratch() {}

  /// Makes the directory, and empties it of what a crash has left.
  static Path open(DataDirectory data) throws IOException {
    Path scratch = data.path().resolve("tmp");
    Files.createDirectories(scratch);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(scratch, Files::isRegularFile)) {
      for (Path file : files) {
        Files.delete(file);
      }
    }
    return scratch;
  }
}
