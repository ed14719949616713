package dev.hubdesk.desk.transfer;

import dev.hubdesk.hubclient.RetryPolicy;

/// How files are fetched.
///
/// @param connections of the whole Desk at one time
/// @param connectionsPerFile of one large file
/// @param filesAtOnce of one snapshot
/// @param rangedFrom bytes from which a file is fetched over several connections
/// @param retries attempts without progress before a connection's work is given up
/// @param freeSpace bytes that a disk must keep free
public record TransferSettings(
    int connections,
    int connectionsPerFile,
    int filesAtOnce,
    long rangedFrom,
    RetryPolicy retries,
    long freeSpace) {

  /// What the Desk does unless told otherwise.
  public static final TransferSettings DEFAULT =
      new TransferSettings(24, 8, 8, 32L << 20, RetryPolicy.DEFAULT, 64L << 20);

  public TransferSettings {
    if (connections < 1 || connectionsPerFile < 1 || filesAtOnce < 1) {
      throw new IllegalArgumentException("at least one connection and one file at once");
    }
    if (rangedFrom < 1 || freeSpace < 0) {
      throw new IllegalArgumentException("sizes are positive");
    }
  }
}
