package dev.hubdesk.desk.transfer;

import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.RepoPath;
import java.util.ArrayList;
import java.util.List;

/// The files of a snapshot that could not be had while others could.
final class LostFiles {

  /// How many are told by name.
  static final int MAX_NAMED = 5;

  /// After how many no other is tried: it is not the files then, it is the server or the network.
  static final int MAX_LOST = 100;

  private final List<String> named = new ArrayList<>();
  private int count;

  /// Whether a failure says nothing about the other files: wrong bytes, or a refusal of this one
  /// address. Refused access and what is not found concern all, and are asked for once.
  static boolean isOfOneFile(Failure failure) {
    return switch (failure) {
      case Failure.ContentMismatch _, Failure.RangeNotSatisfiable _ -> true;
      case Failure.Upstream upstream ->
          upstream.status() < 500 && upstream.status() != 408 && upstream.status() != 429;
      default -> false;
    };
  }

  synchronized void add(RepoPath path, Failure failure) {
    count++;
    if (named.size() < MAX_NAMED) {
      named.add(path + " (" + failure.message() + ")");
    }
  }

  synchronized boolean areTooMany() {
    return count >= MAX_LOST;
  }

  /// Ends a run that lost any.
  ///
  /// @param total files of the plan
  /// @throws FailureException with Upstream, naming them
  synchronized void report(int total) {
    if (count == 0) {
      return;
    }
    String more = count > named.size() ? " and " + (count - named.size()) + " more" : "";
    throw new FailureException(
        new Failure.Upstream(
            502,
            count
                + " of "
                + total
                + " files could not be downloaded: "
                + String.join(", ", named)
                + more
                + (areTooMany() ? "; no other was tried" : "")));
  }
}
