package dev.hubdesk.hub.refs;

import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.RefName;
import java.util.function.Function;

/// Which names a new branch or tag may have: those of `git check-ref-format --branch`, less what
/// could be taken for something else (a full commit id, a full ref name).
final class RefNames {

  private RefNames() {}

  /// The ref of a new branch.
  ///
  /// @throws FailureException with `BadRequest`
  static RefName branch(String name) {
    return valid(name, RefName::branch);
  }

  /// The ref of a new tag.
  ///
  /// @throws FailureException with `BadRequest`
  static RefName tag(String name) {
    return valid(name, RefName::tag);
  }

  /// The ref of a branch that may exist.
  ///
  /// @throws FailureException with `RevisionNotFound` when no branch can have that name
  static RefName existingBranch(String name) {
    return existing("refs/heads/", name);
  }

  /// The ref of a tag that may exist.
  ///
  /// @throws FailureException with `RevisionNotFound` when no tag can have that name
  static RefName existingTag(String name) {
    return existing("refs/tags/", name);
  }

  private static RefName existing(String prefix, String name) {
    return RefName.parse(prefix + name)
        .orElseThrow(() -> new FailureException(new Failure.RevisionNotFound(name)));
  }

  private static RefName valid(String name, Function<String, RefName> kind) {
    if (name.isEmpty()) {
      throw new FailureException(
          new Failure.BadRequest("The name of the branch or tag is missing"));
    }
    if (name.startsWith("-")
        || name.startsWith("refs/")
        || name.equals("HEAD")
        || Oid.parse(name).isPresent()) {
      throw new FailureException(
          new Failure.BadRequest("Invalid reference name: it could be taken for something else"));
    }
    return kind.apply(name);
  }
}
