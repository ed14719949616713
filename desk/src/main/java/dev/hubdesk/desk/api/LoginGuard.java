package dev.hubdesk.desk.api;

import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/// Asks for the password. A wrong one is answered late, and only a few are being answered at one
/// time, so that guessing takes its time; the right one never waits.
final class LoginGuard {

  /// How long a wrong password waits for its answer.
  static final Duration DELAY = Duration.ofSeconds(1);

  /// Wrong passwords that wait at one time; more are refused unseen.
  static final int MAX_WAITING = 4;

  private final DeskLogin login;
  private final Duration delay;
  private final Semaphore waiting = new Semaphore(MAX_WAITING);

  LoginGuard(DeskLogin login, Duration delay) {
    this.login = login;
    this.delay = delay;
  }

  void check(Context context) {
    String header = context.header("Authorization");
    if (header != null && login.matches(header)) {
      return;
    }
    context.header("WWW-Authenticate", "Basic realm=\"Hubdesk\", charset=\"UTF-8\"");
    if (header == null) {
      throw new FailureException(new Failure.NotSignedIn("This Desk asks for a password"));
    }
    slowDown();
    throw new FailureException(new Failure.NotSignedIn("That is not this Desk's password"));
  }

  private void slowDown() {
    if (!waiting.tryAcquire()) {
      throw new FailureException(
          new Failure.Upstream(429, "Too many wrong passwords: try again in a few seconds"));
    }
    try {
      Thread.sleep(delay);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      waiting.release();
    }
  }
}
