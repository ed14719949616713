package dev.hubdesk.catalog;

import java.time.Instant;

/// That an account likes a repository.
///
/// @param id in the order of time; where a page of a list ended
public record Like(long id, Account account, RepositoryRow repository, Instant at) {}
