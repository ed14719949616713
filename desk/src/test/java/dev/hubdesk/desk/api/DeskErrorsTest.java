package dev.hubdesk.desk.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hubdesk.protocol.Failure;
import org.junit.jupiter.api.Test;

class DeskErrorsTest {

  @Test
  void aFullDiskIsThisMachinesAndNoServers() {
    assertThat(DeskErrors.text(new Failure.StorageFull()))
        .isEqualTo("No space left on this machine's disk");
    assertThat(DeskErrors.text(new Failure.StorageFull("No space left in /cache")))
        .isEqualTo("No space left in /cache");
  }
}
