package dev.hubdesk.desk.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hubdesk.hubclient.ByteSpan;
import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RangeSetTest {

  @Test
  void agreesWithASetOfBits() {
    var random = new Random(5);
    for (int round = 0; round < 200; round++) {
      var ranges = new RangeSet();
      var bits = new BitSet();
      for (int i = 0; i < 30; i++) {
        int start = random.nextInt(100);
        int end = start + 1 + random.nextInt(20);
        int before = bits.cardinality();
        bits.set(start, end);
        assertThat(ranges.add(start, end)).isEqualTo(bits.cardinality() - before);
        assertThat(ranges.total()).isEqualTo(bits.cardinality());
        assertThat(ranges.frontier()).isEqualTo(bits.nextClearBit(0));
      }
      var missing = new BitSet();
      for (ByteSpan gap : ranges.gaps(120)) {
        missing.set((int) gap.start(), (int) gap.end());
      }
      bits.flip(0, 120);
      assertThat(missing).isEqualTo(bits);
    }
  }
}
