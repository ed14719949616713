package dev.hubdesk.http;

import java.time.Duration;

/// How a [WebServer] behaves.
///
/// @param idleTimeout a connection on which no byte moves for so long is closed; a transfer that
///   moves, however slowly, is never cut
/// @param drainTimeout how long [WebServer#close()] waits for requests in flight
/// @param maxHeaderBytes the longest request line with headers
public record WebSettings(
    ListenAddress listen, Duration idleTimeout, Duration drainTimeout, int maxHeaderBytes) {

  /// No byte for a minute.
  public static final Duration IDLE_TIMEOUT = Duration.ofSeconds(60);

  /// Half a minute for requests in flight.
  public static final Duration DRAIN_TIMEOUT = Duration.ofSeconds(30);

  /// 16 KB of request line and headers; more is answered with 431 or 414.
  public static final int MAX_HEADER_BYTES = 16 << 10;

  public WebSettings {
    if (!idleTimeout.isPositive() || drainTimeout.isNegative() || maxHeaderBytes < 1024) {
      throw new IllegalArgumentException("a timeout or the header limit is too small");
    }
  }

  /// The defaults at an address.
  public static WebSettings of(ListenAddress listen) {
    return new WebSettings(listen, IDLE_TIMEOUT, DRAIN_TIMEOUT, MAX_HEADER_BYTES);
  }

  /// The same with another drain timeout.
  public WebSettings withDrainTimeout(Duration timeout) {
    return new WebSettings(listen, idleTimeout, timeout, maxHeaderBytes);
  }
}
