package dev.hubdesk.blobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
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
    try (var writer = new DirectoryWriter(dir.resolve("temporary"), dir.resolve("t"), channel, 1)) {
      assertThatThrownBy(() -> writer.write(new byte[1])).isInstanceOf(StoreFullException.class);
    }
  }

  @Test
  void writesWhileItFlushes(@TempDir Path dir) throws IOException {
    Path temporary = dir.resolve("temporary");
    Path target = dir.resolve("deep/target");
    FileChannel channel =
        FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    var bytes = new byte[10_000];
    new Random(1).nextBytes(bytes);
    try (var writer = new DirectoryWriter(temporary, target, channel, 1000)) {
      for (int at = 0; at < bytes.length; at += 100) {
        writer.write(bytes, at, 100);
      }
      writer.commit();
    }
    assertThat(target).hasBinaryContent(bytes);
    assertThat(temporary).doesNotExist();
  }

  @Test
  void failsTheCommitWhenAFlushHasFailed(@TempDir Path dir) throws IOException {
    Path temporary = dir.resolve("temporary");
    FileChannel channel =
        FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    var flushing = new FlushAhead(channel, 1);
    channel.close();
    flushing.wrote(1);
    assertThatThrownBy(flushing::await).isInstanceOf(IOException.class);
  }
}
