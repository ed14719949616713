package dev.hubdesk.hubclient;

import java.net.URI;

/// An address that bytes of a file come from.
///
/// @param uri its query may be a key
/// @param mayLieInside whether it may be on this machine or in a private network: we chose it, or
///   somebody there led to it
public record FileAddress(URI uri, boolean mayLieInside) {

  /// An address of our own choice.
  public static FileAddress chosen(URI uri) {
    return new FileAddress(uri, true);
  }

  /// Without the path and the query.
  @Override
  public String toString() {
    return uri.getScheme() + "://" + uri.getRawAuthority();
  }
}
