package dev.hubdesk.hubclient;

import dev.hubdesk.protocol.Oid;

/// A branch or a tag.
///
/// @param name `main`
/// @param ref `refs/heads/main`
public record RemoteRef(String name, String ref, Oid target) {}
