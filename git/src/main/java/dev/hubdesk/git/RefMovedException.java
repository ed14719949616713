package dev.hubdesk.git;

import dev.hubdesk.protocol.RefName;
import java.io.Serial;

/// A ref was not where a [Publication] expected it: somebody else moved it first.
public final class RefMovedException extends PublicationRefusedException {

  @Serial private static final long serialVersionUID = 1L;

  public RefMovedException(RefName ref) {
    super(ref + " has moved");
  }
}
