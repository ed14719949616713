package dev.hubdesk.desk.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hubdesk.desk.cache.FolderName;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Limits of the mirror that no request names.
class MirrorEdgesTest {

  private static final String REPO = "models--ana--tiny";

  @TempDir private Path folder;

  @Test
  void aRepositoryHasAsManyFilesAsMayBeInAllItsSnapshots() throws IOException {
    for (String commit : new String[] {"a".repeat(40), "b".repeat(40)}) {
      Path snapshot = folder.resolve(REPO).resolve("snapshots").resolve(commit);
      Files.createDirectories(snapshot);
      Files.writeString(snapshot.resolve("one"), "1");
      Files.writeString(snapshot.resolve("two"), "2");
    }
    FolderName name = FolderName.parse(REPO).orElseThrow();

    RepoContents whole = new ContentsReader(folder, true, CopyWatch.NOBODY, 4).read(name);
    assertThat(whole.snapshots().values()).extracting(files -> files.size()).containsExactly(2, 2);
    var reader = new ContentsReader(folder, true, CopyWatch.NOBODY, 3);
    assertThatThrownBy(() -> reader.read(name))
        .isInstanceOf(RefusedException.class)
        .hasMessage("it holds more than 3 files");
  }

  @Test
  void soManyNamesAndErrorsAreToldAndAllAreCounted() {
    FolderName name = FolderName.parse(REPO).orElseThrow();
    Outcome outcome = Outcome.NOTHING;
    for (int i = 0; i <= Outcome.MAX_TOLD; i++) {
      outcome = outcome.deleted(name, 1).failed(name, "why");
    }
    assertThat(outcome.deleted()).isEqualTo(Outcome.MAX_TOLD + 1);
    assertThat(outcome.repos()).hasSize(Outcome.MAX_TOLD);
    assertThat(outcome.errors()).hasSize(Outcome.MAX_TOLD);
  }

  @Test
  void oneMoreThanMayWaitIsRefused() throws Exception {
    try (MirrorSides sides = new MirrorSides(folder)) {
      for (Path root : new Path[] {sides.local, sides.hub()}) {
        Path endless = MirrorSides.plain(root, REPO, "w.bin", "");
        try (var file = new RandomAccessFile(endless.toFile(), "rw")) {
          file.setLength(1L << 40);
        }
      }
      try (MirrorService service = sides.service(_ -> {})) {
        String first = service.create(sides.push(true)).id();
        for (int i = 1; i < MirrorBook.MAX_JOBS; i++) {
          service.create(sides.push(false));
        }
        assertThatThrownBy(() -> service.create(sides.push(false)))
            .isInstanceOf(FailureException.class)
            .extracting(e -> ((FailureException) e).failure())
            .isInstanceOf(Failure.Conflict.class);
        service.cancel(first);
        assertThat(service.create(sides.push(false)).id()).isNotEqualTo(first);
      }
    }
  }
}
