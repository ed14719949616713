package dev.hubdesk.conformance.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

/// A folder with a few large files, which are fetched over several connections, and many small
/// ones.
///
/// @param sizes in bytes, by name
record MixedModel(Path folder, Map<String, Integer> sizes) {

  private static final int SMALL_FILES = 200;

  /// Writes one.
  ///
  /// @param mib of the large files together
  static MixedModel write(Path folder, int mib) throws IOException {
    var sizes = new TreeMap<String, Integer>();
    sizes.put("model-1.bin", (mib / 2) << 20);
    sizes.put("model-2.bin", ((mib / 3) << 20) + 1);
    sizes.put("model-3.bin", ((mib / 6) << 20) - 1);
    for (int i = 0; i < SMALL_FILES; i++) {
      sizes.put("parts/note-" + i + ".txt", i * 1_009);
    }
    var random = new Random(mib);
    for (Map.Entry<String, Integer> file : sizes.entrySet()) {
      var bytes = new byte[file.getValue()];
      random.nextBytes(bytes);
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.resolveSibling("x").getParent());
      Files.write(path, bytes);
    }
    return new MixedModel(folder, sizes);
  }

  long bytes() {
    return sizes.values().stream().mapToLong(Integer::longValue).sum();
  }

  /// Every file stands there, byte for byte.
  void assertStandsIn(Path other) throws IOException {
    for (String name : sizes.keySet()) {
      assertThat(Files.mismatch(folder.resolve(name), other.resolve(name))).as(name).isEqualTo(-1);
    }
  }

  /// Nothing that was begun is left anywhere below a folder.
  static void assertNoPartials(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      assertThat(all).noneMatch(path -> path.toString().endsWith(".incomplete"));
    }
  }
}
