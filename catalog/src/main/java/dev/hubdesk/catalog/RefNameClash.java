package dev.hubdesk.catalog;

import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.RefName;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// Refs are files in every clone, so `a` and `a/b` cannot both be.
final class RefNameClash {

  private RefNameClash() {}

  /// @throws FailureException with `Conflict` when another ref stands above or below this one
  static void check(Handle handle, long repository, RefName name) {
    handle
        .createQuery(
            """
            SELECT name FROM git_ref
            WHERE repository = :repository
              AND (name IN (<above>) OR (name > :below AND name < :beyond))
            LIMIT 1
            """)
        .bind("repository", repository)
        .bindList("above", above(name.full()))
        .bind("below", name.full() + "/")
        // The character after the slash ends the range of names that begin with it.
        .bind("beyond", name.full() + "0")
        .mapTo(String.class)
        .findOne()
        .ifPresent(other -> {
          throw new FailureException(
              new Failure.Conflict(
                  "The reference " + name + " cannot stand beside " + other, null));
        });
  }

  private static List<String> above(String name) {
    var names = new ArrayList<String>();
    for (int i = name.indexOf('/'); i >= 0; i = name.indexOf('/', i + 1)) {
      names.add(name.substring(0, i));
    }
    return names;
  }
}
