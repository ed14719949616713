package dev.hubdesk.desk.transfer;

/// What a run of [SnapshotDownload] did.
///
/// @param fetchedFiles files with bytes from the network
/// @param presentFiles files that were there already
/// @param fetchedBytes from the network, in this run
public record SnapshotSummary(int fetchedFiles, int presentFiles, long fetchedBytes) {}
