package dev.hubdesk.git;

/// Rows of another room (quota, audit, links to LFS objects) that [Ledger#publish] writes in its
/// own transaction. Git passes them through without a look; the catalog makes and runs them.
public interface Alongside {}
