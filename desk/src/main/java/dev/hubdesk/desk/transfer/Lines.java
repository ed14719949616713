package dev.hubdesk.desk.transfer;

import dev.hubdesk.hubclient.Transport;

/// The way to the network and the rules of transfers, as the settings have them now. What changes
/// counts for the next file.
public interface Lines {

  /// The rules for what begins now.
  TransferSettings settings();

  /// A way to the network, until it is closed.
  Line take();

  /// One way, which does not change.
  static Lines fixed(Transport transport, TransferSettings settings) {
    var line = new Line(transport, settings, () -> {});
    return new Lines() {
      @Override
      public TransferSettings settings() {
        return settings;
      }

      @Override
      public Line take() {
        return line;
      }
    };
  }

  /// A way to the network for one file.
  ///
  /// @param end called when it is not used any more
  record Line(Transport transport, TransferSettings settings, Runnable end)
      implements AutoCloseable {
    @Override
    public void close() {
      end.run();
    }
  }
}
