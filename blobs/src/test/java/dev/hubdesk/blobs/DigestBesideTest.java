package dev.hubdesk.blobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hubdesk.protocol.Sha256;
import java.security.MessageDigest;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DigestBesideTest {

  private static final int BUFFER = 256 << 10;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, BUFFER - 1, BUFFER, BUFFER + 1, 4 * BUFFER, 5 * BUFFER, 3_000_001})
  void agreesWithTheDigestOfTheWhole(int size) throws Exception {
    var random = new Random(size);
    var bytes = new byte[size];
    random.nextBytes(bytes);
    try (var digest = new DigestBeside()) {
      for (int at = 0; at < size; ) {
        int step = Math.min(size - at, 1 + random.nextInt(3 * BUFFER));
        digest.update(bytes, at, step);
        at += step;
      }
      assertThat(digest.digest())
          .isEqualTo(Sha256.of(MessageDigest.getInstance("SHA-256").digest(bytes)));
    }
  }
}
