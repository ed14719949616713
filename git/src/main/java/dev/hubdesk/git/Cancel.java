package dev.hubdesk.git;

import java.util.function.BooleanSupplier;
import org.eclipse.jgit.lib.EmptyProgressMonitor;

/// Lets long work of JGit be broken off. It asks now and then, and then throws an IOException.
final class Cancel extends EmptyProgressMonitor {

  private final BooleanSupplier cancelled;

  Cancel(BooleanSupplier cancelled) {
    this.cancelled = cancelled;
  }

  @Override
  public boolean isCancelled() {
    return cancelled.getAsBoolean();
  }
}
