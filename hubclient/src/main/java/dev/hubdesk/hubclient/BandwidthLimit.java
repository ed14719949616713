package dev.hubdesk.hubclient;

/// Bytes per second of all files together that are fetched through the transports that share it.
/// Changed in place: who waits hears of it at once.
public final class BandwidthLimit {

  private static final long NANOS = 1_000_000_000L;

  /// No read is longer than what may arrive in this part of a second, so that many connections
  /// share a low limit evenly.
  private static final int SLICES = 16;

  private static final int SMALLEST_SLICE = 1024;

  private long bytesPerSecond;
  private long freeAt;

  /// @param bytesPerSecond 0 for no limit
  public BandwidthLimit(long bytesPerSecond) {
    this.bytesPerSecond = checked(bytesPerSecond);
  }

  /// Another limit, from now on.
  ///
  /// @param other bytes per second, 0 for no limit
  public synchronized void change(long other) {
    bytesPerSecond = checked(other);
    freeAt = System.nanoTime();
    notifyAll();
  }

  /// Bytes per second; 0 is no limit.
  public synchronized long bytesPerSecond() {
    return bytesPerSecond;
  }

  /// How much of what is wanted may be read at one time.
  synchronized int slice(int wanted) {
    return bytesPerSecond == 0
        ? wanted
        : (int) Math.min(wanted, Math.max(SMALLEST_SLICE, bytesPerSecond / SLICES));
  }

  /// Counts bytes that have arrived, and waits until the next ones may.
  synchronized void took(int bytes) throws InterruptedException {
    if (bytesPerSecond == 0) {
      return;
    }
    long now = System.nanoTime();
    long start = freeAt - now > 0 ? freeAt : now;
    long mine = start + Math.round((double) bytes * NANOS / bytesPerSecond);
    long limit = bytesPerSecond;
    freeAt = mine;
    while (bytesPerSecond == limit && mine - now > 0) {
      long left = mine - now;
      wait(left / 1_000_000, (int) (left % 1_000_000));
      now = System.nanoTime();
    }
  }

  private static long checked(long bytesPerSecond) {
    if (bytesPerSecond < 0) {
      throw new IllegalArgumentException("a speed is not negative");
    }
    return bytesPerSecond;
  }
}
