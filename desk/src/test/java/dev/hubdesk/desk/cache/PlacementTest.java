package dev.hubdesk.desk.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlacementTest {

  @TempDir private Path root;
  private Path blobs;
  private Path blob;
  private final Denying links = new Denying();

  /// A file system that knows fewer kinds of links.
  private static final class Denying implements Placement.Links {

    private boolean symbolic;
    private boolean hard;
    private int attempts;

    @Override
    public void symbolic(Path entry, Path target) throws IOException {
      attempts++;
      if (symbolic) {
        throw new AccessDeniedException(entry.toString());
      }
      REAL.symbolic(entry, target);
    }

    @Override
    public void hard(Path entry, Path existing) throws IOException {
      if (hard) {
        throw new FileSystemException(entry.toString(), null, "Invalid cross-device link");
      }
      REAL.hard(entry, existing);
    }
  }

  @BeforeEach
  void blob() throws IOException {
    blobs = Files.createDirectory(root.resolve("blobs"));
    blob = Files.writeString(blobs.resolve("b0"), "content");
  }

  private boolean show(Placement placement, String entry) throws IOException {
    return placement.show(blob, root.resolve(entry), blobs, () -> {});
  }

  private Placement placement() {
    return new Placement(root, links);
  }

  @Test
  void usesHardLinksWhereSymbolicOnesAreDenied() throws IOException {
    links.symbolic = true;
    show(placement(), "e");
    assertThat(Files.isSymbolicLink(root.resolve("e"))).isFalse();
    assertThat(Files.isSameFile(root.resolve("e"), blob)).isTrue();
  }

  @Test
  void copiesWhereBothAreDenied() throws IOException {
    links.symbolic = true;
    links.hard = true;
    show(placement(), "e");
    assertThat(root.resolve("e")).hasContent("content");
    assertThat(Files.isSameFile(root.resolve("e"), blob)).isFalse();
    assertThat(names(blobs)).containsExactly("b0");
  }

  @Test
  void asksOncePerRootAndRemembers() throws IOException {
    links.symbolic = true;
    Placement placement = placement();
    for (String entry : List.of("e1", "e2", "e3")) {
      show(placement, entry);
    }
    assertThat(links.attempts).isOne();
    assertThat(placement.method()).isEqualTo(Placement.Method.HARD_LINK);
    show(placement(), "e4");
    assertThat(links.attempts).isEqualTo(2);
  }

  @Test
  void aFailureThatNoOtherWayMendsIsToldAndChangesNothing() throws IOException {
    Placement placement = placement();
    assertThatThrownBy(() -> placement.show(blob, root.resolve("no/folder"), blobs, () -> {}))
        .isInstanceOf(IOException.class);
    assertThat(placement.method()).isEqualTo(Placement.Method.SYMBOLIC_LINK);
    assertThat(names(blobs)).containsExactly("b0");
  }

  @Test
  void leavesRightEntriesOfAnyKindUntouched() throws IOException {
    for (boolean[] denied : new boolean[][] {{false, false}, {true, false}, {true, true}}) {
      links.symbolic = denied[0];
      links.hard = denied[1];
      Placement placement = placement();
      String entry = "e" + denied[0] + denied[1];
      assertThat(show(placement, entry)).isTrue();
      Object key = Files.readAttributes(root.resolve(entry), "fileKey,lastModifiedTime");
      assertThat(show(placement(), entry)).isFalse();
      assertThat(Files.readAttributes(root.resolve(entry), "fileKey,lastModifiedTime"))
          .isEqualTo(key);
    }
  }

  @Test
  void replacesStaleContentAndWrongTargets() throws IOException {
    Files.writeString(root.resolve("stale"), "CONTENT");
    Files.setLastModifiedTime(root.resolve("stale"), FileTime.fromMillis(0));
    Files.createSymbolicLink(root.resolve("wrong"), Path.of("blobs/other"));
    assertThat(show(placement(), "stale")).isTrue();
    assertThat(show(placement(), "wrong")).isTrue();
    assertThat(root.resolve("stale")).hasContent("content");
    assertThat(root.resolve("wrong")).hasContent("content");
    assertThat(names(blobs)).containsExactly("b0");
  }

  private void assertEnds(Runnable stopCheck) {
    assertThatThrownBy(() -> placement().show(blob, root.resolve("e"), blobs, stopCheck))
        .isInstanceOf(CancellationException.class);
  }

  @Test
  void comparesPieceByPieceAndCanBeEndedBetween() throws IOException {
    var content = new byte[3 * Contents.COMPARED_BYTES];
    Files.write(blob, content);
    Files.write(root.resolve("e"), content);
    var asked = new AtomicInteger();

    assertEnds(() -> {
      if (asked.incrementAndGet() == 2) {
        throw new CancellationException();
      }
    });

    assertThat(asked).hasValue(2);
    assertThat(Files.isSymbolicLink(root.resolve("e"))).isFalse();
    assertThat(root.resolve("e")).hasBinaryContent(content);
    assertThat(show(placement(), "e")).isFalse();
  }

  @Test
  void seesADifferenceInTheLastByteOfTheLastPiece() throws IOException {
    var content = new byte[2 * Contents.COMPARED_BYTES + 1];
    Files.write(blob, content);
    content[content.length - 1] = 1;
    Files.write(root.resolve("e"), content);
    links.symbolic = true;
    links.hard = true;

    assertThat(show(placement(), "e")).isTrue();

    assertThat(root.resolve("e")).hasBinaryContent(Files.readAllBytes(blob));
  }

  @Test
  void aCopyThatIsEndedLeavesNothing() throws IOException {
    links.symbolic = true;
    links.hard = true;

    assertEnds(() -> {
      throw new CancellationException();
    });

    assertThat(root.resolve("e")).doesNotExist();
    assertThat(names(blobs)).containsExactly("b0");
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
    }
  }
}
