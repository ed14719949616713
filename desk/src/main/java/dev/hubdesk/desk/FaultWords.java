package dev.hubdesk.desk;

import dev.hubdesk.protocol.FailureException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.NotLinkException;

/// What went wrong, in words for people. Java's own exceptions of files often tell the path alone,
/// and the rest by the name of their class.
public final class FaultWords {

  private FaultWords() {}

  /// What is wrong, without saying where: the system's own words if there are any.
  public static String reason(IOException failure) {
    return switch (failure) {
      case NoSuchFileException _ -> "it is not there";
      case AccessDeniedException _ -> "no permission";
      case NotDirectoryException _ -> "it is no folder";
      case NotLinkException _ -> "it is no link";
      case FileAlreadyExistsException _ -> "something is there already";
      case DirectoryNotEmptyException _ -> "the folder is not empty";
      case FileSystemLoopException _ -> "its links lead in a circle";
      case AtomicMoveNotSupportedException _ -> "it cannot be renamed as a whole";
      case FileSystemException e -> e.getReason() == null ? "it cannot be used" : e.getReason();
      // `path (reason)`
      case FileNotFoundException e -> message(e).replaceFirst("^.* \\((.+)\\)$", "$1");
      default -> message(failure);
    };
  }

  /// What is wrong, and where if that is known: `/models/x: no permission`.
  public static String of(Exception failure) {
    return switch (failure) {
      case FailureException e -> e.failure().message();
      case FileSystemException e when e.getFile() != null -> e.getFile() + ": " + reason(e);
      case IOException e -> reason(e);
      default -> "internal error";
    };
  }

  private static String message(IOException failure) {
    return failure.getMessage() == null ? "it broke off" : failure.getMessage();
  }
}
