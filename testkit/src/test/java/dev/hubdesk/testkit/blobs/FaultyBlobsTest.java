package dev.hubdesk.testkit.blobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hubdesk.blobs.BlobKey;
import dev.hubdesk.blobs.BlobStore;
import dev.hubdesk.blobs.BlobWriter;
import dev.hubdesk.blobs.MemoryBlobs;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class FaultyBlobsTest {

  private static final BlobKey KEY = new BlobKey("k");

  @Test
  void failsEachCallInTurnAndThenNone() throws IOException {
    int failures = 0;
    boolean done = false;
    while (!done) {
      var inner = new MemoryBlobs();
      var faulty = new FaultyBlobs(inner, failures + 1);
      try {
        writeAndRead(faulty);
        done = true;
        assertThat(faulty.hasFailed()).isFalse();
      } catch (IOException e) {
        failures++;
        assertThat(faulty.hasFailed()).isTrue();
      }
    }
    assertThat(failures).as("create, write, commit, open, read").isEqualTo(5);
  }

  private static void writeAndRead(BlobStore store) throws IOException {
    try (BlobWriter writer = store.create(KEY)) {
      writer.write(new byte[] {1, 2, 3});
      writer.commit();
    }
    try (InputStream in = store.open(KEY)) {
      assertThat(in.read()).isEqualTo(1);
    }
  }
}
