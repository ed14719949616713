package dev.hubdesk.desk.endpoints;

import dev.hubdesk.hubclient.FetchRefs;
import dev.hubdesk.hubclient.FetchRepoInfo;
import dev.hubdesk.hubclient.FileAddress;
import dev.hubdesk.hubclient.HubEndpoint;
import dev.hubdesk.hubclient.ListTree;
import dev.hubdesk.hubclient.OpenFile;
import dev.hubdesk.hubclient.ReadHead;
import dev.hubdesk.hubclient.RemoteFile;
import dev.hubdesk.hubclient.RemoteRefs;
import dev.hubdesk.hubclient.RepoInfo;
import dev.hubdesk.hubclient.RetryableException;
import dev.hubdesk.hubclient.Transport;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.RepoId;
import dev.hubdesk.protocol.RepoPath;
import dev.hubdesk.protocol.Revision;
import dev.hubdesk.protocol.TreeEntry;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The Hubs that are asked, in order.
///
/// Only "there is no such repository" sends a look-up on to the next one. An endpoint that cannot
/// be reached, or that refuses, ends it: whoever takes an endpoint down must not be able to slip in
/// a repository of the same name from another.
public final class Endpoints {

  private static final String OWN = "own hub";

  private final Transport transport;
  private final @Nullable HubEndpoint own;
  private final Supplier<List<HubEndpoint>> endpoints;

  /// @param own the Hub of this process, if there is one
  /// @param endpoints all in force, that one included
  public Endpoints(
      Transport transport, @Nullable HubEndpoint own, Supplier<List<HubEndpoint>> endpoints) {
    this.transport = transport;
    this.own = own;
    this.endpoints = endpoints;
  }

  /// What to keep of an endpoint's address: the Hub of this process may have another one after a
  /// restart.
  public String kept(String address) {
    return own != null && own.base().toString().equals(address) ? OWN : address;
  }

  /// The address that [#kept] stands for now.
  public String address(String kept) {
    return own != null && kept.equals(OWN) ? own.base().toString() : kept;
  }

  /// Those in force, in order.
  public List<HubEndpoint> all() {
    return endpoints.get();
  }

  /// The endpoint with that address, with the token it has now.
  ///
  /// @throws FailureException with BadRequest when the Desk is not set up to ask it
  public HubEndpoint named(String address) {
    return all().stream()
        .filter(endpoint -> endpoint.base().toString().equals(address))
        .findFirst()
        .orElseThrow(() ->
            new FailureException(
                new Failure.BadRequest(
                    "Unknown endpoint: " + address + " is not in the settings")));
  }

  /// The endpoints to ask: all, or the one that the request names.
  public List<HubEndpoint> asked(@Nullable String address) {
    return address == null ? all() : List.of(named(address));
  }

  /// Finds a repository.
  ///
  /// @param address the only endpoint to ask; null for all
  /// @throws FailureException with NotFound, RevisionNotFound, Forbidden, Upstream …
  public Located locate(RepoId repo, Revision revision, @Nullable String address)
      throws InterruptedException {
    for (HubEndpoint endpoint : asked(address)) {
      Optional<Located> found = at(endpoint, repo, revision);
      if (found.isPresent()) {
        return found.get();
      }
    }
    throw notFound(repo, address);
  }

  /// Looks a repository up at one endpoint; empty when it is not there, or hidden from us.
  public Optional<Located> at(HubEndpoint endpoint, RepoId repo, Revision revision)
      throws InterruptedException {
    return ifThere(() -> new FetchRepoInfo(transport, endpoint).commit(repo, revision))
        .map(commit -> new Located(endpoint, repo, revision, commit));
  }

  /// What one endpoint says about a repository; empty when it is not there, or hidden from us.
  public Optional<RepoInfo> info(HubEndpoint endpoint, RepoId repo, Revision revision)
      throws InterruptedException {
    return ifThere(() -> new FetchRepoInfo(transport, endpoint).call(repo, revision));
  }

  private interface Question<T> {
    T ask() throws InterruptedException;
  }

  private static <T> Optional<T> ifThere(Question<T> question) throws InterruptedException {
    try {
      return Optional.of(question.ask());
    } catch (FailureException e) {
      return switch (e.failure()) {
        case Failure.RepoNotFound _, Failure.NotFound _, Failure.NotSignedIn _ -> Optional.empty();
        default -> throw new FailureException(upstream(e.failure()));
      };
    }
  }

  /// All files at the commit that was found.
  public List<TreeEntry.File> files(Located located) throws InterruptedException {
    return files(located, Integer.MAX_VALUE);
  }

  /// The files at the commit that was found; no further page is asked for once there are more than
  /// `most`.
  public List<TreeEntry.File> files(Located located, int most) throws InterruptedException {
    try {
      return new ListTree(transport, located.endpoint())
          .files(located.repo(), new Revision(located.commit().hex()), most);
    } catch (FailureException e) {
      throw new FailureException(upstream(e.failure()));
    }
  }

  /// The first bytes of a file at the commit that was found, `most` of them or fewer.
  ///
  /// @throws FailureException with EntryNotFound, Forbidden, Upstream, or Unavailable when the
  ///   transfer broke off each time
  public byte[] head(Located located, RepoPath path, int most) throws InterruptedException {
    return new ReadHead(transport, located.endpoint())
        .call(located.repo(), new Revision(located.commit().hex()), path, most);
  }

  /// Opens a file of an endpoint. Close it.
  ///
  /// @throws FailureException with EntryNotFound, Forbidden, Upstream …
  public RemoteFile open(HubEndpoint endpoint, RepoId repo, Revision revision, RepoPath path)
      throws InterruptedException {
    try {
      FileAddress source = FileAddress.chosen(OpenFile.address(endpoint, repo, revision, path));
      return new OpenFile(transport, endpoint).call(source, revision, path, null, null);
    } catch (RetryableException e) {
      throw new FailureException(upstream(e.failure()));
    } catch (IOException e) {
      throw new FailureException(upstream(Transport.unreachable(endpoint, e)));
    }
  }

  /// The branches and tags.
  public RemoteRefs refs(Located located) throws InterruptedException {
    return new FetchRefs(transport, located.endpoint()).call(located.repo());
  }

  /// Says that no endpoint has it.
  public FailureException notFound(RepoId repo, @Nullable String address) {
    String where =
        asked(address).stream()
            .map(endpoint -> endpoint.base().toString())
            .collect(Collectors.joining(", "));
    return new FailureException(
        new Failure.NotFound(
            "Repository not found: "
                + repo.path()
                + " is not at "
                + where
                + ", or it is private and the Desk has no token that opens it"));
  }

  /// An endpoint that cannot be reached is a fault of that endpoint, not of the Desk.
  private static Failure upstream(Failure failure) {
    return failure instanceof Failure.Unavailable unavailable
        ? new Failure.Upstream(502, unavailable.message())
        : failure;
  }
}
