package dev.hubdesk.git;

/// Is told of every publication, after it was written and before its author is answered. Whoever
/// publishes may hold the repository's lock meanwhile, so a watcher is quick, only reads the
/// repository, and keeps its troubles to itself: the publication has happened.
@FunctionalInterface
public interface PublicationWatcher {

  /// A publication was written.
  void published(Publication publication);
}
