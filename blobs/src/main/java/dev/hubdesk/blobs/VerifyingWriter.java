package dev.hubdesk.blobs;

import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.LfsPointer;
import dev.hubdesk.protocol.Sha256;
import java.io.IOException;

/// Writes a blob that was announced by SHA-256 and size, and computes both on the way. What differs
/// is never committed; a byte too many is refused at once.
public final class VerifyingWriter extends BlobWriter {

  private final BlobWriter inner;
  private final LfsPointer announced;
  private final DigestBeside digest = new DigestBeside();
  private long count;

  /// @param inner where the bytes go; closed with this writer
  /// @param announced what the bytes must be
  public VerifyingWriter(BlobWriter inner, LfsPointer announced) {
    this.inner = inner;
    this.announced = announced;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    count += length;
    if (count > announced.size()) {
      throw mismatch("more than the announced " + announced.size() + " bytes arrived");
    }
    digest.update(bytes, offset, length);
    inner.write(bytes, offset, length);
  }

  /// Commits if the bytes are those that were announced.
  ///
  /// @throws FailureException with `ContentMismatch` when they are not
  @Override
  public void commit() throws IOException {
    if (count != announced.size()) {
      throw mismatch(count + " bytes arrived, " + announced.size() + " were announced");
    }
    Sha256 actual = digest.digest();
    if (!actual.equals(announced.oid())) {
      throw mismatch("the SHA-256 of what arrived is " + actual + ", not " + announced.oid());
    }
    inner.commit();
  }

  @Override
  public void close() throws IOException {
    digest.close();
    inner.close();
  }

  private static FailureException mismatch(String message) {
    return new FailureException(new Failure.ContentMismatch("Upload refused: " + message));
  }
}
