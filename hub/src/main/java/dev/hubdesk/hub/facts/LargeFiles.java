package dev.hubdesk.hub.facts;

import dev.hubdesk.protocol.LfsPointer;
import java.io.IOException;
import java.io.InputStream;

/// Reads the beginning of LFS objects.
@FunctionalInterface
public interface LargeFiles {

  /// Opens an object from its start.
  ///
  /// @param length bytes that will be read at most
  InputStream open(LfsPointer object, long length) throws IOException;
}
