package dev.hubdesk.desk.mirror;

import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/// What disks have against a mirror job, in words.
final class DiskWords {

  private DiskWords() {}

  static FailureException full(Path folder) {
    return failure("No space left in " + folder);
  }

  static FailureException full(Path folder, String numbers) {
    return failure("No space left in " + folder + ": " + numbers);
  }

  private static FailureException failure(String message) {
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
