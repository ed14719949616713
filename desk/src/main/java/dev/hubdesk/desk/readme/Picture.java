package dev.hubdesk.desk.readme;

import dev.hubdesk.hubclient.RemoteFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.OptionalLong;

/// A raster image on its way.
final class Picture implements AutoCloseable {

  /// The largest image, in bytes.
  static final long MAX_BYTES = 32L << 20;

  private final RemoteFile file;
  private final byte[] head;
  private final String type;
  private final Runnable over;

  /// @param head the first bytes, read already
  /// @param type the media type, as the bytes tell
  /// @param over called when it is closed
  Picture(RemoteFile file, byte[] head, String type, Runnable over) {
    this.file = file;
    this.head = head;
    this.type = type;
    this.over = over;
  }

  String type() {
    return type;
  }

  OptionalLong length() {
    return file.length();
  }

  /// Sends it.
  ///
  /// @throws IOException when it is longer than was announced, or than may be; what was sent is cut
  ///   there
  void sendTo(OutputStream out) throws IOException {
    out.write(head);
    long sent = head.length;
    InputStream body = file.body();
    byte[] buffer = new byte[64 << 10];
    for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
      sent += read;
      if (sent > MAX_BYTES) {
        throw new IOException("the image is longer than " + MAX_BYTES + " bytes");
      }
      out.write(buffer, 0, read);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      file.close();
    } finally {
      over.run();
    }
  }
}
