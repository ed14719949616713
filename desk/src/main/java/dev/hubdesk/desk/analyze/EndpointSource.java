package dev.hubdesk.desk.analyze;

import dev.hubdesk.desk.endpoints.Endpoints;
import dev.hubdesk.desk.endpoints.Located;
import dev.hubdesk.hubclient.RepoInfo;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.RepoId;
import dev.hubdesk.protocol.RepoPath;
import dev.hubdesk.protocol.Revision;
import dev.hubdesk.protocol.TreeEntry;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks the endpoint where a repository was found. Other repositories are an extra: what the
/// endpoint does not tell of them is left out.
record EndpointSource(Endpoints endpoints, Located located) implements Source {

  private static final Logger LOG = LoggerFactory.getLogger(EndpointSource.class);

  @Override
  public byte[] head(RepoPath path, int most) throws InterruptedException {
    return endpoints.head(located, path, most);
  }

  @Override
  public Optional<RepoInfo> model(RepoId repo) throws InterruptedException {
    try {
      return endpoints.info(located.endpoint(), repo, Revision.MAIN);
    } catch (FailureException e) {
      LOG.debug("Nothing about {}: {}", repo, e.getMessage());
      return Optional.empty();
    }
  }

  @Override
  public List<TreeEntry.File> files(RepoId repo) throws InterruptedException {
    try {
      Optional<Located> other = endpoints.at(located.endpoint(), repo, Revision.MAIN);
      return other.isEmpty() ? List.of() : endpoints.files(other.get(), AnalyzeService.MAX_LISTED);
    } catch (FailureException e) {
      LOG.debug("No files of {}: {}", repo, e.getMessage());
      return List.of();
    }
  }
}
