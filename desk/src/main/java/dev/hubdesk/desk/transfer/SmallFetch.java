package dev.hubdesk.desk.transfer;

import dev.hubdesk.hubclient.RemoteFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;

/// Fetches a file that is not worth resuming: one request, its digest computed on the way. Wrong
/// bytes are a failed attempt like any other.
final class SmallFetch {

  private static final int BUFFER = 64 * 1024;

  private final FileTransfer transfer;
  private final Path fresh;
  private final Connections connections;
  private final RetryBudget budget;
  private final Progress progress;

  /// @param fresh where the bytes stand until they are verified; what is there is replaced
  SmallFetch(
      FileTransfer transfer,
      Path fresh,
      Connections connections,
      RetryBudget budget,
      Progress progress) {
    this.transfer = transfer;
    this.fresh = fresh;
    this.connections = connections;
    this.budget = budget;
    this.progress = progress;
  }

  Outcome run() throws IOException, InterruptedException {
    progress.started(transfer.path(), transfer.size(), 0);
    var source = new FileSource(connections.transport(), transfer);
    try {
      connections.attempt(transfer, budget, progress, () -> fetch(source));
      DiskException.doOnDisk(this::publish);
    } finally {
      Files.deleteIfExists(fresh);
    }
    return Outcome.fetched(transfer.size());
  }

  private void publish() throws IOException {
    try (var written = new RandomAccessFile(fresh.toFile(), "rw")) {
      written.getFD().sync();
    }
    Files.move(fresh, transfer.destination(), StandardCopyOption.ATOMIC_MOVE);
  }

  private void fetch(FileSource source) throws IOException, InterruptedException {
    MessageDigest digest = transfer.digest().start(transfer.size());
    long arrived = 0;
    try (RemoteFile file = source.open(null);
        OutputStream out = DiskException.onDisk(() -> Files.newOutputStream(fresh))) {
      arrived = copy(file.body(), out, digest);
    } finally {
      if (arrived < transfer.size()) {
        progress.restarted(transfer.path());
      }
    }
    if (!transfer.digest().matches(digest.digest())) {
      progress.restarted(transfer.path());
      throw new WrongAnswerException(transfer, "does not have the digest that was announced");
    }
  }

  private long copy(InputStream body, OutputStream out, MessageDigest digest) throws IOException {
    var buffer = new byte[Math.clamp(transfer.size(), 1, BUFFER)];
    long arrived = 0;
    while (arrived < transfer.size()) {
      int wanted = (int) Math.min(buffer.length, transfer.size() - arrived);
      int n = body.read(buffer, 0, wanted);
      if (n < 0) {
        throw new IOException(
            "the answer ended after " + arrived + " of " + transfer.size() + " bytes");
      }
      digest.update(buffer, 0, n);
      DiskException.doOnDisk(() -> out.write(buffer, 0, n));
      arrived += n;
      progress.received(transfer.path(), n);
    }
    if (body.read() >= 0) {
      throw new WrongAnswerException(transfer, "is longer than its listing says");
    }
    return arrived;
  }
}
