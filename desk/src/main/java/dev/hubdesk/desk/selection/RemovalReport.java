package dev.hubdesk.desk.selection;

import dev.hubdesk.desk.FaultWords;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Notes what becomes of each file: one that cannot be removed does not keep the others.
final class RemovalReport {

  private final List<String> removed = new ArrayList<>();
  private final List<String> remaining = new ArrayList<>();
  private final List<String> errors = new ArrayList<>();
  private final List<String> linkOnly = new ArrayList<>();
  private final List<String> retained = new ArrayList<>();

  /// Tries to remove a file.
  ///
  /// @return whether it is gone
  boolean attempt(String path, Step step) {
    try {
      step.run();
      removed.add(path);
      return true;
    } catch (IOException e) {
      remaining.add(path);
      failed(path, e);
      return false;
    }
  }

  void failed(String what, IOException e) {
    errors.add(what + ": " + FaultWords.reason(e));
  }

  void linkOnly(String path) {
    linkOnly.add(path);
  }

  void retained(String blob) {
    retained.add(blob);
  }

  Place.Removal removal() {
    return new Place.Removal(removed, remaining, errors, linkOnly, retained);
  }

  interface Step {
    void run() throws IOException;
  }
}
