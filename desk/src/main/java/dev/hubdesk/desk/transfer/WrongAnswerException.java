package dev.hubdesk.desk.transfer;

import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import java.io.IOException;
import java.io.Serial;

/// An answer that contradicts what is known of a file: another length, digest, range or tag, or the
/// login page of a network in its place. It says nothing about the bytes that are there, and the
/// next answer may be the right one.
final class WrongAnswerException extends IOException {

  @Serial private static final long serialVersionUID = 1L;

  WrongAnswerException(FileTransfer transfer, String what) {
    super("The answer for " + transfer.path() + " " + what);
  }

  /// What to say when no attempt is left.
  FailureException refusal() {
    return new FailureException(new Failure.ContentMismatch(String.valueOf(getMessage())));
  }
}
