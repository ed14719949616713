package dev.hubdesk.desk.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SizeTextTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1048576, 1048576",
    "7B, 7",
    "2KB, 2000",
    "2MB, 2000000",
    "3gb, 3000000000",
    "1KiB, 1024",
    "32MiB, 33554432",
    "1GIB, 1073741824",
    "'  4 mIb ', 4194304",
    "1.5KiB, 1536",
    "0.5MB, 500000",
    "1.000009B, 1",
    "999999999999999999, 999999999999999999",
  })
  void readsNumbersWithTheUsualUnits(String text, long bytes) {
    assertThat(SizeText.parse(text)).hasValue(bytes);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "abc",
        "MB",
        "-1",
        "-1MB",
        "100XB",
        "5xyz",
        "1e3",
        "1,5MB",
        "1.MB",
        ".5MB",
        "1 2",
        "1000000000000000000",
        "0x10",
        "1TiB",
        "٣MB",
        "999999999999999999GiB"
      })
  void refusesAnythingElse(String text) {
    assertThat(SizeText.parse(text)).isEmpty();
  }
}
