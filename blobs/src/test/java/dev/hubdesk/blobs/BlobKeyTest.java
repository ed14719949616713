package dev.hubdesk.blobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hubdesk.protocol.Sha256;
import org.junit.jupiter.api.Test;

class BlobKeyTest {

  @Test
  void theKeyOfAnLfsObjectLeadsBackToIt() {
    var oid = new Sha256("0123456789abcdef".repeat(4));
    assertThat(BlobKey.lfs(oid).text()).isEqualTo("lfs/01/23/" + oid.hex());
    assertThat(BlobKey.lfs(oid).lfsObject()).contains(oid);
  }

  @Test
  void otherKeysAreOfNoLfsObject() {
    assertThat(new BlobKey("git/" + "a".repeat(64)).lfsObject()).isEmpty();
    assertThat(new BlobKey("lfs/01/23/short").lfsObject()).isEmpty();
  }
}
