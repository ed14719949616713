package dev.hubdesk.catalog.desk;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A job that ended, as history tells it.
///
/// @param state `completed` or `failed`
public record DownloadRow(
    String jobId,
    String repo,
    boolean dataset,
    String revision,
    @Nullable String commit,
    @Nullable String endpoint,
    String destination,
    String state,
    @Nullable String error,
    Instant startedAt,
    Instant endedAt,
    long totalFiles,
    long totalBytes) {}
