package dev.hubdesk.hub;

import java.util.Locale;

/// The 24 hex digits under which clients know accounts and repositories (`_id`).
public final class ObjectIds {

  private ObjectIds() {}

  /// The digits of a key of the catalog.
  public static String of(long key) {
    return String.format(Locale.ROOT, "%024x", key);
  }
}
