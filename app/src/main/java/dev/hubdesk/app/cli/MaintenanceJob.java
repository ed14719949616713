package dev.hubdesk.app.cli;

import dev.hubdesk.app.Maintenance;
import dev.hubdesk.hub.upkeep.Report;
import dev.hubdesk.hub.upkeep.RepositoryChoice;
import java.io.IOException;

/// Long work on a Hub that the command line starts and watches.
enum MaintenanceJob {
  GC(
      "gc",
      "Take out of repositories what nothing names any more, put their packs together, and delete"
          + " the bytes that nothing names since longer than collect-after.",
      "dry-run",
      "dryRun",
      "Say what would go and why, and change nothing.") {
    @Override
    void run(Maintenance on, RepositoryChoice choice, boolean flag, Report report)
        throws IOException {
      on.gc().run(choice, flag, report);
    }
  },
  FSCK(
      "fsck",
      "Read everything and say what is wrong. Changes nothing. Exit code 1 when something is.",
      "deep",
      "deep",
      "Read LFS objects whole, too, and compare their SHA-256.") {
    @Override
    void run(Maintenance on, RepositoryChoice choice, boolean flag, Report report)
        throws IOException {
      on.fsck().run(choice, flag, report);
    }
  },
  REINDEX(
      "reindex",
      "Throw away what can be computed from the commits (dates and sizes in listings, LFS pointers,"
          + " facts of model cards), and compute it again.",
      "",
      "",
      "") {
    @Override
    void run(Maintenance on, RepositoryChoice choice, boolean flag, Report report)
        throws IOException {
      on.reindex().run(choice, report);
    }
  };

  private final String command;
  private final String description;
  private final String flag;
  private final String key;
  private final String flagDescription;

  MaintenanceJob(
      String command, String description, String flag, String key, String flagDescription) {
    this.command = command;
    this.description = description;
    this.flag = flag;
    this.key = key;
    this.flagDescription = flagDescription;
  }

  abstract void run(Maintenance on, RepositoryChoice choice, boolean flag, Report report)
      throws IOException;

  /// The name of the command, and of the route below `/api/admin/`.
  String command() {
    return command;
  }

  String description() {
    return description;
  }

  boolean hasFlag() {
    return !flag.isEmpty();
  }

  /// Its own flag: `--dry-run`.
  String flag() {
    return "--" + flag;
  }

  /// The same in JSON.
  String key() {
    return key;
  }

  String flagDescription() {
    return flagDescription;
  }
}
