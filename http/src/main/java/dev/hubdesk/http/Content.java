package dev.hubdesk.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/// Bytes that never change and can be read from any place: what [FileSending] sends.
public sealed interface Content {

  /// All bytes of it.
  long size();

  /// A file of this machine, which must not change while it is being sent.
  record LocalFile(Path file, long size) implements Content {}

  /// Bytes that come from somewhere else.
  record Streamed(long size, Source source) implements Content {}

  /// Opens streams.
  @FunctionalInterface
  interface Source {

    /// Opens `length` bytes from `offset`, all of them inside the content. A stream that ends early
    /// is an error of the source.
    InputStream open(long offset, long length) throws IOException;
  }
}
