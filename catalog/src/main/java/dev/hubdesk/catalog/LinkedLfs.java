package dev.hubdesk.catalog;

import dev.hubdesk.protocol.LfsPointer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An LFS object of a repository.
///
/// @param path one under which it came into the repository; null when that is not known
/// @param ref the full name of the ref that it came with; null when that is not known
/// @param at when it came
public record LinkedLfs(
    LfsPointer object, @Nullable String path, @Nullable String ref, Instant at) {}
