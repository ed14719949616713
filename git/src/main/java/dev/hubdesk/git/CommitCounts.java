package dev.hubdesk.git;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.hubdesk.protocol.Oid;
import java.io.IOException;

/// How many commits lead up to a commit: its id fixes the answer for ever, and finding it costs a
/// walk through all of them.
final class CommitCounts {

  private static final int MAX_ENTRIES = 10_000;

  private final Cache<Oid, Long> counts = Caffeine.newBuilder().maximumSize(MAX_ENTRIES).build();

  long count(Oid commit, View view) throws IOException {
    Long known = counts.getIfPresent(commit);
    if (known == null) {
      known = new CommitLog(view.objects()).count(Ids.of(commit));
      counts.put(commit, known);
    }
    return known;
  }
}
