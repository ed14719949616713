package dev.hubdesk.hubclient;

import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// The bytes of a file, or of a range of it, flowing. Whoever holds it closes it.
///
/// @param start where in the file the first byte of `body` stands
/// @param partial whether the server honoured the range; if not, `body` is the whole file
/// @param total bytes of the whole file, when the server said
/// @param length bytes of `body`, when the server said
/// @param validator the strong entity tag of the origin that sent the bytes, as it stood in the
///   header
/// @param etag what the endpoint itself says the bytes are (bare), null when they came from
///   elsewhere and it did not say
/// @param source the address that sent the bytes
public record RemoteFile(
    long start,
    boolean partial,
    OptionalLong total,
    OptionalLong length,
    @Nullable String validator,
    @Nullable String etag,
    FileAddress source,
    InputStream body)
    implements AutoCloseable {

  /// The same with another view of its body.
  public RemoteFile with(InputStream other) {
    return new RemoteFile(start, partial, total, length, validator, etag, source, other);
  }

  @Override
  public void close() throws IOException {
    body.close();
  }

  @Override
  public String toString() {
    return "RemoteFile[start=" + start + ", partial=" + partial + ", total=" + total + "]";
  }
}
