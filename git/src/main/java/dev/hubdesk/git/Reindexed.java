package dev.hubdesk.git;

/// What was computed anew for one repository.
///
/// @param commits whose history trees were made
/// @param trees whose sizes were added up
/// @param pointers LFS pointers that were found
public record Reindexed(long commits, long trees, long pointers) {}
