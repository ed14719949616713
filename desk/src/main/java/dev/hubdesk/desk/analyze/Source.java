package dev.hubdesk.desk.analyze;

import dev.hubdesk.hubclient.RepoInfo;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.RepoId;
import dev.hubdesk.protocol.RepoPath;
import dev.hubdesk.protocol.TreeEntry;
import java.util.List;
import java.util.Optional;

/// Where the repository under analysis was found, to ask for more.
public interface Source {

  /// The first bytes of a file of the repository, at the commit under analysis.
  ///
  /// @param most the most bytes that are wanted
  /// @throws FailureException with EntryNotFound, Forbidden, Upstream, Unavailable …
  byte[] head(RepoPath path, int most) throws InterruptedException;

  /// What the same endpoint says about another model; empty when it has none, or will not tell.
  Optional<RepoInfo> model(RepoId repo) throws InterruptedException;

  /// The files of another model of the same endpoint; none when it will not tell.
  List<TreeEntry.File> files(RepoId repo) throws InterruptedException;
}
