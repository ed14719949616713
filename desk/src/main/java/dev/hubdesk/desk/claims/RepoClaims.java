package dev.hubdesk.desk.claims;

import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/// What in this process works on which folder of a repository. A claim covers the folder and all
/// below it: whoever rebuilds a whole cache claims its root.
///
/// What adds files (a download, a pull) *shares*; what deletes, rebuilds or replaces them *holds*,
/// and nobody else has a claim meanwhile. Nobody waits for a claim: it is had at once or refused.
/// Other processes know nothing of this.
public final class RepoClaims {

  private final Set<Entry> entries = new LinkedHashSet<>();
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

  /// A claim beside others that share.
  ///
  /// @param folder of the repository in its destination, or a root of many; need not exist
  /// @param what completes the sentence "… is busy: ", such as `it is being downloaded`
  /// @throws FailureException with Conflict when somebody holds the folder, one above or one below
  public Claim share(Path folder, String what) {
    return claim(new Entry(real(folder), what, false));
  }

  /// A claim that suffers no other.
  ///
  /// @throws FailureException with Conflict when somebody has any claim on the folder, on one above
  ///   or on one below
  public Claim hold(Path folder, String what) {
    return claim(new Entry(real(folder), what, true));
  }

  /// As [#share]; empty where that would be refused.
  public Optional<Claim> tryShare(Path folder, String what) {
    var wanted = new Entry(real(folder), what, false);
    return add(wanted).isPresent() ? Optional.empty() : Optional.of(() -> release(wanted));
  }

  /// Calls `action` after each end of a claim that was held. It runs on the thread that ended the
  /// claim, without any lock, and must not throw.
  public void onRelease(Runnable action) {
    listeners.add(action);
  }

  private Claim claim(Entry wanted) {
    Optional<Entry> rival = add(wanted);
    if (rival.isPresent()) {
      throw new FailureException(
          new Failure.Conflict(wanted.folder + " is busy: " + rival.get().what, null));
    }
    return () -> release(wanted);
  }

  /// Adds it, unless there is one that excludes it.
  private synchronized Optional<Entry> add(Entry wanted) {
    Optional<Entry> rival = entries.stream().filter(wanted::excludes).findFirst();
    if (rival.isEmpty()) {
      entries.add(wanted);
    }
    return rival;
  }

  private void release(Entry entry) {
    synchronized (this) {
      if (!entries.remove(entry)) {
        return;
      }
    }
    if (entry.alone) {
      listeners.forEach(Runnable::run);
    }
  }

  /// The same folder by its one name, also where a folder above is a link; need not exist.
  public static Path real(Path folder) {
    Path known = folder.toAbsolutePath().normalize();
    for (Path above = known; above != null; above = above.getParent()) {
      try {
        return above.toRealPath().resolve(above.relativize(known)).normalize();
      } catch (IOException _) {
        // Not there: its parent may be.
      }
    }
    return known;
  }

  /// Something claimed; not a record, because two equal claims are two.
  private static final class Entry {
    private final Path folder;
    private final String what;
    private final boolean alone;

    Entry(Path folder, String what, boolean alone) {
      this.folder = folder;
      this.what = what;
      this.alone = alone;
    }

    boolean excludes(Entry other) {
      return (alone || other.alone)
          && (folder.startsWith(other.folder) || other.folder.startsWith(folder));
    }
  }

  /// Ends the claim; more than once does no harm.
  public interface Claim extends AutoCloseable {
    @Override
    void close();
  }
}
