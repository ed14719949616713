package dev.hubdesk.testkit.blobs;

import dev.hubdesk.blobs.BlobStore;
import dev.hubdesk.blobs.MemoryBlobs;

class MemoryBlobsTest extends BlobStoreContract {

  @Override
  protected BlobStore openEmpty() {
    return new MemoryBlobs();
  }
}
