package dev.hubdesk.catalog.desk;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A job as it is kept.
///
/// @param request what was asked for, as JSON that only the Desk reads
/// @param destination the cache it writes to; never changes
/// @param endpoint where the repository was found; null until it was looked up
/// @param commit what the revision stood for then, 40 hex digits; null until it was looked up
/// @param error what ended it, in words
/// @param downloadedBytes bytes of files whose content was verified
public record JobRow(
    String id,
    String request,
    String destination,
    @Nullable String endpoint,
    @Nullable String commit,
    String state,
    @Nullable String error,
    long totalFiles,
    long totalBytes,
    long completedFiles,
    long downloadedBytes,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt) {}
