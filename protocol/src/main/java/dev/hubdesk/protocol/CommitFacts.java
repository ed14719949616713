package dev.hubdesk.protocol;

import java.time.Instant;

/// What a listing tells of a commit.
///
/// @param title the first line of the message
/// @param date when it was committed
public record CommitFacts(Oid id, String title, Instant date) {}
