package dev.hubdesk.desk.transfer;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class FrontierDigestTest {

  @TempDir private Path folder;

  @Test
  void aDefectEndsTheWaitForTheDigest() throws Exception {
    try (PartialFile file =
        PartialFile.open(new PartialNames("me"), folder.resolve("blob"), 3, new CancelSignal())) {
      file.written(0, new byte[3], 3);
      try (var digest = new FrontierDigest(file, new Broken())) {
        digest.advance();
        assertThatThrownBy(digest::finish)
            .isInstanceOf(IOException.class)
            .hasRootCauseMessage("broken");
      }
    }
  }

  private static final class Broken extends MessageDigest {

    Broken() {
      super("broken");
    }

    @Override
    protected void engineUpdate(byte input) {
      throw new IllegalStateException("broken");
    }

    @Override
    protected void engineUpdate(byte[] input, int offset, int length) {
      throw new IllegalStateException("broken");
    }

    @Override
    protected byte[] engineDigest() {
      return new byte[0];
    }

    @Override
    protected void engineReset() {}
  }
}
