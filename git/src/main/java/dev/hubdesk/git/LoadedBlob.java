package dev.hubdesk.git;

import java.io.IOException;
import java.io.InputStream;
import org.eclipse.jgit.lib.ObjectLoader;

/// A git blob that was found.
record LoadedBlob(ObjectLoader loader) implements GitBlob {

  @Override
  public long size() {
    return loader.getSize();
  }

  @Override
  public InputStream openStream() throws IOException {
    return loader.openStream();
  }
}
