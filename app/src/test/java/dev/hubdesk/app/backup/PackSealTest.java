package dev.hubdesk.app.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hubdesk.blobs.BlobKey;
import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.Sha256;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackSealTest {

  private final Random random = new Random(7);

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 19, 20, 21, 40, 1000})
  void isFoundHoweverTheBytesCome(int length) {
    byte[] sealed = sealed(length);
    for (int chunk : new int[] {1, 7, 19, 20, 21, 39, 64, 5000}) {
      assertThat(isRight(sealed, chunk)).as("%d at a time", chunk).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 19, 20, 64, 5000})
  void isBrokenByAnyByteThatChanged(int length) {
    byte[] sealed = sealed(length);
    for (int i = 0; i < 50; i++) {
      byte[] damaged = sealed.clone();
      damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
      assertThat(isRight(damaged, 64)).isFalse();
    }
    assertThat(isRight(Arrays.copyOf(sealed, sealed.length - 1), 64)).isFalse();
    assertThat(isRight(Arrays.copyOf(sealed, sealed.length + 1), 64)).isFalse();
  }

  @Test
  void isNotOnWhatIsTooShort() {
    assertThat(new PackSeal().isRight()).isFalse();
    assertThat(isRight(new byte[19], 19)).isFalse();
  }

  @Test
  void isOnPacksAndTheirIndexesOnly() {
    assertThat(PackSeal.isOn(new BlobKey("git/1/a.pack"))).isTrue();
    assertThat(PackSeal.isOn(new BlobKey("git/1/h/a.idx"))).isTrue();
    assertThat(PackSeal.isOn(new BlobKey("git/1/a.objsize"))).isFalse();
    assertThat(PackSeal.isOn(BlobKey.lfs(Sha256.ofText("")))).isFalse();
  }

  private byte[] sealed(int length) {
    var content = new byte[length];
    random.nextBytes(content);
    byte[] sealed = Arrays.copyOf(content, length + 20);
    System.arraycopy(Oid.newDigest().digest(content), 0, sealed, length, 20);
    return sealed;
  }

  private static boolean isRight(byte[] bytes, int chunk) {
    var seal = new PackSeal();
    for (int at = 0; at < bytes.length; at += chunk) {
      byte[] some = Arrays.copyOfRange(bytes, at, Math.min(at + chunk, bytes.length));
      seal.bytes(some, some.length);
    }
    return seal.isRight();
  }
}
