package dev.hubdesk.desk.transfer;

import dev.hubdesk.hubclient.HubEndpoint;
import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.RepoId;
import dev.hubdesk.protocol.Revision;

/// Files of one commit to bring into the cache.
///
/// @param revision what was asked for; becomes a ref when all is done
/// @param commit what it stood for
public record SnapshotPlan(
    HubEndpoint endpoint, RepoId repo, Revision revision, Oid commit, PlanFiles files) {}
