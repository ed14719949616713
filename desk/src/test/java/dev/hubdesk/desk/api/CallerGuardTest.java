package dev.hubdesk.desk.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hubdesk.http.ListenAddress;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallerGuardTest {

  @ParameterizedTest
  @CsvSource({
    "localhost:8080, localhost:8080, true",
    "localhost:8080, LOCALHOST, true",
    "localhost:8080, 127.0.0.1:9, true",
    "localhost:8080, [::1]:8080, true",
    "localhost:8080, localhost.evil.example, false",
    "localhost:8080, 127.0.0.1.evil.example, false",
    "localhost:8080, 192.168.1.7:8080, false",
    "localhost:8080, '', false",
    "localhost:8080, localhost:8080:1, false",
    "192.168.1.7:8080, 192.168.1.7:8080, true",
    "192.168.1.7:8080, 192.168.1.8:8080, false",
    "0.0.0.0:8080, 192.168.1.7:8080, true",
    "0.0.0.0:8080, evil.example, false",
    "0.0.0.0:8080, desk.lan:8080, true",
    "[::]:8080, [2001:db8::1]:8080, true",
  })
  void knowsItsOwnNames(String listen, String host, boolean ours) {
    var guard =
        new CallerGuard(
            ListenAddress.parse(listen), new CallerRules(List.of("Desk.lan"), List.of(), null));

    assertThat(guard.isOurs(host.toLowerCase(Locale.ROOT))).isEqualTo(ours);
  }

  @ParameterizedTest
  @CsvSource({
    "http://localhost:8080, localhost:8080, true",
    "https://desk.lan, desk.lan, true",
    "http://localhost:8081, localhost:8080, false",
    "http://localhost, localhost:8080, false",
    "null, localhost:8080, false",
    "file://localhost:8080, localhost:8080, false",
    "http://user@localhost:8080, localhost:8080, false",
    "'http://local host', localhost:8080, false",
  })
  void knowsItsOwnOrigin(String origin, String host, boolean same) {
    assertThat(CallerGuard.isSame(origin, host)).isEqualTo(same);
  }
}
