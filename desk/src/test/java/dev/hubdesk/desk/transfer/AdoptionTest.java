package dev.hubdesk.desk.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hubdesk.desk.cache.HubCache;
import dev.hubdesk.hubclient.RetryPolicy;
import dev.hubdesk.protocol.RepoPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What other programs began and left: gone on with when asked, and never believed.
@Timeout(60)
class AdoptionTest extends TransferRig {

  private static final byte[] CONTENT = Samples.bytes(9 * MIB + 7);

  private HubCache cache;
  private Path blob;

  @BeforeEach
  void serve() throws IOException {
    upstream.with("large", CONTENT);
    cache = new HubCache(folder);
    blob = cache.repo(Samples.REPO).blob(Samples.lfs(CONTENT));
    Files.createDirectories(blob.getParent());
  }

  @Test
  void goesOnWithTheLongest() throws Exception {
    leave(".incomplete", Arrays.copyOf(CONTENT, 2 * MIB), Duration.ofMinutes(10));
    Path longest =
        leave(".0123abcd.incomplete", Arrays.copyOf(CONTENT, 6 * MIB), Duration.ofMinutes(10));

    download(true);

    assertThat(blob).hasBinaryContent(CONTENT);
    assertThat(upstream.served()).isEqualTo(CONTENT.length - 6L * MIB);
    assertThat(longest).doesNotExist();
  }

  @Test
  void leavesThemAloneUnlessAsked() throws Exception {
    Path left = leave(".incomplete", Arrays.copyOf(CONTENT, 2 * MIB), Duration.ofMinutes(10));

    download(false);

    assertThat(upstream.served()).isEqualTo(CONTENT.length);
    assertThat(left).hasSize(2 * MIB);
  }

  @Test
  void leavesAloneWhatMayStillBeWritten() throws Exception {
    Path left = leave(".incomplete", Arrays.copyOf(CONTENT, 2 * MIB), Duration.ofMinutes(4));

    download(true);

    assertThat(upstream.served()).isEqualTo(CONTENT.length);
    assertThat(left).exists();
  }

  @Test
  void fetchesAnewWhatTurnsOutWrong() throws Exception {
    byte[] wrong = CONTENT.clone();
    wrong[MIB] ^= 1;
    leave(".incomplete", wrong, Duration.ofMinutes(10));

    download(true);

    assertThat(blob).hasBinaryContent(CONTENT);
    assertThat(upstream.served()).isEqualTo(CONTENT.length);
  }

  @Test
  void aStopWhileItIsReadLeavesItForTheNextRun() throws Exception {
    Path left = leave(".incomplete", Arrays.copyOf(CONTENT, 6 * MIB), Duration.ofMinutes(10));
    var stop = new CancelSignal();
    stop.cancel();

    assertThatThrownBy(() -> Adoption.look(new PartialNames("test"), blob, CONTENT.length, stop))
        .isInstanceOf(TransferStoppedException.class);
    assertThat(left).hasSize(6 * MIB);
    try (Stream<Path> there = Files.list(Objects.requireNonNull(blob.getParent()))) {
      assertThat(there).containsExactly(left);
    }

    download(true);
    assertThat(blob).hasBinaryContent(CONTENT);
    assertThat(upstream.served()).isEqualTo(CONTENT.length - 6L * MIB);
  }

  private Path leave(String suffix, byte[] bytes, Duration age) throws IOException {
    Path file = Files.write(blob.resolveSibling(blob.getFileName() + suffix), bytes);
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
    return file;
  }

  private void download(boolean adopting) throws Exception {
    var file = new PlannedFile(new RepoPath("large"), CONTENT.length, Samples.lfs(CONTENT));
    SnapshotPlan plan = plan(List.of(file));
    var settings = new TransferSettings(8, 4, 4, MIB, RetryPolicy.DEFAULT, 0);
    new SnapshotDownload(engine(settings), new CacheSnapshot(cache, plan), adopting)
        .run(plan, Progress.NONE, new CancelSignal());
  }
}
