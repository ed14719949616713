package dev.hubdesk.desk.events;

import com.fasterxml.jackson.databind.util.RawValue;
import dev.hubdesk.desk.jobs.JobState;
import dev.hubdesk.desk.jobs.JobView;
import dev.hubdesk.http.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The jobs that a listener is told first: all of them, or as many as fit into one frame. Those
/// that run come before those that wait or are paused, these before those that are over, and of
/// each kind the newest.
///
/// @param jobs as JSON, in the order in which they were given
/// @param omitted how many more there are
record FirstJobs(List<RawValue> jobs, int omitted) {

  /// Characters of all jobs in the frame: with the news that may come meanwhile far less than what
  /// may wait for a listener.
  static final int MAX_LENGTH = 2 << 20;

  /// @param all the newest first
  static FirstJobs of(List<JobView> all) {
    var urgent = new ArrayList<Integer>(all.size());
    for (int i = 0; i < all.size(); i++) {
      urgent.add(i);
    }
    urgent.sort(Comparator.comparingInt(i -> rank(all.get(i).status())));
    var texts = new ArrayList<@Nullable String>(Collections.nCopies(all.size(), null));
    int left = MAX_LENGTH;
    for (int i : urgent) {
      String text = Json.text(all.get(i));
      if (text.length() > left) {
        break;
      }
      left -= text.length();
      texts.set(i, text);
    }
    List<RawValue> told = texts.stream().filter(Objects::nonNull).map(RawValue::new).toList();
    return new FirstJobs(told, all.size() - told.size());
  }

  private static int rank(JobState state) {
    return switch (state) {
      case RUNNING -> 0;
      case QUEUED, PAUSED -> 1;
      case COMPLETED, FAILED, CANCELLED -> 2;
    };
  }
}
