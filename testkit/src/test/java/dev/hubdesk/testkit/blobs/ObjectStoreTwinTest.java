package dev.hubdesk.testkit.blobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hubdesk.blobs.BlobKey;
import dev.hubdesk.blobs.BlobStore;
import dev.hubdesk.blobs.BlobWriter;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ObjectStoreTwinTest extends BlobStoreContract {

  private final ObjectStoreTwin twin = new ObjectStoreTwin();

  @Override
  protected BlobStore openEmpty() {
    return twin;
  }

  @Test
  void endsEveryUploadWithItsWriter() throws IOException {
    try (BlobWriter writer = twin.create(new BlobKey("a"))) {
      writer.write(bytes(ObjectStoreTwin.PART_BYTES * 3 + 1, 1));
      assertThat(twin.openUploads()).isEqualTo(1);
    }
    assertThat(twin.openUploads()).isZero();
  }
}
