package dev.hubdesk.hub.repos;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.hubdesk.catalog.RepositoryRow;
import dev.hubdesk.hub.facts.Known;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes a list of repositories. What is known of them is read a few at a time, for a card may be
/// large.
record RepoListJson(RepoCatalogue catalogue, RepoJson item) {

  private static final int AT_A_TIME = 20;

  void write(JsonGenerator json, List<RepositoryRow> page) throws IOException {
    json.writeStartArray();
    for (int from = 0; from < page.size(); from += AT_A_TIME) {
      List<RepositoryRow> some = page.subList(from, Math.min(from + AT_A_TIME, page.size()));
      Map<Long, Known> known = catalogue.known(some);
      for (RepositoryRow row : some) {
        @Nullable Known one = known.get(row.key());
        if (one != null) {
          try (RepoView view = catalogue.open(row, one)) {
            item.write(json, view);
          }
        }
      }
    }
    json.writeEndArray();
  }
}
