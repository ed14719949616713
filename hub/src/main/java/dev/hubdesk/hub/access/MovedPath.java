package dev.hubdesk.hub.access;

import dev.hubdesk.http.Query;
import dev.hubdesk.http.RequestPath;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.RepoType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where a request goes on whose path names a repository as it was called before it moved.
final class MovedPath {

  private static final String GIT = ".git";

  private MovedPath() {}

  /// The same path and query with the new name: relative, so that it is true behind every proxy.
  /// Empty when the path does not name the repository (a body did).
  ///
  /// @param path as it was sent, percent-encoded
  static Optional<String> location(String path, @Nullable String query, Failure.RepoMoved moved) {
    String[] parts = path.split("/", -1);
    int at = namespace(parts);
    if (parts.length < at + 2 || !decoded(parts[at]).equalsIgnoreCase(moved.from().namespace())) {
      return Optional.empty();
    }
    String name = decoded(parts[at + 1]);
    String suffix = name.endsWith(GIT) ? GIT : "";
    if (!name.equalsIgnoreCase(moved.from().name() + suffix)) {
      return Optional.empty();
    }
    parts[at] = moved.to().namespace();
    parts[at + 1] = moved.to().name() + suffix;
    String now = String.join("/", parts);
    return Optional.of(Query.ascii(query == null ? now : now + "?" + query));
  }

  /// Where the namespace stands: the first part is empty, for a path starts with a slash.
  private static int namespace(String[] parts) {
    int type = parts.length > 1 && parts[1].equals("api") ? 2 : 1;
    boolean typed = parts.length > type && RepoType.byPlural(parts[type]).isPresent();
    return typed ? type + 1 : type;
  }

  private static String decoded(String part) {
    try {
      return RequestPath.decode(part);
    } catch (FailureException _) {
      return "";
    }
  }
}
