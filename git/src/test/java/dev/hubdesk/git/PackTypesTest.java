package dev.hubdesk.git;

import static dev.hubdesk.git.Workshop.REPOSITORY;
import static dev.hubdesk.git.Workshop.put;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.internal.storage.dfs.DfsPackFile;
import org.eclipse.jgit.internal.storage.dfs.DfsReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackTypesTest {

  private static final UpkeepPolicy SMALL = new UpkeepPolicy(5, 5, 0);

  @TempDir Path scratch;

  @Test
  void agreeWithWhatJGitSaysOfEveryObjectDeltasIncluded() throws IOException {
    var shop = new Workshop(scratch);
    shop.commit(draft -> {
      for (int i = 0; i < 3_000; i++) {
        put(draft, "d/f%05d".formatted(i), "file " + i);
      }
    });
    for (int i = 0; i < 10; i++) {
      String name = "d/f%05d".formatted(i * 200);
      shop.commit(draft -> put(draft, name, "changed"));
    }
    long before =
        shop.ledger.packs(REPOSITORY, ObjectArea.CONTENT).stream()
            .mapToLong(PackRecord::packBytes)
            .sum();
    shop.store.compact(REPOSITORY, SMALL, () -> false);

    List<PackRecord> packs = shop.ledger.packs(REPOSITORY, ObjectArea.CONTENT);
    assertThat(packs).hasSize(1);
    assertThat(packs.getFirst().packBytes()).as("there are deltas").isLessThan(before / 2);
    for (ObjectArea area : ObjectArea.values()) {
      check(shop, area);
    }
  }

  private static void check(Workshop shop, ObjectArea area) throws IOException {
    try (StoredRepository view = shop.store.area(REPOSITORY, area);
        DfsReader reader = view.getObjectDatabase().newReader()) {
      for (DfsPackFile pack : view.getObjectDatabase().getPacks()) {
        var seen = new ArrayList<String>();
        try (PackTypes types = new PackTypes(view.getObjectDatabase(), pack, reader)) {
          types.visit((id, type) -> {
            assertThat(type).isEqualTo(reader.open(id).getType());
            seen.add(id.name());
          });
        }
        assertThat(seen).doesNotHaveDuplicates();
        assertThat((long) seen.size()).isEqualTo(pack.getPackIndex(reader).getObjectCount());
      }
    }
  }
}
