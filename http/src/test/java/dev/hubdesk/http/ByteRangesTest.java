package dev.hubdesk.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hubdesk.protocol.FailureException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ByteRangesTest {

  @Test
  void selectsSingleRangesAndClampsTheirEnd() {
    assertThat(ByteRanges.select("bytes=0-0", 10)).containsExactly(new ByteRange(0, 0));
    assertThat(ByteRanges.select("bytes=3-", 10)).containsExactly(new ByteRange(3, 9));
    assertThat(ByteRanges.select("bytes=3-99", 10)).containsExactly(new ByteRange(3, 9));
    assertThat(ByteRanges.select("bytes=-4", 10)).containsExactly(new ByteRange(6, 9));
    assertThat(ByteRanges.select("bytes=-40", 10)).containsExactly(new ByteRange(0, 9));
    assertThat(ByteRanges.select("Bytes=9-9", 10)).containsExactly(new ByteRange(9, 9));
    assertThat(ByteRanges.select("bytes=0-99999999999999999999", 10))
        .containsExactly(new ByteRange(0, 9));
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
          "bytes=0-1,x",
          "bytes=0-1,5-3",
          "bytes=0-1-2",
          "0-1"
        }) {
      assertThat(ByteRanges.select(header, 10)).as(header).isEmpty();
    }
    assertThat(ByteRanges.select(null, 10)).isEmpty();
  }

  @Test
  void refusesRangesOutsideTheContent() {
    for (String header :
        new String[] {"bytes=10-", "bytes=10-20", "bytes=-0", "bytes=99999999999999999999-"}) {
      assertThatThrownBy(() -> ByteRanges.select(header, 10))
          .as(header)
          .isInstanceOf(FailureException.class);
    }
    assertThatThrownBy(() -> ByteRanges.select("bytes=0-", 0)).isInstanceOf(FailureException.class);
  }

  @Test
  void selectsSeveralRangesInTheOrderAsked() {
    assertThat(ByteRanges.select("bytes=7-8, 0-1,-1", 20))
        .containsExactly(new ByteRange(7, 8), new ByteRange(0, 1), new ByteRange(19, 19));
    assertThat(ByteRanges.select("bytes=,0-1,,3-4,", 20))
        .containsExactly(new ByteRange(0, 1), new ByteRange(3, 4));
    assertThat(ByteRanges.select("bytes=0-1,30-40", 20)).containsExactly(new ByteRange(0, 1));
  }

  @Test
  void joinsRangesThatOverlapOrTouch() {
    assertThat(ByteRanges.select("bytes=0-5,3-8", 20)).containsExactly(new ByteRange(0, 8));
    assertThat(ByteRanges.select("bytes=0-5,6-8", 20)).containsExactly(new ByteRange(0, 8));
    assertThat(ByteRanges.select("bytes=10-12,0-3,4-9", 20)).containsExactly(new ByteRange(0, 12));
    assertThat(ByteRanges.select("bytes=0-1,15-16,5-6,-20", 20))
        .containsExactly(new ByteRange(0, 19));
    assertThat(ByteRanges.select("bytes=" + "0-,".repeat(ByteRanges.MAX_RANGES), 20))
        .containsExactly(new ByteRange(0, 19));
  }

  @Test
  void refusesMoreRangesThanTheLimit() {
    var header = new StringBuilder("bytes=");
    for (int i = 0; i < ByteRanges.MAX_RANGES; i++) {
      header.append(i * 3).append('-').append(i * 3).append(',');
    }
    assertThat(ByteRanges.select(header.toString(), 1000)).hasSize(ByteRanges.MAX_RANGES);
    header.append("900-900");
    assertThatThrownBy(() -> ByteRanges.select(header.toString(), 1000))
        .isInstanceOf(FailureException.class);
  }

  @Test
  void survivesRandomHeadersWithASliceInsideTheContent() {
    var random = new Random(7);
    String letters = "bytes=0123456789-, ";
    for (int round = 0; round < 100_000; round++) {
      var header = new StringBuilder(random.nextBoolean() ? "bytes=" : "");
      for (int i = random.nextInt(16); i > 0; i--) {
        header.append(letters.charAt(random.nextInt(letters.length())));
      }
      try {
        List<ByteRange> ranges = ByteRanges.select(header.toString(), 1000);
        assertThat(ranges).allSatisfy(r -> assertThat(r.last()).isBetween(r.first(), 999L));
        assertThat(ranges.stream().mapToLong(ByteRange::length).sum()).isLessThanOrEqualTo(1000);
      } catch (FailureException e) {
        assertThat(e).hasMessage("Requested range not satisfiable");
      }
    }
  }
}
