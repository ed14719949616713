package dev.hubdesk.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.NotLinkException;
import org.junit.jupiter.api.Test;

class FaultWordsTest {

  @Test
  void noFaultIsToldByTheNameOfItsClass() {
    Exception[] faults = {
      new NoSuchFileException("/a"),
      new AccessDeniedException("/a"),
      new NotDirectoryException("/a"),
      new NotLinkException("/a"),
      new FileAlreadyExistsException("/a"),
      new DirectoryNotEmptyException("/a"),
      new FileSystemLoopException("/a"),
      new AtomicMoveNotSupportedException("/a", "/b", "two disks"),
      new FileSystemException("/a"),
    };
    for (Exception fault : faults) {
      assertThat(FaultWords.of(fault))
          .startsWith("/a: ")
          .hasSizeGreaterThan("/a: ".length())
          .doesNotContain("Exception");
    }
    assertThat(FaultWords.of(new IOException())).isEqualTo("it broke off");
    assertThat(FaultWords.of(new IllegalStateException("inside"))).isEqualTo("internal error");
  }

  @Test
  void theSystemsOwnWordsAreKept() {
    assertThat(FaultWords.of(new FileSystemException("/a", null, "Read-only file system")))
        .isEqualTo("/a: Read-only file system");
    assertThat(FaultWords.of(new FileNotFoundException("/a (b) (Read-only file system)")))
        .isEqualTo("Read-only file system");
    assertThat(FaultWords.of(new FailureException(new Failure.NotFound("No such job"))))
        .isEqualTo("No such job");
  }
}
