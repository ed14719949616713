package dev.hubdesk.conformance.api;

import static dev.hubdesk.conformance.api.HubClient.file;
import static dev.hubdesk.conformance.api.HubClient.json;
import static dev.hubdesk.conformance.api.HubClient.largeFile;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hubdesk.blobs.BlobKey;
import dev.hubdesk.conformance.api.HubClient.Answer;
import dev.hubdesk.protocol.Sha256;
import dev.hubdesk.testkit.hub.RunningHub;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Without a grace period a sweep takes everything that nothing names, and nothing else.
class SweepTest {

  @TempDir private Path folder;

  private final byte[] linked = new byte[50_000];
  private final byte[] unused = new byte[60_000];
  private RunningHub hub;
  private HubClient ana;
  private HubClient admin;

  @BeforeEach
  void start() throws IOException {
    new Random(21).nextBytes(linked);
    new Random(22).nextBytes(unused);
    start(Duration.ZERO);
    ana.create("m");
    ana.commit("ana/m", file("a.txt", "kept"));
    ana.uploadLarge("ana/m", linked);
    ana.commit("ana/m", largeFile("m.bin", linked));
    ana.uploadLarge("ana/m", unused);
  }

  private void start(Duration collectAfter) throws IOException {
    hub =
        RunningHub.on(folder)
            .user("ana")
            .user("ben")
            .with(config -> config.withCollectAfter(collectAfter))
            .start();
    ana = HubClient.of(hub, "ana");
    admin = HubClient.of(hub, RunningHub.ADMIN);
  }

  @AfterEach
  void stop() throws IOException {
    hub.close();
  }

  @Test
  void anObjectThatNoRepositoryHoldsGoesAndALinkedOneStays() throws Exception {
    assertThat(stored(unused)).exists();

    assertThat(sweep().path("lfsObjects").intValue()).isEqualTo(1);

    assertThat(stored(unused)).doesNotExist();
    assertThat(stored(linked)).hasBinaryContent(linked);
    assertThat(ana.get("/ana/m/resolve/main/m.bin").bytes()).isEqualTo(linked);
    assertThat(ana.commit("ana/m", largeFile("late.bin", unused)).status()).isEqualTo(422);
    assertThat(sweep().path("lfsObjects").intValue()).isZero();

    ana.uploadLarge("ana/m", unused);
    assertThat(ana.commit("ana/m", largeFile("late.bin", unused)).status()).isEqualTo(200);
    assertThat(ana.get("/ana/m/resolve/main/late.bin").bytes()).isEqualTo(unused);
  }

  @Test
  void bytesOfAnUploadThatNeverGotARowGo() throws Exception {
    byte[] orphan = {1, 2, 3};
    Files.createDirectories(stored(orphan).resolveSibling(""));
    Files.write(stored(orphan), orphan);
    Path half = Files.write(folder.resolve("blobs/.tmp/half-written"), orphan);

    JsonNode swept = sweep();

    assertThat(swept.path("lfsObjects").intValue()).isEqualTo(2);
    assertThat(swept.path("leftovers").intValue()).isEqualTo(1);
    assertThat(stored(orphan)).doesNotExist();
    assertThat(half).doesNotExist();
  }

  @Test
  void packsWithoutARowGoAndLiveOnesStay() throws Exception {
    Set<Path> live = packs();
    Path some = live.iterator().next();
    for (String ending : new String[] {".pack", ".idx"}) {
      Files.write(some.resolveSibling(UUID.randomUUID() + ending), new byte[100]);
    }
    assertThat(packs()).hasSize(live.size() + 2);

    assertThat(sweep().path("packBlobs").intValue()).isEqualTo(2);

    assertThat(packs()).isEqualTo(live);
    assertThat(ana.get("/ana/m/resolve/main/a.txt").body()).isEqualTo("kept");
    assertThat(ana.get("/api/models/ana/m/tree/main?expand=true").status()).isEqualTo(200);
  }

  @Test
  void aDeletedRepositoryFreesItsPacksAndWhatOnlyItHeld() throws Exception {
    HubClient ben = HubClient.of(hub, "ben");
    ben.create("other");
    ben.commit("ben/other", file("b.txt", "mine"));
    assertThat(ben.commit("ben/other", largeFile("m.bin", linked)).status()).isEqualTo(200);
    sweep();
    int both = packs().size();

    Answer deleted = ana.delete("/api/repos/delete", json("{'name':'m'}"));
    assertThat(deleted.status()).as(deleted.body()).isEqualTo(200);
    int freed = sweep().path("packBlobs").intValue();

    assertThat(freed).isPositive();
    assertThat(packs()).hasSize(both - freed);
    assertThat(packs().stream().map(this::repositoryOf).distinct()).hasSize(1);
    assertThat(ben.get("/ben/other/resolve/main/b.txt").body()).isEqualTo("mine");
    assertThat(ben.get("/ben/other/resolve/main/m.bin").bytes()).isEqualTo(linked);

    ben.delete("/api/repos/delete", json("{'name':'other'}"));
    assertThat(sweep().path("lfsObjects").intValue()).isEqualTo(1);
    assertThat(packs()).isEmpty();
    assertThat(stored(linked)).doesNotExist();
  }

  @Test
  void whatIsYoungerThanTheGracePeriodStays() throws Exception {
    hub.close();
    start(Duration.ofHours(1));
    ana.delete("/api/repos/delete", json("{'name':'m'}"));

    Set<Path> before = packs();

    JsonNode swept = sweep();

    assertThat(swept.path("lfsObjects").intValue()).isZero();
    assertThat(swept.path("packBlobs").intValue()).isZero();
    assertThat(packs()).isEqualTo(before).isNotEmpty();
    assertThat(stored(unused)).exists();
    assertThat(stored(linked)).exists();
  }

  @Test
  void onlyAnAdministratorSweeps() {
    assertThat(ana.postJson("/api/admin/sweep", "{}").status()).isEqualTo(403);
    assertThat(ana.as(null).postJson("/api/admin/sweep", "{}").status()).isEqualTo(401);
  }

  /// Rows and files tell times in milliseconds; what is of this one is not yet older than now.
  private JsonNode sweep() throws InterruptedException {
    long instant = Instant.now().toEpochMilli();
    while (Instant.now().toEpochMilli() <= instant + 1) {
      Thread.sleep(1);
    }
    Answer swept = admin.postJson("/api/admin/sweep", "{}");
    assertThat(swept.status()).as(swept.body()).isEqualTo(200);
    return swept.json();
  }

  private Path stored(byte[] content) {
    Sha256 oid = Sha256.parse(HubClient.sha256(content)).orElseThrow();
    return folder.resolve("blobs").resolve(BlobKey.lfs(oid).text());
  }

  private Set<Path> packs() throws IOException {
    Path packs = folder.resolve("blobs/git");
    try (Stream<Path> files = Files.walk(packs)) {
      return files.filter(Files::isRegularFile).collect(Collectors.toSet());
    }
  }

  private String repositoryOf(Path pack) {
    return folder.resolve("blobs/git").relativize(pack).getName(0).toString();
  }
}
