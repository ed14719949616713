package dev.hubdesk.catalog.desk;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A mirror job as it is kept.
///
/// @param order what was asked for, as JSON that only the Desk reads
/// @param outcome what has been done so far, as JSON that only the Desk reads
/// @param error what ended or paused it, in words
public record MirrorJobRow(
    String id,
    String order,
    String state,
    @Nullable String error,
    String outcome,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt) {}
