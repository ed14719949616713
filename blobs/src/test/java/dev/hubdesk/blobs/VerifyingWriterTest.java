package dev.hubdesk.blobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.LfsPointer;
import dev.hubdesk.protocol.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class VerifyingWriterTest {

  private static final BlobKey KEY = new BlobKey("k");
  private static final Sha256 OF_ABC =
      new Sha256("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");

  private final MemoryBlobs store = new MemoryBlobs();

  private void write(String text, LfsPointer announced) throws IOException {
    try (var writer = new VerifyingWriter(store.create(KEY), announced)) {
      writer.write(text.getBytes(StandardCharsets.UTF_8));
      writer.commit();
    }
  }

  @Test
  void commitsWhatWasAnnounced() throws IOException {
    write("abc", new LfsPointer(OF_ABC, 3));
    assertThat(store.find(KEY).map(BlobInfo::size)).hasValue(3L);
  }

  @Test
  void keepsNothingOfOtherBytes() {
    assertThatThrownBy(() -> write("abd", new LfsPointer(OF_ABC, 3)))
        .isInstanceOf(FailureException.class)
        .hasMessageContaining("SHA-256");
    assertThat(store.find(KEY)).isEmpty();
  }

  @Test
  void keepsNothingOfAnotherLength() {
    for (long size : new long[] {0, 2, 4}) {
      assertThatThrownBy(() -> write("abc", new LfsPointer(OF_ABC, size)))
          .isInstanceOf(FailureException.class)
          .hasMessageContaining("announced");
    }
    assertThat(store.find(KEY)).isEmpty();
  }
}
