package dev.hubdesk.desk.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hubdesk.desk.cache.HubCache;
import dev.hubdesk.hubclient.RetryPolicy;
import dev.hubdesk.hubclient.Transport;
import dev.hubdesk.hubclient.TransportSettings;
import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.RepoPath;
import dev.hubdesk.protocol.Revision;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How many connections a file gets, and how many all files of all jobs get together.
@Timeout(120)
class ConnectionsInUseTest {

  private static final int MIB = 1 << 20;
  private static final int THRESHOLD = 24 * MIB;
  private static final int PER_FILE = 6;

  @TempDir Path folder;
  private CountedServer server;
  private Transport transport;

  @BeforeEach
  void start() throws IOException {
    server = new CountedServer();
    transport = new Transport(TransportSettings.DEFAULT);
  }

  @AfterEach
  void stop() {
    transport.close();
    server.close();
  }

  private TransferEngine engine(int ofAll) {
    var settings = new TransferSettings(ofAll, PER_FILE, 4, THRESHOLD, RetryPolicy.DEFAULT, 0);
    return new TransferEngine(Transports.fixed(transport, settings), "test");
  }

  private PlannedFile file(String name, int size) {
    byte[] content = Samples.bytes(size);
    server.with(name, content);
    return new PlannedFile(new RepoPath(name), size, Samples.lfs(content));
  }

  private void run(TransferEngine engine, Oid commit, List<PlannedFile> files) throws Exception {
    var plan =
        new SnapshotPlan(
            server.endpoint(), Samples.REPO, Revision.MAIN, commit, PlanFiles.of(files));
    new SnapshotDownload(engine, new CacheSnapshot(new HubCache(folder), plan))
        .run(plan, Progress.NONE, new CancelSignal());
  }

  @ParameterizedTest
  @CsvSource({
    "1000, 1",
    "1048575, 1",
    "1048576, 1",
    "25165823, 1",
    "25165824, 6",
    "30000000, 6",
  })
  void aFileGetsSeveralConnectionsFromTheThresholdOn(int size, int connections) throws Exception {
    run(engine(64), Samples.COMMIT, List.of(file("f", size)));

    assertThat(server.most()).isEqualTo(connections);
    if (connections == 1) {
      assertThat(server.asked()).containsExactly("- -");
    }
  }

  @ParameterizedTest
  @CsvSource({"1", "5"})
  void allFilesOfAllJobsTogetherHoldNoMoreThanTheBudget(int budget) throws Exception {
    TransferEngine engine = engine(budget);
    var jobs = new ArrayList<Future<?>>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int job = 0; job < 3; job++) {
        var files = new ArrayList<PlannedFile>(List.of(file("large" + job, THRESHOLD + job)));
        for (int i = 0; i < 6; i++) {
          files.add(file("small" + job + "-" + i, 300_000 + 10 * job + i));
        }
        var commit = new Oid(Integer.toString(job).repeat(40));
        jobs.add(
            threads.submit(() -> {
              run(engine, commit, files);
              return null;
            }));
      }
    }
    for (Future<?> job : jobs) {
      job.get();
    }

    assertThat(server.most()).isEqualTo(budget);
  }

  /// The partial file's own handle, the digest's, and that of the one connection.
  @Test
  @EnabledOnOs(OS.LINUX)
  void whoWaitsForAConnectionHoldsNoFileOpen() throws Exception {
    List<PlannedFile> files = List.of(file("f", THRESHOLD));
    int most = 0;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> job =
          threads.submit(() -> {
            run(engine(1), Samples.COMMIT, files);
            return null;
          });
      while (!job.isDone()) {
        most = Math.max(most, openPartials());
        Thread.sleep(2);
      }
      job.get();
    }
    assertThat(most).isEqualTo(3);
  }

  private int openPartials() throws IOException {
    int count = 0;
    try (DirectoryStream<Path> open = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
      for (Path handle : open) {
        String file = Files.readSymbolicLink(handle).toString();
        boolean ours = file.startsWith(folder.toRealPath().toString());
        if (ours && file.endsWith(".incomplete") && !file.endsWith(".journal.incomplete")) {
          count++;
        }
      }
    } catch (NoSuchFileException _) {
      // Closed since it was listed.
    }
    return count;
  }

  @Test
  void whatFollowsTheFirstAnswerAsksForTheSameContent() throws Exception {
    run(engine(64), Samples.COMMIT, List.of(file("f", THRESHOLD)));

    List<String> others = server.asked().subList(1, server.asked().size());
    assertThat(server.asked().getFirst()).startsWith("bytes=0-").endsWith(" -");
    assertThat(others).isNotEmpty().allMatch(asked -> asked.endsWith(" \"first\""));
  }
}
