package dev.hubdesk.desk.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hubdesk.protocol.Failure;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import org.junit.jupiter.api.Test;

class DeskErrorsTest {

  @Test
  void aFullDiskIsThisMachinesAndNoServers() {
    assertThat(DeskErrors.text(new Failure.StorageFull()))
        .isEqualTo("No space left on this machine's disk");
    assertThat(DeskErrors.text(new Failure.StorageFull("No space left in /cache")))
        .isEqualTo("No space left in /cache");
  }

  @Test
  void whatTheFileSystemRefusesIsToldInWords() {
    var errors = new DeskErrors();

    assertThat(errors.recognise(new AccessDeniedException("/models/a")))
        .contains(new Failure.LocalFault("The disk refused this: /models/a: no permission"));
    assertThat(errors.recognise(new FileSystemException("/a", null, "No space left on device")))
        .contains(new Failure.StorageFull());
    assertThat(errors.recognise(new IOException("a defect"))).isEmpty();
  }
}
