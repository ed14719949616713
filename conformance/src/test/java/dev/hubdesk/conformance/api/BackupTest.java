package dev.hubdesk.conformance.api;

import static dev.hubdesk.conformance.api.HubClient.file;
import static dev.hubdesk.conformance.api.HubClient.json;
import static dev.hubdesk.conformance.api.HubClient.largeFile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hubdesk.app.DataDirectoryException;
import dev.hubdesk.app.backup.Backup;
import dev.hubdesk.app.backup.BackupException;
import dev.hubdesk.app.backup.Restore;
import dev.hubdesk.catalog.Leases;
import dev.hubdesk.testkit.hub.RunningHub;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A backup is whole or none; what is restored is what was there.
class BackupTest {

  @TempDir private Path folder;

  private final List<String> said = new ArrayList<>();
  private final byte[] large = new byte[50_000];
  private RunningHub hub;
  private HubClient ana;

  @BeforeEach
  void start() throws IOException {
    new Random(41).nextBytes(large);
    hub = open("data");
    ana = HubClient.of(hub, "ana");
    ana.create("m");
    ana.commit("ana/m", file("a.txt", "first"));
    ana.uploadLarge("ana/m", large);
    ana.commit("ana/m", largeFile("m.bin", large));
  }

  private RunningHub open(String name) throws IOException {
    return RunningHub.on(folder.resolve(name))
        .user("ana")
        .with(config -> config.withCollectAfter(Duration.ZERO))
        .start();
  }

  @AfterEach
  void stop() throws IOException {
    hub.close();
  }

  private void backUp() throws IOException {
    backUpTo(folder.resolve("backup"));
  }

  private void backUpTo(Path directory) throws IOException {
    new Backup(folder.resolve("data"), directory, Clock.systemUTC(), said::add).run();
  }

  private void restore(String to) throws IOException {
    new Restore(folder.resolve("backup"), folder.resolve(to), said::add).run();
  }

  @Test
  void whatIsRestoredIsWhatWasThere() throws IOException {
    backUp();
    ana.commit("ana/m", file("a.txt", "later"));
    restore("new");
    try (RunningHub restored = open("new")) {
      HubClient other = HubClient.of(restored, "ana");
      assertThat(other.get("/ana/m/resolve/main/a.txt").body()).isEqualTo("first");
      assertThat(other.get("/ana/m/resolve/main/m.bin").bytes()).isEqualTo(large);
      assertThat(
              HubClient.of(restored, RunningHub.ADMIN)
                  .postJson("/api/admin/fsck", json("{'deep':true}"))
                  .body()
                  .lines()
                  .toList()
                  .getLast())
          .contains("\"done\":true")
          .contains("\"problems\":0");
      other.commit("ana/m", file("b.txt", "goes on"));
      assertThat(other.get("/ana/m/resolve/main/b.txt").body()).isEqualTo("goes on");
    }
    assertThat(ana.get("/ana/m/resolve/main/a.txt").body()).isEqualTo("later");
  }

  @Test
  void aSecondBackupCopiesWhatIsNewAndForgetsWhatIsOld() throws IOException {
    backUp();
    long objects = count("backup", file -> true);
    ana.commit("ana/m", file("a.txt", "later"));
    said.clear();
    backUp();
    assertThat(said.getLast()).contains("; 5 blobs (");
    assertThat(count("backup", file -> true)).isEqualTo(objects + 5);
    restore("new");
    try (RunningHub restored = open("new")) {
      assertThat(HubClient.of(restored, "ana").get("/ana/m/resolve/main/a.txt").body())
          .isEqualTo("later");
    }
    ana.delete("/api/repos/delete", json("{'name':'m'}"));
    backUp();
    assertThat(count("backup/blobs", file -> true))
        .as("the LFS object waits for its grace period to end")
        .isEqualTo(1);
  }

  @Test
  void whileABackupHoldsTheBlobsNoneIsDeleted() throws Exception {
    HubClient admin = HubClient.of(hub, RunningHub.ADMIN);
    Instant now = Instant.now();
    hub.catalog().leases().acquire("hold-blobs", "other", now, now.plusSeconds(600));
    ana.delete("/api/repos/delete", json("{'name':'m'}"));
    long before = count("data/blobs", file -> true);
    Thread.sleep(5);
    assertThat(admin.postJson("/api/admin/sweep", "{}").status()).isEqualTo(409);
    assertThat(admin.postJson("/api/admin/gc", "{}").body()).contains("\"swept\":null");
    assertThat(count("data/blobs", file -> true)).isEqualTo(before);
    assertThatThrownBy(this::backUp)
        .isInstanceOf(BackupException.class)
        .hasMessageContaining("Another backup");
    hub.catalog().leases().release("hold-blobs", "other");
    assertThat(admin.postJson("/api/admin/sweep", "{}").status()).isEqualTo(200);
    assertThat(count("data/blobs", file -> true)).isZero();
  }

  @Test
  void aBackupThatWasBrokenOffIsNoneAndIsFinishedByTheNext() throws IOException {
    Path stored = largest("data/blobs/lfs");
    byte[] bytes = Files.readAllBytes(stored);
    Files.delete(stored);
    assertThatThrownBy(this::backUp)
        .isInstanceOf(BackupException.class)
        .hasMessageContaining("missing");
    assertThatThrownBy(() -> restore("new"))
        .isInstanceOf(BackupException.class)
        .hasMessageContaining("no complete backup");
    assertThat(folder.resolve("new")).doesNotExist();

    Files.write(stored, bytes);
    backUp();
    assertThat(said.getLast()).contains("; 1 blobs (50000 bytes) were new");
    assertThat(count("backup", file -> file.toString().endsWith(".db"))).isEqualTo(1);
    restore("new");
  }

  @Test
  void damagedDataIsNotBackedUp() throws IOException {
    for (Path stored : files("data/blobs", BackupTest::isSealedOrNamedByItsContent)) {
      byte[] bytes = Files.readAllBytes(stored);
      byte[] damaged = bytes.clone();
      damaged[bytes.length / 2]++;
      Files.write(stored, damaged);
      Path fresh = folder.resolve("without-" + stored.getFileName());
      assertThatThrownBy(() -> backUpTo(fresh))
          .as("%s", stored)
          .isInstanceOf(BackupException.class)
          .hasMessageContaining("damaged");
      Files.write(stored, bytes);
    }
    backUp();
  }

  private static boolean isSealedOrNamedByItsContent(Path file) {
    return !file.toString().endsWith(".objsize");
  }

  @Test
  void theBlobsAreHeldHoweverLongOneBlobTakes() throws IOException {
    byte[] heavy = new byte[4 << 20];
    ana.uploadLarge("ana/m", heavy);
    ana.commit("ana/m", largeFile("heavy.bin", heavy));
    var slow = new SlowClock(hub.catalog().leases());
    new Backup(folder.resolve("data"), folder.resolve("backup"), slow, said::add).run();
    assertThat(slow.readings).isGreaterThan(60);
    assertThat(slow.lapses).as("readings at which nobody held the blobs").isEqualTo(1);
    assertThat(hub.catalog().leases().isHeld(Leases.HOLD, slow.now)).as("in the end").isFalse();
  }

  /// A minute and a second pass between two readings.
  private static final class SlowClock extends Clock {

    private final Leases leases;
    private Instant now = Instant.now();
    private int readings;
    private int lapses;

    SlowClock(Leases leases) {
      this.leases = leases;
    }

    @Override
    public Instant instant() {
      now = now.plusSeconds(61);
      readings++;
      lapses += leases.isHeld(Leases.HOLD, now) ? 0 : 1;
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  @Test
  void aDamagedBackupIsNotRestoredAndLeavesNothingThatStarts() throws IOException {
    backUp();
    Path stored = largest("backup/blobs");
    byte[] bytes = Files.readAllBytes(stored);
    byte[] damaged = bytes.clone();
    damaged[9]++;
    Files.write(stored, damaged);
    assertThatThrownBy(() -> restore("new"))
        .isInstanceOf(BackupException.class)
        .hasMessageContaining("not what it was");
    assertThatThrownBy(() -> open("new")).isInstanceOf(DataDirectoryException.class);

    Files.write(stored, bytes);
    restore("new");
    open("new").close();

    Path manifest = folder.resolve("backup/manifest");
    String text = Files.readString(manifest);
    Files.writeString(manifest, text.substring(0, text.length() / 2));
    assertThatThrownBy(() -> restore("other"))
        .isInstanceOf(BackupException.class)
        .hasMessageContaining("damaged");
  }

  @Test
  void whatWasKilledInItsFirstStepIsBegunAgain() throws IOException {
    Files.createDirectories(folder.resolve("backup"));
    Files.writeString(folder.resolve("backup/format.new"), "hub");
    backUp();
    Files.createDirectories(folder.resolve("new"));
    Files.writeString(folder.resolve("new/restoring.new"), "");
    restore("new");
    Files.writeString(folder.resolve("new/restoring"), "killed after its last step but one");
    open("new").close();
    assertThatThrownBy(() -> restore("new"))
        .isInstanceOf(BackupException.class)
        .hasMessageContaining("not empty");
  }

  @Test
  void neitherOverwritesWhatIsNotItsOwn() throws IOException {
    backUp();
    Files.createDirectories(folder.resolve("full"));
    Files.writeString(folder.resolve("full/mine"), "mine");
    assertThatThrownBy(() -> restore("full"))
        .isInstanceOf(BackupException.class)
        .hasMessageContaining("not empty");
    assertThatThrownBy(() -> restore("data")).isInstanceOf(BackupException.class);
    assertThatThrownBy(() -> backUpTo(folder.resolve("full")))
        .isInstanceOf(BackupException.class)
        .hasMessageContaining("not empty");
    assertThatThrownBy(() ->
            new Backup(folder.resolve("full"), folder.resolve("b"), Clock.systemUTC(), said::add)
                .run())
        .isInstanceOf(BackupException.class)
        .hasMessageContaining("no data directory");
    assertThat(folder.resolve("full/mine")).hasContent("mine");
  }

  private Path largest(String below) throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve(below))) {
      return files
          .filter(Files::isRegularFile)
          .max((one, two) -> Long.compare(one.toFile().length(), two.toFile().length()))
          .orElseThrow();
    }
  }

  private long count(String below, Predicate<Path> which) throws IOException {
    return files(below, which).size();
  }

  private List<Path> files(String below, Predicate<Path> which) throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve(below))) {
      return files.filter(Files::isRegularFile).filter(which).toList();
    }
  }
}
