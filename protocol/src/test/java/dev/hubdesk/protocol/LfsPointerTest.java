package dev.hubdesk.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LfsPointerTest {

  private static final Sha256 OID = new Sha256("4d7a".repeat(16));

  @Test
  void writesWhatTheSpecificationSays() {
    assertThat(new LfsPointer(OID, 12345).text())
        .isEqualTo(
            """
            version https://git-lfs.github.com/spec/v1
            oid sha256:%s
            size 12345
            """
                .formatted(OID));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 9, 123456789, 5368709120L, Long.MAX_VALUE})
  void readsWhatItWrites(long size) {
    LfsPointer pointer = new LfsPointer(OID, size);
    assertThat(LfsPointer.parse(pointer.bytes())).contains(pointer);
  }

  @Test
  void aPointerOfNineDigitsHas134Bytes() {
    assertThat(new LfsPointer(OID, 123456789).bytes()).hasSize(134);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "version https://git-lfs.github.com/spec/v1\n",
        "version https://git-lfs.github.com/spec/v2\noid sha256:%s\nsize 1\n",
        "version https://git-lfs.github.com/spec/v1\noid sha256:%s\nsize -1\n",
        "version https://git-lfs.github.com/spec/v1\noid sha256:%s\nsize 01\n",
        "version https://git-lfs.github.com/spec/v1\noid sha256:%s\nsize 99999999999999999999\n",
        "version https://git-lfs.github.com/spec/v1\noid sha1:%s\nsize 1\n",
        "oid sha256:%s\nversion https://git-lfs.github.com/spec/v1\nsize 1\n",
        "version https://git-lfs.github.com/spec/v1\noid sha256:%s\nsize 1\nmore\n"
      })
  void takesNothingElseForAPointer(String form) {
    byte[] bytes = form.replace("%s", OID.hex()).getBytes(StandardCharsets.UTF_8);
    assertThat(LfsPointer.parse(bytes)).isEqualTo(Optional.empty());
  }

  @Test
  void aLongTextIsNeverAPointer() {
    String extended =
        "version https://git-lfs.github.com/spec/v1\next-0-x "
            + "y".repeat(1024)
            + "\noid sha256:"
            + OID
            + "\nsize 1\n";
    assertThat(LfsPointer.parse(extended.getBytes(StandardCharsets.UTF_8))).isEmpty();
  }
}
