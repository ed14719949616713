package dev.hubdesk.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hubdesk.protocol.FailureException;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ByteRangeTest {

  @Test
  void selectsSingleRangesAndClampsTheirEnd() {
    assertThat(ByteRange.select("bytes=0-0", 10)).hasValue(new ByteRange(0, 0));
    assertThat(ByteRange.select("bytes=3-", 10)).hasValue(new ByteRange(3, 9));
    assertThat(ByteRange.select("bytes=3-99", 10)).hasValue(new ByteRange(3, 9));
    assertThat(ByteRange.select("bytes=-4", 10)).hasValue(new ByteRange(6, 9));
    assertThat(ByteRange.select("bytes=-40", 10)).hasValue(new ByteRange(0, 9));
    assertThat(ByteRange.select("Bytes=9-9", 10)).hasValue(new ByteRange(9, 9));
    assertThat(ByteRange.select("bytes=0-99999999999999999999", 10)).hasValue(new ByteRange(0, 9));
  }

  @Test
  void ignoresWhatIsMalformedOrNotSupported() {
    for (String header :
        new String[] {
          "",
          "bytes",
          "bytes=",
          "bytes=-",
          "bytes=a-b",
          "bytes=5-3",
          "items=0-1",
          "bytes=0-1,3-4",
          "bytes=0-1-2",
          "0-1"
        }) {
      assertThat(ByteRange.select(header, 10)).as(header).isEmpty();
    }
    assertThat(ByteRange.select(null, 10)).isEmpty();
  }

  @Test
  void refusesRangesOutsideTheContent() {
    for (String header :
        new String[] {"bytes=10-", "bytes=10-20", "bytes=-0", "bytes=99999999999999999999-"}) {
      assertThatThrownBy(() -> ByteRange.select(header, 10))
          .as(header)
          .isInstanceOf(FailureException.class);
    }
    assertThatThrownBy(() -> ByteRange.select("bytes=0-", 0)).isInstanceOf(FailureException.class);
  }

  @Test
  void survivesRandomHeadersWithASliceInsideTheContent() {
    var random = new Random(7);
    String letters = "bytes=0123456789-, ";
    for (int round = 0; round < 100_000; round++) {
      var header = new StringBuilder(random.nextBoolean() ? "bytes=" : "");
      for (int i = random.nextInt(8); i > 0; i--) {
        header.append(letters.charAt(random.nextInt(letters.length())));
      }
      try {
        Optional<ByteRange> range = ByteRange.select(header.toString(), 1000);
        range.ifPresent(r -> assertThat(r.last()).isBetween(r.first(), 999L));
      } catch (FailureException e) {
        assertThat(e).hasMessage("Requested range not satisfiable");
      }
    }
  }
}
