package dev.hubdesk.git;

import java.io.IOException;
import java.io.InputStream;

/// The content of a git blob.
public interface GitBlob {

  /// Bytes of the content.
  long size();

  /// Opens the content from its start.
  InputStream openStream() throws IOException;
}
