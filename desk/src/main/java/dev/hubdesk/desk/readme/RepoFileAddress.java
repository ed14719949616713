package dev.hubdesk.desk.readme;

import dev.hubdesk.hubclient.HubEndpoint;
import dev.hubdesk.hubclient.OpenFile;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.RepoId;
import dev.hubdesk.protocol.RepoPath;
import dev.hubdesk.protocol.RepoType;
import dev.hubdesk.protocol.Revision;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A file of a repository as its address names it: `<endpoint>/<repo>/resolve/<revision>/<path>`.
/// Nothing else of an endpoint is an address of a file, so nothing else can be asked for through
/// it.
record RepoFileAddress(RepoId repo, Revision revision, RepoPath path) {

  private static final Pattern FORM =
      Pattern.compile(
          "/(?:(datasets|spaces)/)?([^/]+)/([^/]+)/(?:resolve|raw|blob)/([^/]+|refs/pr/\\d+)/(.+)");

  /// Reads an address; empty when it is another host's, or no file's. `raw` and `blob` pages stand
  /// for the file as well.
  static Optional<RepoFileAddress> parse(HubEndpoint endpoint, URI address) {
    String base = endpoint.base().getPath();
    String path = address.getPath();
    if (!endpoint.isOriginOf(address)
        || address.getRawUserInfo() != null
        || path == null
        || !path.startsWith(base)) {
      return Optional.empty();
    }
    Matcher form = FORM.matcher(path.substring(base.length()));
    if (!form.matches()) {
      return Optional.empty();
    }
    try {
      Optional<RepoPath> file = RepoPath.find(form.group(5)).filter(found -> !found.isRoot());
      var revision = new Revision(form.group(4));
      return RepoId.of(type(form.group(1)), form.group(2), form.group(3))
          .flatMap(repo -> file.map(found -> new RepoFileAddress(repo, revision, found)));
    } catch (FailureException _) {
      return Optional.empty();
    }
  }

  private static RepoType type(@Nullable String prefix) {
    return switch (prefix) {
      case "datasets" -> RepoType.DATASET;
      case "spaces" -> RepoType.SPACE;
      case null, default -> RepoType.MODEL;
    };
  }

  /// Where the endpoint serves it.
  URI address(HubEndpoint endpoint) {
    return OpenFile.address(endpoint, repo, revision, path);
  }
}
