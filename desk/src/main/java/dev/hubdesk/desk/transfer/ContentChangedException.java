package dev.hubdesk.desk.transfer;

import java.io.IOException;
import java.io.Serial;

/// The server's tag of the file is another one than a moment ago: bytes of before and after must
/// not stand side by side.
final class ContentChangedException extends IOException {

  @Serial private static final long serialVersionUID = 1L;

  ContentChangedException() {
    super("the file changed on the server during the download");
  }
}
