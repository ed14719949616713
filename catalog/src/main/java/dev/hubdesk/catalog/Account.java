package dev.hubdesk.catalog;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A user or an organisation: the owner of a namespace.
///
/// @param admin may administer the Hub
/// @param newRepositoriesPrivate what a new repository gets when its creator does not say
public record Account(
    long id,
    Kind kind,
    String name,
    String fullname,
    @Nullable String email,
    boolean admin,
    boolean newRepositoriesPrivate,
    Instant createdAt) {

  /// Who signs in and who only owns.
  public enum Kind {
    USER,
    ORGANIZATION
  }
}
