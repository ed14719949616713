package dev.hubdesk.desk.cache.scan;

/// One file of a repository of plain files.
///
/// @param path from the repository's folder, parts joined by `/`
/// @param size bytes
public record LocalFile(String path, long size) {}
