package dev.hubdesk.desk.transfer;

import dev.hubdesk.hubclient.Transport;

/// The transports that files are fetched over and the rules for it, as the settings have them now.
/// What changes counts for the next file.
public interface Transports {

  /// The rules for what begins now.
  TransferSettings settings();

  /// A transport for one file, until it is given back.
  Loan take();

  /// One transport, which does not change.
  static Transports fixed(Transport transport, TransferSettings settings) {
    var loan = new Loan(transport, settings, () -> {});
    return new Transports() {
      @Override
      public TransferSettings settings() {
        return settings;
      }

      @Override
      public Loan take() {
        return loan;
      }
    };
  }

  /// A transport on loan for one file.
  ///
  /// @param end called when it is given back
  record Loan(Transport transport, TransferSettings settings, Runnable end)
      implements AutoCloseable {
    @Override
    public void close() {
      end.run();
    }
  }
}
