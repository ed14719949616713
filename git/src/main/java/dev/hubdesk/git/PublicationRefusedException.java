package dev.hubdesk.git;

import java.io.Serial;

/// The repository is not what it was when a [Publication] was made; nothing was written.
public abstract sealed class PublicationRefusedException extends Exception
    permits RefMovedException, ObjectsCollectedException {

  @Serial private static final long serialVersionUID = 1L;

  PublicationRefusedException(String message) {
    super(message);
  }
}
