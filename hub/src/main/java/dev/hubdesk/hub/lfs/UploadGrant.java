package dev.hubdesk.hub.lfs;

import dev.hubdesk.protocol.LfsPointer;
import java.time.Instant;

/// The right to upload one object: what a signed URL says.
///
/// @param repository the key of the repository that it was asked for
/// @param account who asked, and counts as the uploader
/// @param expiresAt in whole seconds
public record UploadGrant(long repository, LfsPointer object, long account, Instant expiresAt) {}
