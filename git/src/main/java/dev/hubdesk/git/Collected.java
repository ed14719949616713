package dev.hubdesk.git;

import dev.hubdesk.protocol.Sha256;
import java.util.Set;

/// What a collection did to one repository, or would do.
///
/// @param kept objects that refs, or what the ref log still remembers, reach
/// @param dropped objects that nothing names any more
/// @param droppedBytes what they take in packs
/// @param historyObjects objects of history trees that went
/// @param historyBytes what they took
/// @param unlinked LFS objects that no kept commit names
/// @param packsBefore live packs of both areas before
/// @param bytesBefore bytes of their files
/// @param packsAfter live packs after; as before when nothing was done
/// @param bytesAfter bytes of their files
public record Collected(
    long kept,
    long dropped,
    long droppedBytes,
    long historyObjects,
    long historyBytes,
    Set<Sha256> unlinked,
    int packsBefore,
    long bytesBefore,
    int packsAfter,
    long bytesAfter) {

  public Collected {
    unlinked = Set.copyOf(unlinked);
  }
}
