package dev.hubdesk.hubclient;

import org.jspecify.annotations.Nullable;

/// Whose token it is.
///
/// @param role `read`, `write` or `fineGrained`; null when the server does not say
record RemoteAccount(String name, @Nullable String fullname, @Nullable String role) {}
