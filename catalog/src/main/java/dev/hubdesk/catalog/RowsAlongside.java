package dev.hubdesk.catalog;

import dev.hubdesk.git.Alongside;
import java.util.Collection;
import org.jdbi.v3.core.Handle;

/// Rows that are written in the transaction of a publication.
record RowsAlongside(Rows rows) implements Alongside {

  /// Writes the rows; whatever it throws undoes the publication.
  @FunctionalInterface
  interface Rows {
    void write(Handle handle);
  }

  static void writeAll(Handle handle, Collection<? extends Alongside> alongsides) {
    for (Alongside alongside : alongsides) {
      if (!(alongside instanceof RowsAlongside(Rows rows))) {
        throw new IllegalArgumentException("not made by this catalog: " + alongside.getClass());
      }
      rows.write(handle);
    }
  }
}
