package dev.hubdesk.hub.upkeep;

import java.io.IOException;

/// Takes what long work has to say, as it happens. Each line is a record that becomes one JSON
/// object; the last one is a summary.
@FunctionalInterface
public interface Report {

  void line(Object line) throws IOException;
}
