package dev.hubdesk.blobs;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryWriterTest {

  /// `/dev/full` refuses every write as a full disk does.
  @Test
  void saysThatTheDiskIsFull(@TempDir Path dir) throws IOException {
    Path full = Path.of("/dev/full");
    Assumptions.assumeTrue(Files.exists(full));
    FileChannel channel = FileChannel.open(full, StandardOpenOption.WRITE);
    try (var writer = new DirectoryWriter(dir.resolve("temporary"), dir.resolve("t"), channel)) {
      assertThatThrownBy(() -> writer.write(new byte[1])).isInstanceOf(StoreFullException.class);
    }
  }
}
