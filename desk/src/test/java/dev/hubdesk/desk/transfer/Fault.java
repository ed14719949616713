package dev.hubdesk.desk.transfer;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

/// What goes wrong with one answer of a [FaultyUpstream].
sealed interface Fault {

  /// Nothing.
  record None() implements Fault {}

  /// The connection breaks after some bytes of the body.
  record Truncate(long after) implements Fault {}

  /// The connection falls silent after some bytes of the body.
  record Stall(long after, Duration silence) implements Fault {}

  /// Bytes trickle.
  record Slow(int piece, Duration pause) implements Fault {}

  /// Another status.
  record Status(int status, Map<String, String> headers) implements Fault {}

  /// Ranges are answered with the whole file, which breaks after some bytes.
  record IgnoreRange(long after) implements Fault {
    IgnoreRange() {
      this(Long.MAX_VALUE);
    }
  }

  /// The body ends properly, and too early.
  record EndEarly(long after) implements Fault {}

  /// Another range is sent than was asked for.
  record OtherRange(long shift) implements Fault {}

  /// The bytes are other ones.
  record WrongBytes() implements Fault {}

  /// The file has another tag.
  record Tag(String tag) implements Fault {}

  /// The file claims another size.
  record WrongLength(long length) implements Fault {}

  /// The body never ends.
  record Endless() implements Fault {}

  /// A network's login page, in the place of whatever was asked for.
  record LoginPage(boolean saysItsLength) implements Fault {}

  /// The bytes are elsewhere.
  record Redirect(URI to) implements Fault {}
}
