package dev.hubdesk.hub.upkeep;

import dev.hubdesk.catalog.Repositories;
import dev.hubdesk.catalog.RepositoryRow;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.RepoId;
import dev.hubdesk.protocol.RepoType;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which repositories a piece of maintenance is for: one, or all.
///
/// @param only null for all
public record RepositoryChoice(@Nullable RepoId only) {

  private static final int PAGE = 200;

  /// Reads `TYPE/NAMESPACE/NAME`, the type in singular or plural; nothing means all.
  ///
  /// @throws FailureException with `BadRequest`
  public static RepositoryChoice parse(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return new RepositoryChoice(null);
    }
    int slash = text.indexOf('/');
    String type = slash < 0 ? text : text.substring(0, slash);
    RepoId id =
        RepoType.bySingular(type)
            .or(() -> RepoType.byPlural(type))
            .flatMap(known -> RepoId.parse(known, text.substring(slash + 1)))
            .orElseThrow(() ->
                new FailureException(
                    new Failure.BadRequest(
                        "A repository is named TYPE/NAMESPACE/NAME, with the type model, dataset"
                            + " or space")));
    return new RepositoryChoice(id);
  }

  /// What is done with each.
  @FunctionalInterface
  interface Each {
    void of(RepositoryRow repository) throws IOException;
  }

  /// Goes through them. Those that come meanwhile may be among them, those that go may not.
  ///
  /// @throws FailureException with `RepoNotFound`
  void forEach(Repositories repositories, Each each) throws IOException {
    if (only != null) {
      Optional<RepositoryRow> one = repositories.find(only);
      each.of(one.orElseThrow(() -> new FailureException(new Failure.RepoNotFound(false))));
      return;
    }
    List<RepositoryRow> page = repositories.all(0, PAGE);
    while (!page.isEmpty()) {
      for (RepositoryRow row : page) {
        each.of(row);
      }
      page = repositories.all(page.getLast().key(), PAGE);
    }
  }

  /// `models/ana/tiny`.
  static String name(RepositoryRow row) {
    return row.id().type().plural() + "/" + row.id().path();
  }
}
