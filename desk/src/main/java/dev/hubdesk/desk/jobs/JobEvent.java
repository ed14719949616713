package dev.hubdesk.desk.jobs;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A line of news about a job.
///
/// @param event `created`, `started`, `paused`, `queued`, `completed`, `failed`, `cancelled`,
///   `removed`, or of one file `file_start`, `file_finalizing`, `file_done`, `warning` or `retry`
/// @param level `info`, `warning` or `error`
/// @param path the file, where it is about one
/// @param total its bytes, where they are known
@JsonInclude(JsonInclude.Include.NON_NULL)
public record JobEvent(
    Instant time,
    String level,
    String event,
    String jobId,
    String repo,
    @Nullable String path,
    @Nullable Long total,
    @Nullable String message) {}
