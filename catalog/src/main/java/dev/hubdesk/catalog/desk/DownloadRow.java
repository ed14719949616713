package dev.hubdesk.catalog.desk;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A job that ended, as history tells it.
///
/// @param destinationKind the word of the kind of the destination
/// @param state `completed` or `failed`
public record DownloadRow(
    String jobId,
    String repo,
    boolean dataset,
    String revision,
    @Nullable String commit,
    @Nullable String endpoint,
    String destinationKind,
    String destination,
    String state,
    @Nullable String error,
    Instant startedAt,
    Instant endedAt,
    long totalFiles,
    long totalBytes) {}
