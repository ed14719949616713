package dev.hubdesk.desk.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hubdesk.desk.cache.ContentDigest;
import dev.hubdesk.hubclient.TransportSettings;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class TransferEngineTest extends TransferRig {

  private static final byte[] LARGE = Samples.bytes(24 * MIB + 123);
  private static final byte[] SMALL = Samples.bytes(5000);

  @BeforeEach
  void serve() {
    upstream.with("large", LARGE).with("small", SMALL);
  }

  @Override
  TransportSettings network() {
    return TransportSettings.DEFAULT.withStall(Duration.ofMillis(400));
  }

  @Test
  void fetchesALargeFileOverSeveralConnections() throws Exception {
    Set<Long> starts = ConcurrentHashMap.newKeySet();
    upstream.faults((n, start) -> {
      starts.add(start);
      return new Fault.None();
    });
    Outcome outcome = fetch("large", LARGE);
    assertThat(outcome).isEqualTo(new Outcome(LARGE.length, false));
    assertThat(blob(LARGE)).hasBinaryContent(LARGE);
    assertThat(starts).hasSizeGreaterThan(3).contains(0L);
    assertOnlyBlobs(1);
  }

  @Test
  void fetchesASmallFileWithOneRequest() throws Exception {
    fetch("small", SMALL);
    assertThat(blob(SMALL)).hasBinaryContent(SMALL);
    assertThat(upstream.requests()).isOne();
    assertOnlyBlobs(1);
  }

  @Test
  void fetchesAnEmptyFile() throws Exception {
    upstream.with("empty", new byte[0]);
    fetch("empty", new byte[0]);
    assertThat(blob(new byte[0])).hasSize(0);
  }

  @Test
  void verifiesARegularFileByItsGitId() throws Exception {
    ContentDigest digest = Samples.git(SMALL);
    assertThat(fetch("small", SMALL.length, digest, Progress.NONE).present()).isFalse();
    assertThat(blob(digest)).hasBinaryContent(SMALL);
  }

  @Test
  void asksNothingWhenTheBlobIsThere() throws Exception {
    fetch("large", LARGE);
    int before = upstream.requests();
    assertThat(fetch("large", LARGE).present()).isTrue();
    assertThat(upstream.requests()).isEqualTo(before);
  }

  @Test
  void goesOnWhereABrokenConnectionStopped() throws Exception {
    upstream.faults((n, start) -> n % 2 == 1 ? new Fault.Truncate(700_000) : new Fault.None());
    fetch("large", LARGE);
    assertThat(blob(LARGE)).hasBinaryContent(LARGE);
    assertThat(upstream.served()).isLessThan(LARGE.length + 2L * MIB);
  }

  @Test
  void givesUpAServerThatAlwaysBreaksAtOnce() {
    upstream.faults((n, start) -> new Fault.Truncate(0));
    assertThat(failureOf("small", SMALL)).isInstanceOf(Failure.Unavailable.class);
    assertThat(upstream.requests()).isEqualTo(3);
  }

  @Test
  void waitsAsLongAsTheServerAsks() throws Exception {
    upstream.faults((n, start) ->
        n == 1 ? new Fault.Status(429, Map.of("Retry-After", "1")) : new Fault.None());
    long started = System.nanoTime();
    fetch("small", SMALL);
    assertThat(Duration.ofNanos(System.nanoTime() - started)).isGreaterThan(Duration.ofSeconds(1));
  }

  @Test
  void repeatsAfterAServerErrorAndASilence() throws Exception {
    upstream.faults((n, start) ->
        switch (n) {
          case 1 -> new Fault.Status(503, Map.of());
          case 2 -> new Fault.Stall(1000, Duration.ofSeconds(5));
          default -> new Fault.None();
        });
    fetch("large", LARGE);
    assertThat(blob(LARGE)).hasBinaryContent(LARGE);
  }

  @Test
  void asksOnceWhenAccessIsRefused() {
    for (int status : List.of(401, 403, 404)) {
      int before = upstream.requests();
      upstream.faults((n, start) -> new Fault.Status(status, Map.of()));
      assertThat(failureOf("small", SMALL))
          .isInstanceOfAny(
              Failure.NotSignedIn.class, Failure.Forbidden.class, Failure.EntryNotFound.class);
      assertThat(upstream.requests()).isEqualTo(before + 1);
    }
  }

  @Test
  void readsInOneGoFromAServerThatIgnoresRanges() throws Exception {
    upstream.faults((n, start) -> new Fault.IgnoreRange());
    fetch("large", LARGE);
    assertThat(blob(LARGE)).hasBinaryContent(LARGE);
  }

  @Test
  void refusesWrongBytesAndKeepsNothing() throws Exception {
    upstream.faults((n, start) -> new Fault.WrongBytes());
    assertThat(failureOf("large", LARGE)).isInstanceOf(Failure.ContentMismatch.class);
    assertThat(failureOf("small", SMALL)).isInstanceOf(Failure.ContentMismatch.class);
    assertOnlyBlobs(0);
  }

  @Test
  void refusesAFileOfAnotherSize() throws Exception {
    upstream.faults((n, start) -> new Fault.WrongLength(LARGE.length + 1L));
    assertThat(failureOf("large", LARGE)).isInstanceOf(Failure.ContentMismatch.class);
    assertOnlyBlobs(0);
  }

  @Test
  void refusesAnEndlessFile() throws Exception {
    upstream.faults((n, start) -> new Fault.Endless());
    assertThat(failureOf("small", SMALL)).isInstanceOf(Failure.ContentMismatch.class);
    assertOnlyBlobs(0);
  }

  @Test
  void startsOverWhenTheTagChangesOnTheWay() throws Exception {
    upstream.faults((n, start) -> n < 4 ? new Fault.None() : new Fault.Tag("\"second\""));
    fetch("large", LARGE);
    assertThat(blob(LARGE)).hasBinaryContent(LARGE);
  }

  @Test
  void refusesAnotherDigestInTheServersOwnTag() {
    String other = "\"" + "0".repeat(64) + "\"";
    upstream.faults((n, start) -> new Fault.Tag(other));
    assertThat(failureOf("large", LARGE)).isInstanceOf(Failure.ContentMismatch.class);
    assertThat(upstream.served()).isLessThan(LARGE.length);
  }

  /// As some Hubs write it in their listings.
  @Test
  void takesADigestInCapitalsForTheSame() throws Exception {
    String capitals = "\"" + Samples.lfs(LARGE).etag().toUpperCase(Locale.ROOT) + "\"";
    upstream.faults((_, _) -> new Fault.Tag(capitals));
    fetch("large", LARGE);
    assertThat(blob(LARGE)).hasBinaryContent(LARGE);
  }

  @Test
  void followsToAnotherServerWithoutTheToken() throws Exception {
    try (var elsewhere = new FaultyUpstream().with("large", LARGE)) {
      URI signed = URI.create(elsewhere.base() + "/large?signature=abc");
      upstream.faults((n, start) -> new Fault.Redirect(signed));
      fetch("large", LARGE);
      assertThat(blob(LARGE)).hasBinaryContent(LARGE);
      assertThat(elsewhere.authorizations()).containsOnly("-");
      assertThat(upstream.authorizations()).containsOnly("Bearer hf_secret");
    }
  }

  /// Amazon says 403 of an old signature, Google 400.
  @ParameterizedTest
  @ValueSource(ints = {400, 401, 404, 410, 418})
  void asksForANewAddressWhateverAStoreSaysOfTheOldOne(int status) throws Exception {
    try (var elsewhere = new FaultyUpstream().with("large", LARGE)) {
      elsewhere.faults((n, _) -> n == 4 ? new Fault.Status(status, Map.of()) : new Fault.None());
      URI signed = URI.create(elsewhere.base() + "/large?signature=abc");
      upstream.faults((_, _) -> new Fault.Redirect(signed));
      fetch("large", LARGE);
      assertThat(blob(LARGE)).hasBinaryContent(LARGE);
      assertThat(upstream.requests()).isGreaterThan(1);
      assertThat(elsewhere.served()).isEqualTo(LARGE.length);
    }
  }

  @Test
  void asksForANewAddressWhenASignedOneExpires() throws Exception {
    try (var elsewhere = new FaultyUpstream().with("large", LARGE)) {
      elsewhere.faults(
          (n, start) -> n % 5 == 4 ? new Fault.Status(403, Map.of()) : new Fault.None());
      URI signed = URI.create(elsewhere.base() + "/large?signature=abc");
      upstream.faults((n, start) -> new Fault.Redirect(signed));
      fetch("large", LARGE);
      assertThat(blob(LARGE)).hasBinaryContent(LARGE);
    }
  }

  @Test
  void stopsAtOnceAndGoesOnFromThere() throws Exception {
    upstream.faults((n, start) -> new Fault.Slow(64 * 1024, Duration.ofMillis(2)));
    var stop = new CancelSignal();
    var arrived = new Counting(4L * MIB, stop);
    assertThatThrownBy(() ->
            Samples.fetch(
                engine(), transfer("large", LARGE.length, Samples.lfs(LARGE)), arrived, stop))
        .isInstanceOf(TransferStoppedException.class);
    assertThat(Thread.interrupted()).isFalse();
    assertThat(arrived.bytes()).isBetween(4L * MIB, 10L * MIB);

    upstream.faults((n, start) -> new Fault.None());
    var rest = new Counting(Long.MAX_VALUE, stop);
    Outcome outcome = fetch("large", LARGE.length, Samples.lfs(LARGE), rest);
    assertThat(rest.already()).isEqualTo(arrived.bytes());
    assertThat(outcome.fetched()).isEqualTo(LARGE.length - arrived.bytes());
    assertThat(blob(LARGE)).hasBinaryContent(LARGE);
  }

  @Test
  void refusesWhatDoesNotFitBeforeTheFirstByte() throws Exception {
    var settings = new TransferSettings(8, 4, 4, MIB, retries(2), Long.MAX_VALUE / 2);
    TransferEngine engine = engine(settings);
    FileTransfer transfer = transfer("large", LARGE.length, Samples.lfs(LARGE));
    assertThatThrownBy(() -> Samples.fetch(engine, transfer, Progress.NONE, new CancelSignal()))
        .isInstanceOfSatisfying(
            FailureException.class,
            e -> {
              assertThat(e.failure()).isInstanceOf(Failure.StorageFull.class);
              assertThat(e).hasMessageStartingWith("No space left in " + blob(LARGE).getParent());
              assertThat(e).hasMessageEndingWith("are needed, 0 B can be used");
            });
    assertThat(upstream.requests()).isZero();
  }

  @Test
  void startsOverWhenWhatAnEarlierRunLeftIsWrong() throws Exception {
    fetch("large", LARGE);
    Path blob = blob(LARGE);
    Path partial = new PartialNames("test").stable(blob);
    Files.move(blob, partial);
    try (var out = new RandomAccessFile(partial.toFile(), "rw")) {
      out.seek(5);
      out.write(~LARGE[5]);
    }
    try (Journal journal = Journal.open(PartialNames.journal(partial)).orElseThrow()) {
      journal.reset(LARGE.length);
      journal.append(JournalRecord.range(0, MIB, 0));
      journal.append(JournalRecord.synced(journal.length()));
    }
    fetch("large", LARGE);
    assertThat(blob).hasBinaryContent(LARGE);
    assertOnlyBlobs(1);
  }

  private Failure failureOf(String name, byte[] content) {
    try {
      fetch(name, content);
    } catch (FailureException e) {
      return e.failure();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
    throw new AssertionError("no failure");
  }

  private void assertOnlyBlobs(int count) throws IOException {
    try (Stream<Path> left = Files.list(folder.resolve("blobs"))) {
      assertThat(left).hasSize(count).noneMatch(path -> path.toString().endsWith("incomplete"));
    }
  }
}
