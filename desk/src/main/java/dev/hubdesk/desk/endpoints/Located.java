package dev.hubdesk.desk.endpoints;

import dev.hubdesk.hubclient.HubEndpoint;
import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.RepoId;
import dev.hubdesk.protocol.Revision;

/// A repository that was found.
///
/// @param revision what was asked for
/// @param commit what it stood for
public record Located(HubEndpoint endpoint, RepoId repo, Revision revision, Oid commit) {}
