package dev.hubdesk.hubclient;

import java.time.Duration;
import java.util.Optional;

/// The patience of a [Transport].
///
/// @param connect until a connection stands
/// @param answer until the head of an answer has arrived
/// @param stall how long a body may stay silent before the connection counts as dead
/// @param idle how long an unused connection is kept
/// @param retries of calls that answer with JSON; file transfers keep their own account
/// @param userAgent as sent
public record TransportSettings(
    Duration connect,
    Duration answer,
    Duration stall,
    Duration idle,
    RetryPolicy retries,
    String userAgent) {

  /// What the Desk does unless told otherwise.
  public static final TransportSettings DEFAULT =
      new TransportSettings(
          Duration.ofSeconds(30),
          Duration.ofSeconds(60),
          Duration.ofSeconds(60),
          Duration.ofSeconds(90),
          RetryPolicy.DEFAULT,
          "hubdesk/"
              + Optional.ofNullable(Transport.class.getPackage().getImplementationVersion())
                  .orElse("dev"));

  public TransportSettings {
    if (!connect.isPositive()
        || !answer.isPositive()
        || !stall.isPositive()
        || !idle.isPositive()) {
      throw new IllegalArgumentException("time limits are positive");
    }
  }

  /// The same with another stall time.
  public TransportSettings withStall(Duration other) {
    return new TransportSettings(connect, answer, other, idle, retries, userAgent);
  }

  /// The same with other repeats.
  public TransportSettings withRetries(RetryPolicy other) {
    return new TransportSettings(connect, answer, stall, idle, other, userAgent);
  }

  /// The same with another time for unused connections.
  public TransportSettings withIdle(Duration other) {
    return new TransportSettings(connect, answer, stall, other, retries, userAgent);
  }
}
