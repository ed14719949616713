package dev.hubdesk.desk.mirror;

import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// The places that people have named.
public final class TargetService {

  /// The most targets.
  public static final int MAX_TARGETS = 1_000;

  private final TargetsFile file;

  /// @param file where they are kept
  public TargetService(Path file) {
    this.file = new TargetsFile(file);
  }

  /// All of them, by name.
  List<Target> list() throws IOException {
    return List.copyOf(file.read().values());
  }

  /// Adds a target or replaces the one of that name.
  ///
  /// @throws FailureException with BadRequest when name or path cannot be; Conflict when there are
  ///   too many
  Target put(String name, String path, @Nullable String description) throws IOException {
    var target = new Target(name, Target.path(path), description);
    synchronized (file) {
      SortedMap<String, Target> known = file.read();
      if (!known.containsKey(name) && known.size() >= MAX_TARGETS) {
        throw new FailureException(
            new Failure.Conflict("Too many targets: more than " + MAX_TARGETS, null));
      }
      file.put(target);
    }
    return target;
  }

  /// Forgets a target; what stands there stays.
  ///
  /// @throws FailureException with NotFound
  void remove(String name) throws IOException {
    synchronized (file) {
      if (!file.read().containsKey(name)) {
        throw new FailureException(new Failure.NotFound("Target not found: " + name));
      }
      file.remove(name);
    }
  }

  /// The place that a request means: a target's name, or an absolute path.
  ///
  /// @throws FailureException with BadRequest when it is neither
  Path find(String text) throws IOException {
    Target named = file.read().get(text);
    if (named != null) {
      return named.path();
    }
    if (Target.isName(text)) {
      throw new FailureException(
          new Failure.BadRequest("Unknown target: there is none of the name " + text));
    }
    return Target.path(text);
  }
}
