package dev.hubdesk.desk.transfer;

import java.util.Iterator;
import java.util.List;

/// The files of a plan, in its order: perhaps too many to hold at once, so they are walked through.
public interface PlanFiles extends Iterable<PlannedFile> {

  /// How many there are.
  int count();

  /// Files that are held anyway.
  static PlanFiles of(List<PlannedFile> files) {
    List<PlannedFile> kept = List.copyOf(files);
    return new PlanFiles() {
      @Override
      public int count() {
        return kept.size();
      }

      @Override
      public Iterator<PlannedFile> iterator() {
        return kept.iterator();
      }
    };
  }
}
