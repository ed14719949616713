package dev.hubdesk.git;

import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.RefName;
import org.jspecify.annotations.Nullable;

/// A ref that moves from one place to another.
///
/// @param from where it must stand for the change to happen; null when it must not exist
/// @param to where it goes; null when it is deleted
/// @param peeled the commit behind `to` when `to` is an annotated tag
public record RefChange(RefName name, @Nullable Oid from, @Nullable Oid to, @Nullable Oid peeled) {}
