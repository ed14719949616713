package dev.hubdesk.git;

import dev.hubdesk.protocol.LfsPointer;
import java.util.Set;

/// What a check has read of one repository.
///
/// @param packs live packs of both areas
/// @param packBytes bytes of all their files
/// @param objects different ones, of both areas
/// @param pointers LFS pointers that refs reach
public record Checked(int packs, long packBytes, long objects, Set<LfsPointer> pointers) {

  public Checked {
    pointers = Set.copyOf(pointers);
  }

  /// Hears of what is wrong.
  @FunctionalInterface
  public interface Problems {
    void tell(String problem) throws java.io.IOException;
  }
}
