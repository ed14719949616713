package dev.hubdesk.git;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hubdesk.protocol.LfsPointer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/// A history for `git fast-import`, with merges of up to four parents, deletions, files that come
/// back, the same content on several sides, and names that change between file and directory.
final class RandomHistory {

  static final LfsPointer POINTER = Workshop.pointer(6, 1_000_000);

  private static final List<String> NAMES = List.of("a", "b", "c", "d", "a.b", "a-b");
  private static final List<String> CONTENTS = List.of("1", "22", "333", POINTER.text());

  private final Random random;
  private final List<Map<String, String>> states = new ArrayList<>();
  private final Set<Integer> heads = new LinkedHashSet<>();
  private final StringBuilder stream = new StringBuilder();

  RandomHistory(long seed, int commits, boolean merges) {
    this.random = new Random(seed);
    for (int i = 0; i < commits; i++) {
      add(i, merges);
    }
    int branch = 0;
    for (int head : heads) {
      stream.append("reset refs/heads/h").append(branch++).append("\nfrom :").append(head + 1);
      stream.append("\n\n");
    }
  }

  private void add(int index, boolean merges) {
    List<Integer> from = parents(index, merges);
    Map<String, String> state = new TreeMap<>();
    for (int parent : from) {
      states
          .get(parent)
          .forEach((path, content) -> {
            if (from.size() == 1 || random.nextInt(from.size() + 1) != 0) {
              put(state, path, content);
            }
          });
    }
    for (int change = random.nextInt(4); change > 0; change--) {
      change(state);
    }
    stream.append("commit refs/heads/c").append(index).append("\nmark :").append(index + 1);
    stream.append("\ncommitter A <a@example.org> ").append(1_700_000_000 + index);
    stream.append(" +0000\ndata 1\nx\n");
    for (int i = 0; i < from.size(); i++) {
      stream.append(i == 0 ? "from :" : "merge :").append(from.get(i) + 1).append('\n');
    }
    stream.append("deleteall\n");
    state.forEach((path, content) ->
        stream
            .append("M 100644 inline ")
            .append(path)
            .append("\ndata ")
            .append(content.getBytes(UTF_8).length)
            .append('\n')
            .append(content)
            .append('\n'));
    stream.append('\n');
    states.add(state);
    from.forEach(heads::remove);
    heads.add(index);
  }

  private List<Integer> parents(int index, boolean merges) {
    if (index == 0) {
      return List.of();
    }
    if (!merges) {
      return List.of(index - 1);
    }
    if (random.nextInt(40) == 0) {
      return List.of();
    }
    Set<Integer> found = new LinkedHashSet<>();
    int count = random.nextInt(3) == 0 ? 2 + random.nextInt(3) : 1;
    for (int i = 0; i < count; i++) {
      found.add(Math.max(0, index - 1 - random.nextInt(6)));
    }
    return List.copyOf(found);
  }

  private void change(Map<String, String> state) {
    if (random.nextInt(3) == 0 && !state.isEmpty()) {
      List<String> paths = List.copyOf(state.keySet());
      state.remove(paths.get(random.nextInt(paths.size())));
      return;
    }
    var path = new StringBuilder(NAMES.get(random.nextInt(NAMES.size())));
    for (int depth = random.nextInt(3); depth > 0; depth--) {
      path.append('/').append(NAMES.get(random.nextInt(NAMES.size())));
    }
    put(state, path.toString(), CONTENTS.get(random.nextInt(CONTENTS.size())));
  }

  private static void put(Map<String, String> state, String path, String content) {
    state.keySet().removeIf(other -> other.startsWith(path + "/"));
    for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
      state.remove(path.substring(0, slash));
    }
    state.put(path, content);
  }

  /// Makes a bare repository of it.
  void importTo(RealGit git) throws IOException {
    git.feed(stream.toString().getBytes(UTF_8), "fast-import", "--quiet", "--force");
  }

  /// How many heads there are: branches `h0`, `h1` …
  int heads() {
    return heads.size();
  }
}
