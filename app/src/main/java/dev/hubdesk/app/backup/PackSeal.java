package dev.hubdesk.app.backup;

import dev.hubdesk.blobs.BlobKey;
import dev.hubdesk.protocol.Oid;
import java.security.MessageDigest;
import java.util.Arrays;

/// Whether bytes end with the SHA-1 of everything before, as the `.pack` and `.idx` files of git
/// do.
final class PackSeal {

  private static final int LENGTH = 20;

  private final MessageDigest digest = Oid.newDigest();
  private final byte[] last = new byte[LENGTH];
  private int held;

  /// Whether a blob has one.
  static boolean isOn(BlobKey key) {
    return key.lfsObject().isEmpty()
        && (key.text().endsWith(".pack") || key.text().endsWith(".idx"));
  }

  /// Some more came.
  ///
  /// @param length how many, from the beginning of the buffer
  void bytes(byte[] buffer, int length) {
    int fromLast = Math.clamp((long) held + length - LENGTH, 0, held);
    digest.update(last, 0, fromLast);
    System.arraycopy(last, fromLast, last, 0, held - fromLast);
    held -= fromLast;
    int through = Math.max(0, length - LENGTH + held);
    digest.update(buffer, 0, through);
    System.arraycopy(buffer, through, last, held, length - through);
    held += length - through;
  }

  /// Whether all the bytes that came are sealed. Nothing may come after.
  boolean isRight() {
    return held == LENGTH && Arrays.equals(digest.digest(), last);
  }
}
