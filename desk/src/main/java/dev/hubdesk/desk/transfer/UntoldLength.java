package dev.hubdesk.desk.transfer;

import dev.hubdesk.hubclient.RemoteFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.SequenceInputStream;

/// Answers that claim to be a whole file and do not say how long it is. What a login page puts in
/// the place of a large file is short: the beginning is looked at before any of it is written.
final class UntoldLength {

  /// How much must come, in bytes, before an answer is believed.
  static final int PROOF = 1 << 20;

  private UntoldLength() {}

  /// The same file.
  ///
  /// @throws WrongAnswerException when it ends too early for a large one
  static RemoteFile proven(RemoteFile file, FileTransfer transfer) throws IOException {
    if (file.partial() || file.total().isPresent() || transfer.size() < PROOF) {
      return file;
    }
    byte[] start = file.body().readNBytes(PROOF);
    if (start.length < PROOF) {
      throw new WrongAnswerException(
          transfer, "has " + start.length + " bytes instead of " + transfer.size());
    }
    return file.with(new SequenceInputStream(new ByteArrayInputStream(start), file.body()));
  }
}
