package dev.hubdesk.hubclient;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoProxyTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          hub.example            | hub.example   | 443 | true
          HUB.example            | hub.EXAMPLE   | 443 | true
          example                | hub.example   | 443 | true
          .example               | hub.example   | 443 | true
          *.example              | hub.example   | 443 | true
          .hub.example           | hub.example   | 443 | true
          ub.example             | hub.example   | 443 | false
          hub.example:8443       | hub.example   | 443 | false
          hub.example:8443       | hub.example   | 8443 | true
          other, hub.example     | hub.example   | 80  | true
          other hub.example      | hub.example   | 80  | true
          *                      | anything      | 80  | true
          10.0.0.0/8             | 10.255.3.4    | 80  | true
          10.0.0.0/8             | 11.0.0.1      | 80  | false
          10.0.0.0/9             | 10.128.0.1    | 80  | false
          10.0.0.0/33            | 10.0.0.1      | 80  | false
          10.0.0.0/8             | hub.example   | 80  | false
          fd00::/8               | [fd12::1]     | 80  | true
          ::1                    | [::1]         | 80  | true
          [::1]:81               | [::1]         | 80  | false
          10.1.2.3               | 10.1.2.3      | 80  | true
          ,                      | hub.example   | 80  | false
          """)
  void coversWhatItsRulesName(String rules, String host, int port, boolean covered) {
    assertThat(NoProxy.of(rules).covers(host, port)).isEqualTo(covered);
  }
}
