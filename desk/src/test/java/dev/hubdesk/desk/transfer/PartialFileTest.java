package dev.hubdesk.desk.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hubdesk.hubclient.ByteSpan;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.SyncFailedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartialFileTest {

  private static final int SIZE = 1000;
  private static final PartialNames NAMES = new PartialNames("test");
  private static final byte[] CONTENT = Samples.bytes(SIZE);

  @TempDir Path folder;
  private Path blob;

  @BeforeEach
  void name() {
    blob = folder.resolve("aa");
  }

  private PartialFile open(PartialNames names, long size) throws IOException {
    return PartialFile.open(names, blob, size, new CancelSignal());
  }

  @Test
  void isFoundAgainWithItsRanges() throws IOException {
    try (PartialFile file = open(NAMES, SIZE)) {
      assertThat(write(file, 0, 100)).isEqualTo(100);
      assertThat(write(file, 500, 100)).isEqualTo(100);
      assertThat(write(file, 550, 100)).isEqualTo(50);
    }
    assertThat(reopened()).containsExactly(new ByteSpan(0, 100), new ByteSpan(500, 650));
  }

  @Test
  void believesNoUnsyncedLineWhoseBytesAreOther() throws IOException {
    try (PartialFile file = open(NAMES, SIZE)) {
      write(file, 0, 100);
      file.sync();
      write(file, 200, 100);
      write(file, 400, 100);
    }
    damage(250);
    assertThat(reopened()).containsExactly(new ByteSpan(0, 100), new ByteSpan(400, 500));
    // Rewritten: what was not believed does not come back.
    assertThat(reopened()).containsExactly(new ByteSpan(0, 100), new ByteSpan(400, 500));
  }

  @Test
  void aStopWhileItIsReadAgainLosesNoLine() throws IOException {
    try (PartialFile file = open(NAMES, SIZE)) {
      write(file, 0, 100);
      write(file, 200, 100);
      write(file, 400, 100);
    }
    damage(450);
    var stop = new CancelSignal();
    stop.cancel();
    assertThatThrownBy(() -> PartialFile.open(NAMES, blob, SIZE, stop))
        .isInstanceOf(TransferStoppedException.class);
    assertThat(reopened()).containsExactly(new ByteSpan(0, 100), new ByteSpan(200, 300));
  }

  /// Linux tells it once, and the next sync succeeds.
  @Test
  void isNoBlobWhenTheDiskHasLostSomeOfItAndFetchesThatAgain() throws IOException {
    var fails = new AtomicBoolean();
    Syncing syncing =
        _ -> {
          if (fails.getAndSet(false)) {
            throw new SyncFailedException("sync failed");
          }
        };
    try (PartialFile file = PartialFile.open(NAMES, blob, SIZE, new CancelSignal(), syncing)) {
      write(file, 0, 100);
      file.sync();
      write(file, 100, 900);
      fails.set(true);
      assertThatThrownBy(file::sync).isInstanceOf(SyncFailedException.class);
      assertThatThrownBy(() -> file.publish(blob)).isInstanceOf(IOException.class);
    }
    assertThat(blob).doesNotExist();
    assertThat(reopened()).containsExactly(new ByteSpan(0, 100));
    assertThat(reopened()).containsExactly(new ByteSpan(0, 100));
  }

  @Test
  void remembersThatItsBlocksAreTaken() throws IOException {
    boolean taken;
    try (PartialFile file = open(NAMES, SIZE)) {
      assertThat(file.isTaken()).isFalse();
      file.take();
      taken = file.isTaken();
      write(file, 0, 100);
    }
    try (PartialFile file = open(NAMES, SIZE)) {
      assertThat(file.isTaken()).isEqualTo(taken);
      assertThat(file.ranges().total()).isEqualTo(100);
    }
  }

  @Test
  void leavesNothingWhenNothingHasArrived() throws IOException {
    open(NAMES, SIZE).close();
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void givesTheJournalBackWhenTheDataCannotBeOpened() throws IOException {
    Path data = Files.createDirectory(NAMES.stable(blob));
    assertThatThrownBy(() -> open(NAMES, SIZE)).isInstanceOf(IOException.class);
    Files.delete(data);
    try (PartialFile file = open(NAMES, SIZE)) {
      write(file, 0, 100);
    }
    assertThat(reopened()).containsExactly(new ByteSpan(0, 100));
  }

  @Test
  void cutsATornLineOff() throws IOException {
    try (PartialFile file = open(NAMES, SIZE)) {
      write(file, 0, 100);
    }
    Path journal = PartialNames.journal(NAMES.stable(blob));
    Files.write(journal, new byte[] {0, 0, 0, 'R', 1, 2, 3}, StandardOpenOption.APPEND);
    assertThat(reopened()).containsExactly(new ByteSpan(0, 100));
    assertThat(Files.size(journal) % JournalRecord.BYTES).isZero();
  }

  @Test
  void startsAnewWhenTheDataIsGone() throws IOException {
    try (PartialFile file = open(NAMES, SIZE)) {
      write(file, 0, 100);
    }
    Files.delete(NAMES.stable(blob));
    assertThat(reopened()).isEmpty();
  }

  @Test
  void startsAnewWhenTheSizeIsAnother() throws IOException {
    try (PartialFile file = open(NAMES, SIZE)) {
      write(file, 0, 100);
    }
    try (PartialFile file = open(NAMES, SIZE + 1)) {
      assertThat(file.ranges().total()).isZero();
    }
  }

  @Test
  void leavesThePartialFileOfAnotherRunAlone() throws IOException {
    try (PartialFile first = open(NAMES, SIZE);
        PartialFile second = open(NAMES, SIZE)) {
      write(first, 0, 100);
      write(second, 0, SIZE);
      second.publish(blob);
      assertThat(blob).hasBinaryContent(CONTENT);
      write(first, 0, SIZE);
      first.publish(blob);
    }
    assertThat(blob).hasBinaryContent(CONTENT);
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).containsExactly(blob);
    }
  }

  @Test
  void sharesNothingWithAnotherDesk() throws IOException {
    try (PartialFile first = open(NAMES, SIZE)) {
      write(first, 0, 100);
    }
    try (PartialFile other = open(new PartialNames("other"), SIZE)) {
      assertThat(other.ranges().total()).isZero();
      write(other, 0, SIZE);
      other.publish(blob);
    }
    assertThat(blob).hasBinaryContent(CONTENT);
    assertThat(reopened()).containsExactly(new ByteSpan(0, 100));
  }

  @Test
  void replacesALinkInsteadOfWritingThroughIt() throws IOException {
    Path shared = Files.writeString(folder.resolve("shared"), "precious");
    Files.createSymbolicLink(blob, shared);
    try (PartialFile file = open(NAMES, SIZE)) {
      write(file, 0, SIZE);
      file.publish(blob);
    }
    assertThat(shared).hasContent("precious");
    assertThat(blob).hasBinaryContent(CONTENT);
  }

  private List<ByteSpan> reopened() throws IOException {
    try (PartialFile file = open(NAMES, SIZE)) {
      return file.ranges().list();
    }
  }

  private static long write(PartialFile file, int position, int length) throws IOException {
    var piece = new byte[length];
    System.arraycopy(CONTENT, position, piece, 0, length);
    try (RandomAccessFile out = file.handle()) {
      out.seek(position);
      out.write(piece);
    }
    return file.written(position, piece, length);
  }

  private void damage(int position) throws IOException {
    try (var data = new RandomAccessFile(NAMES.stable(blob).toFile(), "rw")) {
      data.seek(position);
      data.write(~CONTENT[position]);
    }
  }
}
