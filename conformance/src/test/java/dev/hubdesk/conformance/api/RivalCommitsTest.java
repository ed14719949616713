package dev.hubdesk.conformance.api;

import static dev.hubdesk.conformance.api.HubClient.file;
import static dev.hubdesk.conformance.api.HubClient.json;
import static dev.hubdesk.conformance.api.HubClient.line;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hubdesk.conformance.api.HubClient.Answer;
import dev.hubdesk.testkit.hub.RunningHub;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Many clients that commit to one branch at once.
class RivalCommitsTest {

  private static final int CLIENTS = 32;
  private static final int ROUNDS = Boolean.getBoolean("hubdesk.long") ? 20 : 4;

  @TempDir private Path folder;
  private RunningHub hub;
  private HubClient ana;

  @BeforeEach
  void start() throws IOException {
    hub = RunningHub.on(folder).user("ana").start();
    ana = HubClient.of(hub, "ana");
    ana.create("m");
  }

  @AfterEach
  void stop() throws IOException {
    hub.close();
  }

  private String head() {
    return ana.get("/api/models/ana/m").json().path("sha").asText();
  }

  private Answer commit(String path, String parent) {
    String header = "'summary':'" + path + "'" + parent;
    return ana.post(
        "/api/models/ana/m/commit/main",
        "application/x-ndjson",
        line("header", json(header)) + "\n" + file(path, path));
  }

  /// All clients begin at once; their answers, in the order of the clients.
  private static List<Answer> together(List<Callable<Answer>> clients) throws Exception {
    var ready = new CountDownLatch(clients.size());
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Answer>> futures = new ArrayList<>();
      for (Callable<Answer> client : clients) {
        futures.add(
            threads.submit(() -> {
              ready.countDown();
              ready.await();
              return client.call();
            }));
      }
      List<Answer> answers = new ArrayList<>();
      for (Future<Answer> future : futures) {
        answers.add(future.get());
      }
      return answers;
    }
  }

  private List<String> files() {
    return ana
        .get("/models/ana/m/tree/main?recursive=true")
        .json()
        .findValuesAsText("path")
        .stream()
        .filter(path -> path.startsWith("r"))
        .toList();
  }

  @Test
  void whereAllNameTheParentExactlyOneWinsEachRound() throws Exception {
    var won = new TreeSet<String>();
    for (int round = 0; round < ROUNDS; round++) {
      String parent = ",'parentCommit':'" + head() + "'";
      List<Callable<Answer>> clients = new ArrayList<>();
      List<String> paths = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        String path = "r" + round + "-" + i;
        paths.add(path);
        clients.add(() -> commit(path, parent));
      }
      List<Answer> answers = together(clients);
      List<Integer> statuses = answers.stream().map(Answer::status).sorted().toList();
      assertThat(statuses.getFirst()).isEqualTo(200);
      assertThat(statuses.subList(1, CLIENTS)).containsOnly(412);
      for (int i = 0; i < CLIENTS; i++) {
        if (answers.get(i).status() == 200) {
          won.add(paths.get(i));
          assertThat(answers.get(i).json().path("commitOid").asText()).isEqualTo(head());
        } else {
          assertThat(answers.get(i).header("X-Error-Message")).contains("was updated since");
        }
      }
    }
    assertThat(files()).containsExactlyElementsOf(won);
    assertThat(ana.get("/api/models/ana/m/commits/main").header("X-Total-Count"))
        .isEqualTo("" + (ROUNDS + 1));
  }

  @Test
  void whereNobodyNamesAParentAllAreAppliedAndNothingIsLost() throws Exception {
    var wanted = new TreeSet<String>();
    for (int round = 0; round < ROUNDS; round++) {
      List<Callable<Answer>> clients = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        String path = "r" + round + "-" + i;
        wanted.add(path);
        clients.add(() -> commit(path, ""));
      }
      assertThat(together(clients)).allSatisfy(a -> assertThat(a.status()).isEqualTo(200));
    }
    assertThat(files()).containsExactlyElementsOf(wanted);
    assertThat(ana.get("/api/models/ana/m/commits/main").header("X-Total-Count"))
        .isEqualTo("" + (ROUNDS * CLIENTS + 1));
    for (String path : wanted) {
      assertThat(ana.get("/ana/m/resolve/main/" + path).body()).isEqualTo(path);
    }
  }
}
