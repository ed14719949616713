package dev.hubdesk.desk.cache;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/// Reads the contents of files that may be very large, and asks between pieces whether to go on.
final class Contents {

  /// What is compared at once.
  static final int COMPARED_BYTES = 1 << 18;

  /// What is copied at once: much, since the system may copy without reading.
  private static final long COPIED_BYTES = 1 << 26;

  private Contents() {}

  /// Whether two files hold the same bytes.
  ///
  /// @param stopCheck what it throws ends the work
  static boolean areSame(Path one, Path other, Runnable stopCheck) throws IOException {
    if (Files.size(one) != Files.size(other)) {
      return false;
    }
    try (InputStream first = Files.newInputStream(one);
        InputStream second = Files.newInputStream(other)) {
      var left = new byte[COMPARED_BYTES];
      var right = new byte[COMPARED_BYTES];
      while (true) {
        stopCheck.run();
        int length = first.readNBytes(left, 0, left.length);
        int beside = second.readNBytes(right, 0, right.length);
        if (!Arrays.equals(left, 0, length, right, 0, beside)) {
          return false;
        }
        if (length < left.length) {
          return true;
        }
      }
    }
  }

  /// Copies a file to one that is not there yet, and syncs it.
  ///
  /// @param stopCheck what it throws ends the work; what was copied by then is left to the caller
  static void copy(Path from, Path to, Runnable stopCheck) throws IOException {
    try (FileChannel in = FileChannel.open(from, StandardOpenOption.READ);
        FileChannel out =
            FileChannel.open(to, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      long position = 0;
      long copied = 1;
      while (copied > 0) {
        stopCheck.run();
        copied = in.transferTo(position, COPIED_BYTES, out);
        position += copied;
      }
      out.force(true);
    }
  }
}
