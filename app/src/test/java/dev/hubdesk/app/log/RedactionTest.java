package dev.hubdesk.app.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedactionTest {

  @ParameterizedTest
  @CsvSource({
    "the token hf_abcdefghijklmnop is wrong, the token hf_(hidden) is wrong",
    "Authorization: Bearer abc.def-ghi, Authorization: Bearer (hidden)",
    "PUT /lfs/x?oid=1&signature=abc&n=2, PUT /lfs/x?oid=1&signature=(hidden)&n=2",
    "GET http://ana:secret@host/x, GET http://(hidden)@host/x",
    "a file hf_hub.py of 12 bytes, a file hf_hub.py of 12 bytes",
  })
  void cutsOutWhatLooksLikeASecretAndNothingElse(String line, String shown) {
    assertThat(Redaction.of(line)).isEqualTo(shown);
  }
}
