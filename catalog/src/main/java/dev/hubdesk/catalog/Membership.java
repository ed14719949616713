package dev.hubdesk.catalog;

/// A user's place in an organisation.
public record Membership(Account organization, Role role) {

  /// What a member may do, each role more than the one before.
  public enum Role {
    READ,
    CONTRIBUTOR,
    WRITE,
    ADMIN
  }
}
