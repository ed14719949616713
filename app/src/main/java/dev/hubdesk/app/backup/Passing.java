package dev.hubdesk.app.backup;

/// Sees bytes while they are copied.
@FunctionalInterface
interface Passing {

  /// Nobody looks.
  Passing UNSEEN = (_, _) -> {};

  /// Some more came.
  ///
  /// @param length how many, from the beginning of the buffer
  void bytes(byte[] buffer, int length);
}
