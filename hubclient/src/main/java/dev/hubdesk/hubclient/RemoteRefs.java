package dev.hubdesk.hubclient;

import java.util.List;

/// The refs of a repository.
public record RemoteRefs(List<RemoteRef> branches, List<RemoteRef> tags) {

  public RemoteRefs {
    branches = List.copyOf(branches);
    tags = List.copyOf(tags);
  }
}
