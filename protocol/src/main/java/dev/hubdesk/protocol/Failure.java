package dev.hubdesk.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What can be wrong with a request, said without a status code. Each protocol (Hub, File Tree,
/// LFS, Desk) has one exhaustive mapper to its own form of error; a new case does not compile until
/// every one of them has answered it.
public sealed interface Failure {

  /// One plain sentence for the person who reads it. Never holds a secret.
  String message();

  /// No usable credentials where some are needed.
  record NotSignedIn(String message) implements Failure {}

  /// Credentials were sent and are wrong, expired or revoked.
  record InvalidCredentials() implements Failure {
    @Override
    public String message() {
      return "Invalid credentials in Authorization header";
    }
  }

  /// Signed in, and not allowed.
  record Forbidden(String message) implements Failure {}

  /// The repository does not exist, or the caller may not know that it does.
  ///
  /// @param hidden it exists and the caller may not read it; only the documented File Tree dialect
  ///   tells the difference
  record RepoNotFound(boolean hidden) implements Failure {
    @Override
    public String message() {
      return "Repository not found";
    }
  }

  /// The repository has another name now.
  ///
  /// @param from the name that was asked for
  record RepoMoved(RepoId from, RepoId to) implements Failure {
    @Override
    public String message() {
      return "The " + to.type().singular() + " " + from.path() + " is now " + to.path();
    }
  }

  /// The repository tells what it is, and gives its files only to those who were given access.
  record RepoGated(RepoId id) implements Failure {
    @Override
    public String message() {
      return "Access to "
          + id.type().singular()
          + " "
          + id.path()
          + " is restricted and you are not in the authorized list";
    }
  }

  /// An administrator has taken the repository out of use. Clients know it by this text.
  record RepoDisabled() implements Failure {
    @Override
    public String message() {
      return "Access to this resource is disabled.";
    }
  }

  /// No branch, tag or commit of that name.
  record RevisionNotFound(String revision) implements Failure {
    @Override
    public String message() {
      return "Invalid rev id: " + revision;
    }
  }

  /// The path does not exist at that commit (or is a file where a directory is wanted).
  ///
  /// @param commit the commit that was looked at
  record EntryNotFound(String path, @Nullable Oid commit, String message) implements Failure {

    public EntryNotFound(String path, Oid commit) {
      this(path, commit, "Entry not found");
    }
  }

  /// Something else that was named does not exist: a user, a job, a route.
  record NotFound(String message) implements Failure {}

  /// The request cannot be understood.
  record BadRequest(String message) implements Failure {}

  /// The request is understood and its content is refused.
  record Unprocessable(String message) implements Failure {}

  /// The path can not stand in a repository.
  ///
  /// @param reason completes the sentence "the path …"
  record InvalidPath(String path, String reason) implements Failure {
    @Override
    public String message() {
      return "Invalid path: it " + reason;
    }
  }

  /// What should be created exists already, or a rival got there first.
  ///
  /// @param url of the thing that exists, when it has one
  record Conflict(String message, @Nullable String url) implements Failure {}

  /// Two changes of the same files contradict each other.
  ///
  /// @param paths that only a person can put in order
  record MergeConflict(String message, List<String> paths) implements Failure {

    public MergeConflict {
      paths = List.copyOf(paths);
    }
  }

  /// An old state cannot come back: LFS objects that it names are no longer stored.
  ///
  /// @param paths of the files that would be without content
  record ContentGone(List<String> paths) implements Failure {

    public ContentGone {
      paths = List.copyOf(paths);
    }

    @Override
    public String message() {
      return "The content of " + paths.size() + " LFS files of that state is no longer stored";
    }
  }

  /// The branch has moved since the commit that the client built on.
  record StaleParent() implements Failure {
    @Override
    public String message() {
      return "The branch was updated since you opened this page. Please refresh and try again.";
    }
  }

  /// What the request was made for is in another state than it says.
  record PreconditionFailed() implements Failure {
    @Override
    public String message() {
      return "Precondition failed";
    }
  }

  /// A body, a line or a list is over its limit.
  record TooLarge(String message) implements Failure {}

  /// No byte of the range lies inside the content.
  ///
  /// @param size of the whole content, in bytes
  record RangeNotSatisfiable(long size) implements Failure {
    @Override
    public String message() {
      return "Requested range not satisfiable";
    }
  }

  /// The bytes that arrived are not the bytes that were announced.
  record ContentMismatch(String message) implements Failure {}

  /// The store has no room for more.
  ///
  /// @param message where there is none, and how much is needed if that is known
  record StorageFull(String message) implements Failure {

    /// On the server that was asked.
    public StorageFull() {
      this("The server has no space left to store this");
    }
  }

  /// Something on this machine cannot be read or is not what it must be; people have to look.
  record LocalFault(String message) implements Failure {}

  /// Another server that was asked on the caller's behalf failed.
  record Upstream(int status, String message) implements Failure {}

  /// Not now; worth trying again.
  record Unavailable(String message) implements Failure {}
}
