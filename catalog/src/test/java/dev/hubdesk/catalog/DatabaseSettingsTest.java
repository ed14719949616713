package dev.hubdesk.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DatabaseSettingsTest {

  @Test
  void neverTellsAPassword() {
    var settings =
        new DatabaseSettings.Postgres(
            "jdbc:postgresql://db/hub?password=secret1&ssl=true", "hub", "secret2");
    assertThat(settings.toString()).isEqualTo("jdbc:postgresql://db/hub");
  }
}
