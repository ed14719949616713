package dev.hubdesk.git;

import java.io.Serial;

/// Objects have left the repository since a [Publication] looked at it.
public final class ObjectsCollectedException extends PublicationRefusedException {

  @Serial private static final long serialVersionUID = 1L;

  public ObjectsCollectedException() {
    super("objects were collected meanwhile");
  }
}
