package dev.hubdesk.catalog.desk;

import org.jspecify.annotations.Nullable;

/// One file of a job's plan.
///
/// @param oid the git blob, 40 hex digits
/// @param sha256 of LFS files, 64 hex digits
public record JobFileRow(String path, long size, String oid, @Nullable String sha256) {}
