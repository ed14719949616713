package dev.hubdesk.desk.transfer;

import dev.hubdesk.hubclient.HubEndpoint;
import dev.hubdesk.hubclient.RetryPolicy;
import dev.hubdesk.hubclient.Transport;
import dev.hubdesk.hubclient.TransportSettings;
import java.nio.file.Path;

/// A process that downloads a plan, to be killed on the way.
final class KilledDownload {

  private KilledDownload() {}

  /// Downloads `args`: endpoint, written plan, whether into a folder of real files, folder.
  public static void main(String[] args) throws Exception {
    var settings = new TransferSettings(8, 4, 4, 4 << 20, RetryPolicy.DEFAULT, 0);
    SnapshotPlan plan = KilledPlan.read(HubEndpoint.anonymous(args[0]), Path.of(args[1]));
    SnapshotPlace place = KilledPlan.place(Boolean.parseBoolean(args[2]), Path.of(args[3]), plan);
    try (var transport = new Transport(TransportSettings.DEFAULT)) {
      new SnapshotDownload(new TransferEngine(Transports.fixed(transport, settings), "test"), place)
          .run(plan, Progress.NONE, new CancelSignal());
    }
  }
}
