package dev.hubdesk.desk.mirror;

import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Locale;

/// What a disk says when it takes no more. Java has no type for it: the message is the system's.
final class FullDisk {

  private FullDisk() {}

  static boolean isFull(Exception e) {
    String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    return e instanceof IOException
        && (message.contains("no space left")
            || message.contains("not enough space")
            || message.contains("quota exceeded"));
  }

  static FailureException in(Path folder) {
    return full("No space left in " + folder);
  }

  static FailureException in(Path folder, String numbers) {
    return full("No space left in " + folder + ": " + numbers);
  }

  private static FailureException full(String message) {
    return new FailureException(new Failure.StorageFull(message));
  }

  /// The exception as people read it: those of files tell the path alone.
  static String words(Exception e) {
    return switch (e) {
      case FailureException failure -> failure.failure().message();
      case AccessDeniedException denied -> "no permission: " + denied.getFile();
      case FileSystemException file ->
          file.getReason() == null
              ? file.getClass().getSimpleName() + ": " + file.getFile()
              : file.getReason() + ": " + file.getFile();
      default -> String.valueOf(e.getMessage());
    };
  }
}
