package dev.hubdesk.hubclient;

import dev.hubdesk.protocol.Failure;
import java.io.IOException;
import java.io.Serial;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The server's answer asks for another attempt (408, 429, 5xx, an expired address).
public final class RetryableException extends IOException {

  @Serial private static final long serialVersionUID = 1L;

  private final transient Failure failure;
  private final @Nullable Duration asked;

  RetryableException(Failure failure, @Nullable Duration asked) {
    super(failure.message());
    this.failure = failure;
    this.asked = asked;
  }

  /// What to say when no attempt is left.
  public Failure failure() {
    return failure;
  }

  /// The wait that the server asked for.
  public Optional<Duration> asked() {
    return Optional.ofNullable(asked);
  }
}
