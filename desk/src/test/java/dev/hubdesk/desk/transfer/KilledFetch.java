package dev.hubdesk.desk.transfer;

import dev.hubdesk.desk.cache.ContentDigest;
import dev.hubdesk.hubclient.HubEndpoint;
import dev.hubdesk.hubclient.RetryPolicy;
import dev.hubdesk.hubclient.Transport;
import dev.hubdesk.hubclient.TransportSettings;
import dev.hubdesk.protocol.RepoPath;
import dev.hubdesk.protocol.Sha256;
import java.nio.file.Path;

/// A process that fetches one file, to be killed on the way.
final class KilledFetch {

  private KilledFetch() {}

  /// Fetches `args`: endpoint, name, size, sha256, destination.
  public static void main(String[] args) throws Exception {
    var settings = new TransferSettings(8, 4, 4, 1 << 20, RetryPolicy.DEFAULT, 0);
    try (var transport = new Transport(TransportSettings.DEFAULT)) {
      Samples.fetch(
          new TransferEngine(transport, settings),
          new FileTransfer(
              HubEndpoint.anonymous(args[0]),
              Samples.REPO,
              Samples.COMMIT,
              new RepoPath(args[1]),
              Long.parseLong(args[2]),
              new ContentDigest.LargeFile(new Sha256(args[3])),
              Path.of(args[4])),
          Progress.NONE,
          new CancelSignal());
    }
  }
}
