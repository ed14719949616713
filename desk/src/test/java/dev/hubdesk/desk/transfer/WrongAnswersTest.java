package dev.hubdesk.desk.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import java.net.URI;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Answers that are about something else never cost a byte that has arrived.
@Timeout(60)
class WrongAnswersTest extends TransferRig {

  private static final byte[] LARGE = Samples.bytes(20 * MIB + 5);

  @BeforeEach
  void serve() {
    upstream.with("large", LARGE);
  }

  static Stream<Fault> wrongAnswers() {
    return Stream.of(
        new Fault.LoginPage(true),
        new Fault.LoginPage(false),
        new Fault.WrongLength(LARGE.length - 1L),
        new Fault.WrongLength(Long.MAX_VALUE / 10),
        new Fault.OtherRange(1),
        new Fault.Tag("\"" + "0".repeat(64) + "\""));
  }

  @ParameterizedTest
  @MethodSource("wrongAnswers")
  void keepsWhatHasArrivedWhenOnlyWrongAnswersFollow(Fault wrong) throws Exception {
    long held = fetchNineTenths();
    upstream.faults((_, _) -> wrong);
    for (int time = 0; time < 2; time++) {
      assertThatThrownBy(this::fetch)
          .isInstanceOfSatisfying(
              FailureException.class,
              e -> assertThat(e.failure()).isInstanceOf(Failure.ContentMismatch.class));
    }

    upstream.faults((_, _) -> new Fault.None());
    Outcome rest = fetch();
    assertThat(rest.fetched()).isEqualTo(LARGE.length - held);
    assertThat(blob(LARGE)).hasBinaryContent(LARGE);
  }

  @ParameterizedTest
  @MethodSource("wrongAnswers")
  void passesOverWrongAnswersOnTheWay(Fault wrong) throws Exception {
    upstream.faults((n, _) -> n == 1 || n == 4 || n == 7 ? wrong : new Fault.None());
    fetch();
    assertThat(blob(LARGE)).hasBinaryContent(LARGE);
    assertThat(upstream.served()).isLessThan(LARGE.length + 10L * MIB);
  }

  @Test
  void asksTheEndpointAgainWhenItLedToALoginPage() throws Exception {
    long held = fetchNineTenths();
    try (var hotel = new FaultyUpstream().with("login", LARGE)) {
      hotel.faults((_, _) -> new Fault.LoginPage(true));
      int before = upstream.requests();
      URI login = URI.create(hotel.base() + "/login");
      upstream.faults((n, _) -> n == before + 1 ? new Fault.Redirect(login) : new Fault.None());
      assertThat(fetch().fetched()).isEqualTo(LARGE.length - held);
      assertThat(hotel.requests()).isOne();
    }
    assertThat(blob(LARGE)).hasBinaryContent(LARGE);
  }

  @Test
  void readsOnByRangesAfterAnAnswerThatIgnoredOne() throws Exception {
    upstream.faults((n, _) -> n == 3 ? new Fault.IgnoreRange() : new Fault.None());
    fetch();
    assertThat(blob(LARGE)).hasBinaryContent(LARGE);
    assertThat(upstream.served()).isLessThan(LARGE.length + 10L * MIB);
  }

  /// Servers of one name may tag the same bytes differently; the digest decides.
  @Test
  void takesAnotherTagThatStays() throws Exception {
    upstream.faults((n, _) -> n < 4 ? new Fault.None() : new Fault.Tag("\"second\""));
    fetch();
    assertThat(blob(LARGE)).hasBinaryContent(LARGE);
    assertThat(upstream.served()).isLessThan(LARGE.length + 12L * MIB);
  }

  private long fetchNineTenths() {
    var stop = new CancelSignal();
    var progress = new Counting(LARGE.length * 9L / 10, stop);
    upstream.faults((_, _) -> new Fault.Slow(64 * 1024, Duration.ofMillis(10)));
    assertThatThrownBy(() ->
            Samples.fetch(
                patient(), transfer("large", LARGE.length, Samples.lfs(LARGE)), progress, stop))
        .isInstanceOf(TransferStoppedException.class);
    assertThat(progress.bytes()).isBetween(LARGE.length * 9L / 10, LARGE.length - 1L);
    return progress.bytes();
  }

  private Outcome fetch() throws Exception {
    return Samples.fetch(
        patient(),
        transfer("large", LARGE.length, Samples.lfs(LARGE)),
        Progress.NONE,
        new CancelSignal());
  }

  private TransferEngine patient() {
    return engine(new TransferSettings(8, 4, 4, MIB, retries(3), 0));
  }
}
