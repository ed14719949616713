package dev.hubdesk.hub.upkeep;

import dev.hubdesk.catalog.Repositories;
import dev.hubdesk.git.GitStore;
import dev.hubdesk.git.Reindexed;
import java.io.IOException;
import java.util.List;

/// Throws away what can be computed from the commits, and computes it again.
public final class ReindexService {

  private final GitStore git;
  private final Repositories repositories;
  private final List<OtherFacts> others;

  /// @param others facts of other rooms
  public ReindexService(GitStore git, Repositories repositories, List<OtherFacts> others) {
    this.git = git;
    this.repositories = repositories;
    this.others = List.copyOf(others);
  }

  /// Facts of a repository that some room keeps.
  @FunctionalInterface
  public interface OtherFacts {

    /// Derives them anew.
    ///
    /// @param repository its key
    void rebuild(long repository) throws IOException;
  }

  /// One repository was done.
  ///
  /// @param commits whose history trees were made
  /// @param trees whose sizes were added up
  /// @param pointers LFS pointers that were found
  public record RepositoryReindexed(String repository, long commits, long trees, long pointers) {}

  /// The last line.
  public record ReindexDone(boolean done, int repositories, long commits) {}

  /// Rebuilds, one repository at a time. Who lists meanwhile sees the old or the new.
  public void run(RepositoryChoice choice, Report report) throws IOException {
    var total = new long[2];
    choice.forEach(
        repositories,
        row -> {
          Reindexed done = git.reindex(row.key());
          for (OtherFacts other : others) {
            other.rebuild(row.key());
          }
          total[0]++;
          total[1] += done.commits();
          report.line(
              new RepositoryReindexed(
                  RepositoryChoice.name(row), done.commits(), done.trees(), done.pointers()));
        });
    report.line(new ReindexDone(true, (int) total[0], total[1]));
  }
}
