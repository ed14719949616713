package dev.hubdesk.desk.transfer;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The strong tags that servers give one file, by origin: a CDN's tag names its own copy.
///
/// A tag does not decide about bytes, their digest does: servers of one name may tag the same
/// content differently. One answer with another tag is refused; when the next one has it too, it is
/// the tag from then on.
final class KnownTags {

  private final Map<String, String> known = new HashMap<>();
  private final Map<String, String> heard = new HashMap<>();

  /// What to show a server as `If-Range`.
  synchronized @Nullable String of(URI address) {
    return known.get(origin(address));
  }

  /// Whether an answer has the tag that earlier ones had.
  synchronized boolean agrees(URI source, String tag) {
    String origin = origin(source);
    String first = known.putIfAbsent(origin, tag);
    if (first == null || first.equals(tag)) {
      heard.remove(origin);
      return true;
    }
    if (tag.equals(heard.put(origin, tag))) {
      known.put(origin, tag);
      heard.remove(origin);
    }
    return false;
  }

  private static String origin(URI address) {
    return address.getScheme() + "://" + address.getRawAuthority();
  }
}
