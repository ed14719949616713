package dev.hubdesk.hub.files;

import java.util.List;

/// Which paths a client asks about.
///
/// @param expand with the last commit of each
record PathsQuery(List<String> paths, boolean expand) {

  PathsQuery {
    paths = List.copyOf(paths);
  }
}
