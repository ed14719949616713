package dev.hubdesk.desk.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hubdesk.desk.jobs.DeskStatus;
import org.jspecify.annotations.Nullable;

/// How busy the Desk is.
///
/// @param disk where downloads go; absent until it was measured
@JsonInclude(JsonInclude.Include.NON_NULL)
record StatusNews(
    int running, int queued, int paused, long bytesPerSecond, @Nullable DiskNews disk) {

  static StatusNews of(DeskStatus jobs, @Nullable DiskNews disk) {
    return new StatusNews(
        jobs.running(), jobs.queued(), jobs.paused(), jobs.bytesPerSecond(), disk);
  }
}
