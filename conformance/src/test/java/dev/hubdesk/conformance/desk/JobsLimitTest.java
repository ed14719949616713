package dev.hubdesk.conformance.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hubdesk.desk.jobs.JobService;
import dev.hubdesk.testkit.desk.RunningDesk;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A Desk with as many jobs as it keeps.
class JobsLimitTest {

  @TempDir private Path folder;

  @Test
  void oneJobMoreThanAreKeptIsRefusedUntilOneIsDismissed() throws Exception {
    try (FakeHub hub =
        new FakeHub()
            .text("models/acme/one", "config.json", "{}")
            .text("models/acme/two", "config.json", "{}")
            .text("models/acme/three", "config.json", "{}")) {
      String first;
      try (RunningDesk desk = RunningDesk.on(folder).endpoint(hub.url()).start();
          DeskClient client = new DeskClient(desk.url())) {
        first = start(client, "one").ok().path("id").asText();
        client.await(first, "completed");
      }
      copies(JobService.MAX_JOBS - 2);
      try (RunningDesk desk = RunningDesk.on(folder).endpoint(hub.url()).start();
          DeskClient client = new DeskClient(desk.url())) {
        DeskClient.Answer last = start(client, "two");
        assertThat(last.status()).isEqualTo(202);
        client.await(last.json().path("id").asText(), "completed");
        assertThat(client.get("/api/jobs").ok().path("jobs")).hasSize(JobService.MAX_JOBS);

        DeskClient.Answer refused = start(client, "three");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.errorCode()).isEqualTo("conflict");
        assertThat(refused.json().path("error").asText()).isEqualTo("Too many jobs");

        client.post("/api/jobs/" + first + "/dismiss", "").ok();
        assertThat(start(client, "three").status()).isEqualTo(202);
      }
    }
  }

  private static DeskClient.Answer start(DeskClient client, String name) throws Exception {
    return client.post("/api/download", "{\"repo\": \"acme/" + name + "\"}");
  }

  /// Copies the one job that is over, under other ids.
  private void copies(int count) throws SQLException {
    String url = "jdbc:sqlite:" + folder.resolve("desk/desk.db");
    try (Connection rows = DriverManager.getConnection(url);
        Statement statement = rows.createStatement()) {
      List<String> columns = new ArrayList<>();
      try (ResultSet all = rows.getMetaData().getColumns(null, null, "job", null)) {
        while (all.next()) {
          columns.add(all.getString("COLUMN_NAME"));
        }
      }
      columns.remove("id");
      String others = String.join(", ", columns);
      statement.executeUpdate(
          "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < "
              + count
              + ") INSERT INTO job (id, "
              + others
              + ") SELECT printf('%012x', i), "
              + others
              + " FROM job, n");
    }
  }
}
