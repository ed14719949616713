package dev.hubdesk.desk.library;

import java.util.ArrayList;
import java.util.List;

/// What a rebuild did, as the API tells it.
final class Rebuilt {

  private int scanned;
  private int created;
  private int updated;
  private int removed;
  private final List<String> errors = new ArrayList<>();

  void scanned() {
    scanned++;
  }

  /// An entry was made right.
  ///
  /// @param stood whether there was one before
  void shown(boolean stood) {
    if (stood) {
      updated++;
    } else {
      created++;
    }
  }

  void removed() {
    removed++;
  }

  void failed(String what) {
    errors.add(what);
  }

  Answer answer() {
    String message =
        "Checked "
            + scanned
            + " repositories: "
            + created
            + " links created, "
            + updated
            + " mended, "
            + removed
            + " removed";
    return new Answer(
        errors.isEmpty(), scanned, created, updated, removed, List.copyOf(errors), message);
  }

  /// The answer to `POST /api/cache/rebuild`.
  record Answer(
      boolean success,
      int reposScanned,
      int symlinksCreated,
      int symlinksUpdated,
      int orphansRemoved,
      List<String> errors,
      String message) {}
}
