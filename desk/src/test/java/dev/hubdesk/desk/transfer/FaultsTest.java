package dev.hubdesk.desk.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hubdesk.hubclient.TransportSettings;
import dev.hubdesk.protocol.FailureException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What servers do wrong, one at a time: no wrong byte gets a name, and nothing is asked for ever.
@Timeout(60)
class FaultsTest extends TransferRig {

  private static final byte[] LARGE = Samples.bytes(12 * MIB + 5);
  private static final byte[] SMALL = Samples.bytes(5000);

  @BeforeEach
  void serve() {
    upstream.with("large", LARGE).with("small", SMALL);
  }

  @Override
  TransportSettings network() {
    return TransportSettings.DEFAULT.withStall(Duration.ofMillis(300));
  }

  @Test
  void fetchesOnceMoreFromNothingWhenTheBytesAreWrong() throws Exception {
    upstream.faults((n, _) -> n == 2 ? new Fault.WrongBytes() : new Fault.None());
    fetch("large", LARGE);
    assertThat(upstream.served()).isBetween(2L * LARGE.length, 2L * LARGE.length + MIB);

    int before = upstream.requests();
    upstream.faults((n, _) -> n == before + 1 ? new Fault.WrongBytes() : new Fault.None());
    fetch("small", SMALL);
    assertThat(upstream.requests()).isEqualTo(before + 2);
  }

  @Test
  void asksOnceForALargeFileThatIsRefused() throws Exception {
    for (int status : List.of(401, 403, 404, 451)) {
      int before = upstream.requests();
      upstream.faults((_, _) -> new Fault.Status(status, Map.of()));
      assertFails("large", LARGE, "");
      assertThat(upstream.requests()).isEqualTo(before + 1);
    }
    assertNothingLeft();
  }

  @Test
  void waitsUntilTheDateOrTheResetThatTheServerNames() throws Exception {
    String soon =
        DateTimeFormatter.RFC_1123_DATE_TIME.format(
            ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(3));
    upstream.faults(
        (n, _) -> n == 1 ? new Fault.Status(429, Map.of("Retry-After", soon)) : new Fault.None());
    assertThat(timeOf("small", SMALL)).isGreaterThan(Duration.ofSeconds(1));

    Map<String, String> used = Map.of("RateLimit", "\"api\";r=0;t=1");
    int before = upstream.requests();
    upstream.faults((n, _) -> n == before + 1 ? new Fault.Status(429, used) : new Fault.None());
    assertThat(timeOf("large", LARGE)).isGreaterThan(Duration.ofSeconds(1));
  }

  @Test
  void repeatsServerErrorsAndNoOtherRefusal() throws Exception {
    for (int status : List.of(500, 502, 503, 504)) {
      int before = upstream.requests();
      upstream.faults(
          (n, _) -> n == before + 1 ? new Fault.Status(status, Map.of()) : new Fault.None());
      fetch("small", SMALL);
      Files.delete(blob(SMALL));
      assertThat(upstream.requests()).isEqualTo(before + 2);
    }
    int before = upstream.requests();
    upstream.faults((_, _) -> new Fault.Status(418, Map.of()));
    assertFails("small", SMALL, "418");
    assertThat(upstream.requests()).isEqualTo(before + 1);
  }

  @Test
  void goesOnAfterManySilencesWhileEachBringsSomething() throws Exception {
    upstream.faults(
        (n, _) -> n % 2 == 1 ? new Fault.Stall(MIB, Duration.ofSeconds(2)) : new Fault.None());
    fetch("large", LARGE);
    assertThat(blob(LARGE)).hasBinaryContent(LARGE);
    assertThat(upstream.served()).isLessThan(LARGE.length + 4L * MIB);
  }

  @Test
  void isPatientWithASlowServer() throws Exception {
    upstream.faults((_, _) -> new Fault.Slow(500, Duration.ofMillis(100)));
    fetch("small", SMALL);
    assertThat(upstream.requests()).isOne();
  }

  @Test
  void asksNoServerForEverThatBreaksALittleLaterEachTime() throws Exception {
    upstream.faults((n, _) -> new Fault.IgnoreRange(n * 100_000L));
    assertFails("large", LARGE, "Cannot reach");
    assertThat(upstream.requests()).isLessThan(10);
  }

  @Test
  void takesNoOtherRangeThanItAskedFor() throws Exception {
    upstream.faults((n, _) -> n == 2 ? new Fault.OtherRange(4096) : new Fault.None());
    fetch("large", LARGE);
    assertThat(blob(LARGE)).hasBinaryContent(LARGE);

    Files.delete(blob(LARGE));
    upstream.faults((_, _) -> new Fault.OtherRange(1));
    assertFails("large", LARGE, "another range");
    assertNothingLeft();
  }

  @Test
  void goesOnWhereABodyEndedTooEarly() throws Exception {
    upstream.faults((n, _) -> n == 1 ? new Fault.EndEarly(300_000) : new Fault.None());
    fetch("large", LARGE);
    assertThat(blob(LARGE)).hasBinaryContent(LARGE);

    int before = upstream.requests();
    upstream.faults((n, _) -> n == before + 1 ? new Fault.EndEarly(4999) : new Fault.None());
    fetch("small", SMALL);
    assertThat(blob(SMALL)).hasBinaryContent(SMALL);
  }

  @Test
  void takesOnlyWhatWasPlannedOfAnEndlessBody() throws Exception {
    upstream.faults((_, _) -> new Fault.Endless());
    fetch("large", LARGE);
    assertThat(blob(LARGE)).hasBinaryContent(LARGE);
  }

  /// What is held may have been digested already: bytes written over it would go unverified.
  @Test
  void writesNothingOverWhatIsHeldWhenTheServerIgnoresRanges() throws Exception {
    upstream.faults((n, _) -> n == 1 ? new Fault.Truncate(MIB) : new Fault.Truncate(0));
    assertFails("large", LARGE, "Cannot reach");
    byte[] other = LARGE.clone();
    other[1000] ^= 1;
    upstream.with("large", other);
    upstream.faults((_, _) -> new Fault.IgnoreRange());
    fetch("large", LARGE);
    assertThat(blob(LARGE)).hasBinaryContent(LARGE);
  }

  @Test
  void throwsAwayWhatAnEarlierRunHasOfAnotherContent() throws Exception {
    byte[] other = LARGE.clone();
    other[0] ^= 1;
    upstream.with("large", other);
    upstream.faults((n, _) -> n == 1 ? new Fault.Truncate(MIB) : new Fault.Truncate(0));
    assertFails("large", LARGE, "Cannot reach");
    assertThat(new PartialNames("test").stable(blob(LARGE))).exists();

    upstream.with("large", LARGE);
    upstream.faults((_, _) -> new Fault.None());
    fetch("large", LARGE);
    assertThat(blob(LARGE)).hasBinaryContent(LARGE);
  }

  private Duration timeOf(String name, byte[] content) throws Exception {
    long started = System.nanoTime();
    fetch(name, content);
    return Duration.ofNanos(System.nanoTime() - started);
  }

  private void assertFails(String name, byte[] content, String message) {
    assertThatThrownBy(() -> fetch(name, content))
        .isInstanceOf(FailureException.class)
        .hasMessageContaining(message);
  }

  private void assertNothingLeft() throws IOException {
    try (Stream<Path> left = Files.list(folder.resolve("blobs"))) {
      assertThat(left).isEmpty();
    }
  }
}
