package dev.hubdesk.hub.files;

import dev.hubdesk.git.RefRecord;
import dev.hubdesk.git.Repository;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.Revision;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// A revision and a path out of the segments of a URL. Clients differ: the Python client encodes
/// the slashes of both, each into one segment; JavaScript encodes neither in listings. So:
///
/// 1. a first segment that holds a slash (it was encoded) is the revision;
/// 2. `refs/pr/N`, `refs/convert/x`, `refs/heads/…` and `refs/tags/…` go before anything else;
/// 3. then the longest branch or tag that the leading segments spell;
/// 4. then the first segment.
///
/// @param path not checked yet; empty for the root
public record RevisionPath(Revision revision, String path) {

  private static final Set<String> REF_KINDS = Set.of("heads", "tags", "pr", "convert");

  /// Splits the decoded segments behind `tree/` or `resolve/`.
  ///
  /// @throws FailureException with [Failure.RevisionNotFound] when there is none
  public static RevisionPath split(List<String> segments, Repository repository) {
    if (segments.isEmpty()) {
      throw new FailureException(new Failure.RevisionNotFound(""));
    }
    String first = segments.getFirst();
    if (segments.size() == 1 || first.contains("/") || Oid.parse(first).isPresent()) {
      return at(segments, 1);
    }
    return split(segments, repository.refs());
  }

  static RevisionPath split(List<String> segments, List<RefRecord> refs) {
    Set<String> names =
        refs.stream().map(ref -> ref.name().full()).collect(Collectors.toUnmodifiableSet());
    boolean full =
        segments.size() > 2
            && segments.getFirst().equals("refs")
            && REF_KINDS.contains(segments.get(1));
    for (int count = leading(segments); count > 0; count--) {
      String name = String.join("/", segments.subList(0, count));
      if (full ? names.contains(name) : isBranchOrTag(name, names)) {
        return at(segments, count);
      }
    }
    return at(segments, full ? 3 : 1);
  }

  /// How many segments can spell a name: one that holds a slash is an encoded path.
  private static int leading(List<String> segments) {
    int count = 0;
    while (count < segments.size() && !segments.get(count).contains("/")) {
      count++;
    }
    return count;
  }

  private static boolean isBranchOrTag(String name, Set<String> names) {
    return names.contains("refs/heads/" + name) || names.contains("refs/tags/" + name);
  }

  private static RevisionPath at(List<String> segments, int count) {
    return new RevisionPath(
        new Revision(String.join("/", segments.subList(0, count))),
        String.join("/", segments.subList(count, segments.size())));
  }
}
