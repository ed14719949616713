package dev.hubdesk.desk.transfer;

import dev.hubdesk.hubclient.RetryPolicy;

/// How files are fetched: what the settings say, and what nobody can set.
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

  /// Bytes that a disk must keep free.
  public static final long FREE_SPACE = 64L << 20;

  private static final int CONNECTIONS = 24;
  private static final int FILES_AT_ONCE = 8;

  public TransferSettings {
    if (connections < 1 || connectionsPerFile < 1 || filesAtOnce < 1) {
      throw new IllegalArgumentException("at least one connection and one file at once");
    }
    if (rangedFrom < 1 || freeSpace < 0) {
      throw new IllegalArgumentException("sizes are positive");
    }
  }

  /// What the settings say, with enough connections for one file at the least.
  public static TransferSettings of(int connectionsPerFile, long rangedFrom, RetryPolicy retries) {
    return new TransferSettings(
        Math.max(CONNECTIONS, connectionsPerFile),
        connectionsPerFile,
        FILES_AT_ONCE,
        rangedFrom,
        retries,
        FREE_SPACE);
  }
}
