package dev.hubdesk.desk.transfer;

/// How a file got into the cache.
///
/// @param fetched bytes that were fetched for it in this run; 0 when it was there already
/// @param present it was there already
public record Outcome(long fetched, boolean present) {

  static final Outcome PRESENT = new Outcome(0, true);

  static Outcome fetched(long bytes) {
    return new Outcome(bytes, false);
  }
}
