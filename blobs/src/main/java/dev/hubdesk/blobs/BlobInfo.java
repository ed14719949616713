package dev.hubdesk.blobs;

import java.time.Instant;

/// What a store knows of a blob.
///
/// @param size in bytes
/// @param storedAt when it was committed, by the store's clock
public record BlobInfo(BlobKey key, long size, Instant storedAt) {}
