package dev.hubdesk.hubclient;

import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.RepoId;
import dev.hubdesk.protocol.RepoPath;
import dev.hubdesk.protocol.Revision;
import java.io.IOException;
import java.util.Map;

/// GET `/{type}s/{id}/resolve/{revision}/{path}`: the beginning of a file, in memory. For what is
/// small, or tells enough at its start.
public final class ReadHead {

  private final Transport transport;
  private final HubEndpoint endpoint;

  public ReadHead(Transport transport, HubEndpoint endpoint) {
    this.transport = transport;
    this.endpoint = endpoint;
  }

  /// Reads, and repeats what broke off.
  ///
  /// @param most the most bytes that are wanted; a longer file is cut there
  /// @throws FailureException with EntryNotFound, Forbidden, Upstream, Unavailable …
  public byte[] call(RepoId repo, Revision revision, RepoPath path, int most)
      throws InterruptedException {
    var ask =
        new Ask(
            "GET",
            endpoint,
            OpenFile.address(endpoint, repo, revision, path),
            Map.of("Accept-Encoding", "identity", "Range", new ByteSpan(0, most).header()),
            Ask.Hops.ANYWHERE);
    try {
      return transport.send(ask, Asked.entry(revision, path), answer -> read(answer, most));
    } catch (FailureException e) {
      if (e.failure() instanceof Failure.RangeNotSatisfiable) {
        return new byte[0];
      }
      throw e;
    }
  }

  private static byte[] read(Answer answer, int most) throws IOException {
    byte[] bytes = answer.body().readNBytes(most);
    long announced = answer.number("Content-Length").orElse(-1);
    if (announced >= 0 && bytes.length < Math.min(announced, most)) {
      throw new IOException("the answer broke off");
    }
    return bytes;
  }
}
