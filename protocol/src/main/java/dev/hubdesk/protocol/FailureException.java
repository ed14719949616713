package dev.hubdesk.protocol;

import java.io.Serial;

/// Carries a [Failure] up to the mapper of the protocol that was spoken. No stack trace: it is an
/// answer, not a defect.
public final class FailureException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  private final transient Failure failure;

  public FailureException(Failure failure) {
    super(failure.message(), null, false, false);
    this.failure = failure;
  }

  public Failure failure() {
    return failure;
  }
}
