package dev.hubdesk.desk.analyze;

/// A branch or tag.
///
/// @param type `branch` or `tag`
public record RefInfo(String name, String type, String commit) {}
