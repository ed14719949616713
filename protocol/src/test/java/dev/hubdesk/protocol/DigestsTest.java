package dev.hubdesk.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class DigestsTest {

  @Test
  void areThoseOfTheStandards() {
    assertThat(Sha256.ofText("abc").hex())
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    byte[] sha1 = Oid.newDigest().digest("abc".getBytes(StandardCharsets.US_ASCII));
    assertThat(HexFormat.of().formatHex(sha1))
        .isEqualTo("a9993e364706816aba3e25717850c26c9cd0d89d");
  }

  @Test
  void readTextAsUtf8() {
    assertThat(Sha256.ofText("ä"))
        .isEqualTo(Sha256.of(Sha256.newDigest().digest(new byte[] {(byte) 0xc3, (byte) 0xa4})));
  }
}
