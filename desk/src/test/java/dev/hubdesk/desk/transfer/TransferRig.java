package dev.hubdesk.desk.transfer;

import dev.hubdesk.desk.cache.ContentDigest;
import dev.hubdesk.hubclient.RetryPolicy;
import dev.hubdesk.hubclient.Transport;
import dev.hubdesk.hubclient.TransportSettings;
import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.RepoPath;
import dev.hubdesk.protocol.Revision;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// What the tests of the engine stand on: for each test a server that does wrong what it is told
/// to, still without files, and connections to it. Both end with the test.
abstract class TransferRig {

  static final int MIB = 1 << 20;

  private static final Duration BRIEF = Duration.ofMillis(1);

  @TempDir Path folder;
  FaultyUpstream upstream;
  Transport transport;

  @BeforeEach
  final void startRig() throws IOException {
    upstream = new FaultyUpstream();
    transport = new Transport(network());
  }

  @AfterEach
  final void stopRig() {
    transport.close();
    upstream.close();
  }

  /// How patient the connections are.
  TransportSettings network() {
    return TransportSettings.DEFAULT;
  }

  /// Repeats so often, and at once unless the server says when.
  static RetryPolicy retries(int attempts) {
    return new RetryPolicy(attempts, BRIEF, BRIEF, Duration.ofSeconds(5));
  }

  /// Gives up after two attempts that bring nothing.
  final TransferEngine engine() {
    return engine(new TransferSettings(8, 4, 4, MIB, retries(2), 0));
  }

  final TransferEngine engine(TransferSettings settings) {
    return engine(settings, "test");
  }

  /// An engine of another Desk.
  final TransferEngine engine(TransferSettings settings, String owner) {
    return new TransferEngine(Transports.fixed(transport, settings), owner);
  }

  /// Where a file with this digest goes.
  final Path blob(ContentDigest digest) {
    return folder.resolve("blobs").resolve(digest.etag());
  }

  final Path blob(byte[] content) {
    return blob(Samples.lfs(content));
  }

  final FileTransfer transfer(String name, long size, ContentDigest digest) {
    return new FileTransfer(
        upstream.endpoint(),
        Samples.REPO,
        Samples.COMMIT,
        new RepoPath(name),
        size,
        digest,
        blob(digest));
  }

  /// Fetches a file that is expected to have this content.
  final Outcome fetch(String name, byte[] content) throws Exception {
    return fetch(name, content.length, Samples.lfs(content), Progress.NONE);
  }

  final Outcome fetch(String name, long size, ContentDigest digest, Progress progress)
      throws Exception {
    return Samples.fetch(engine(), transfer(name, size, digest), progress, new CancelSignal());
  }

  /// A plan of these files on the server.
  final SnapshotPlan plan(List<PlannedFile> files) {
    return plan(files, Samples.COMMIT);
  }

  final SnapshotPlan plan(List<PlannedFile> files, Oid commit) {
    return new SnapshotPlan(
        upstream.endpoint(), Samples.REPO, Revision.MAIN, commit, PlanFiles.of(files));
  }
}
