package dev.hubdesk.git;

import dev.hubdesk.protocol.RefName;
import java.io.Serial;

/// A ref was not where a [Publication] expected it: somebody else moved it first.
public final class RefMovedException extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  private final boolean ofCollection;

  public RefMovedException(RefName ref) {
    this(ref + " has moved", false);
  }

  private RefMovedException(String message, boolean ofCollection) {
    super(message);
    this.ofCollection = ofCollection;
  }

  /// No ref has moved, but objects have left the repository since the publication looked at it.
  public static RefMovedException collected() {
    return new RefMovedException("objects were collected meanwhile", true);
  }

  /// Whether a collection is the reason.
  public boolean isOfCollection() {
    return ofCollection;
  }
}
