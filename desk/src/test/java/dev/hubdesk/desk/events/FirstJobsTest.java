package dev.hubdesk.desk.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hubdesk.desk.jobs.FileProgress;
import dev.hubdesk.desk.jobs.JobState;
import dev.hubdesk.desk.jobs.JobView;
import dev.hubdesk.http.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class FirstJobsTest {

  private static JobView job(String id, JobState state, int files) {
    return new JobView(
        id,
        "acme/tiny",
        "main",
        false,
        List.of(),
        List.of(),
        false,
        null,
        null,
        "/cache",
        "/cache",
        false,
        null,
        null,
        null,
        state,
        null,
        new JobView.ProgressView(files, 0, 0, 0, 0, 0),
        null,
        Instant.EPOCH,
        null,
        null,
        Collections.nCopies(files, new FileProgress("f".repeat(100), 1, 0, "pending")),
        0);
  }

  private static List<String> ids(FirstJobs first) throws Exception {
    var ids = new ArrayList<String>();
    for (JsonNode job : Json.MAPPER.readTree(Json.text(first.jobs()))) {
      ids.add(job.path("id").asText());
    }
    return ids;
  }

  @Test
  void tellsAllJobsInTheirOrderWhereTheyFit() throws Exception {
    List<JobView> all =
        List.of(
            job("d", JobState.COMPLETED, 1),
            job("c", JobState.QUEUED, 0),
            job("b", JobState.RUNNING, 1),
            job("a", JobState.FAILED, 0));

    var first = FirstJobs.of(all);

    assertThat(ids(first)).containsExactly("d", "c", "b", "a");
    assertThat(first.omitted()).isZero();
    assertThat(Json.text(first.jobs())).isEqualTo(Json.text(all));
  }

  @Test
  void leavesOutTheOldestThatAreOver() throws Exception {
    var all = new ArrayList<JobView>();
    for (int i = 0; i < 9_997; i++) {
      all.add(job("over" + i, JobState.COMPLETED, 10));
    }
    all.add(job("paused", JobState.PAUSED, 10));
    all.add(job("queued", JobState.QUEUED, 10));
    all.add(job("running", JobState.RUNNING, 10));

    var first = FirstJobs.of(all);

    List<String> ids = ids(first);
    assertThat(ids).startsWith("over0", "over1").endsWith("paused", "queued", "running");
    assertThat(ids.subList(0, ids.size() - 3))
        .isEqualTo(all.stream().map(JobView::id).limit(ids.size() - 3L).toList());
    assertThat(first.omitted()).isEqualTo(10_000 - ids.size()).isPositive();
    int length = Json.text(first.jobs()).length();
    assertThat(length)
        .isGreaterThan(FirstJobs.MAX_LENGTH - 10_000)
        .isLessThan(FirstJobs.MAX_LENGTH + 10_000);
  }

  @Test
  void tellsWhatRunsEvenWhereNotAllThatWaitFit() throws Exception {
    var all = new ArrayList<JobView>();
    for (int i = 0; i < 3_000; i++) {
      all.add(job("queued" + i, JobState.QUEUED, 10));
    }
    all.add(job("running", JobState.RUNNING, 100));

    var first = FirstJobs.of(all);

    assertThat(ids(first)).startsWith("queued0").endsWith("running");
    assertThat(first.omitted()).isPositive();
  }
}
