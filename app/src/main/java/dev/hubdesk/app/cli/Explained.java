package dev.hubdesk.app.cli;

import dev.hubdesk.app.DataDirectoryException;
import dev.hubdesk.app.backup.BackupException;
import dev.hubdesk.app.config.ConfigurationException;
import dev.hubdesk.catalog.DatabaseUnusableException;
import dev.hubdesk.http.PortInUseException;
import dev.hubdesk.protocol.FailureException;
import java.io.IOException;
import java.io.PrintWriter;
import org.slf4j.LoggerFactory;

/// A failed command in one plain sentence, and its exit code.
final class Explained {

  private Explained() {}

  /// Says what went wrong.
  ///
  /// @return an [ExitCode]
  static int print(Throwable failure, PrintWriter err) {
    return switch (failure) {
      case ConfigurationException e -> say(err, words(e), ExitCode.USAGE);
      case PortTakenException e -> say(err, words(e), ExitCode.PORT_IN_USE);
      case PortInUseException e -> say(err, words(e), ExitCode.PORT_IN_USE);
      case DataDirectoryException e -> say(err, words(e), ExitCode.DATA_UNUSABLE);
      case BackupException e -> say(err, words(e), ExitCode.FAILED);
      case DatabaseUnusableException e -> say(err, words(e), ExitCode.DATA_UNUSABLE);
      case FailureException e -> say(err, words(e), ExitCode.FAILED);
      case IOException e -> say(err, words(e), ExitCode.FAILED);
      default -> {
        LoggerFactory.getLogger(Explained.class).error("the command failed", failure);
        yield say(err, "Something unexpected failed; the log says where.", ExitCode.FAILED);
      }
    };
  }

  private static String words(Exception e) {
    // Many of the JDK's messages are a bare path; the type then says what is wrong with it.
    String message = e.getMessage();
    return message != null && message.contains(" ")
        ? message
        : e.getClass().getSimpleName().replace("Exception", "") + ": " + message;
  }

  private static int say(PrintWriter err, String sentence, int code) {
    err.println("hubdesk: " + sentence);
    err.flush();
    return code;
  }
}
