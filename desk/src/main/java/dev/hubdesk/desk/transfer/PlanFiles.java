package dev.hubdesk.desk.transfer;

import java.util.Iterator;
import java.util.List;

/// The files of a plan, in its order: perhaps too many to hold at once, so they are walked through.
public interface PlanFiles extends Iterable<PlannedFile> {

  /// How many there are.
  int count();

  /// The same files for somebody who works through them, and is to end when `stop` is switched on.
  default PlanFiles until(CancelSignal stop) {
    PlanFiles all = this;
    return new PlanFiles() {
      @Override
      public int count() {
        return all.count();
      }

      @Override
      public Iterator<PlannedFile> iterator() {
        Iterator<PlannedFile> files = all.iterator();
        return new Iterator<>() {
          @Override
          public boolean hasNext() {
            stop.check();
            return files.hasNext();
          }

          @Override
          public PlannedFile next() {
            return files.next();
          }
        };
      }
    };
  }

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
