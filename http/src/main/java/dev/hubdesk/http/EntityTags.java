package dev.hubdesk.http;

import org.jspecify.annotations.Nullable;

/// The comparison of `If-None-Match` (RFC 9110, section 13.1.2): weak, against a list or `*`.
final class EntityTags {

  private EntityTags() {}

  static boolean anyMatches(@Nullable String header, String quoted) {
    if (header == null) {
      return false;
    }
    if (header.strip().equals("*")) {
      return true;
    }
    for (String tag : header.split(",", -1)) {
      String bare = tag.strip();
      if (quoted.equals(bare.startsWith("W/") ? bare.substring(2) : bare)) {
        return true;
      }
    }
    return false;
  }
}
