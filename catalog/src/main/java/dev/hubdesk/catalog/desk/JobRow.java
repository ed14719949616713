package dev.hubdesk.catalog.desk;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A job as it is kept.
///
/// @param request what was asked for, as JSON that only the Desk reads
/// @param destinationKind `cache` or `flat`: how its files stand there; never changes
/// @param destination the folder it writes to; never changes
/// @param endpoint where the repository was found; null until it was looked up
/// @param commit what the revision stood for then, 40 hex digits; null until it was looked up
/// @param error what ended it, in words
/// @param downloadedBytes bytes of files whose content was verified
public record JobRow(
    String id,
    String request,
    String destinationKind,
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
