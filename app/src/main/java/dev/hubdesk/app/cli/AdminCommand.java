package dev.hubdesk.app.cli;

import picocli.CommandLine.Model.CommandSpec;

/// `hubdesk admin …`: what an administrator does from a shell.
final class AdminCommand {

  private AdminCommand() {}

  static CommandSpec spec(Surroundings around) {
    CommandSpec admin = CommandSpec.create().name("admin");
    admin.usageMessage().description("Administer a Hub.");
    admin.addSubcommand("apply", new ApplyCommand(around).spec());
    admin.addSubcommand("backup", BackupCommand.backup(around).spec());
    admin.addSubcommand("restore", BackupCommand.restore(around).spec());
    for (MaintenanceJob job : MaintenanceJob.values()) {
      admin.addSubcommand(job.command(), new MaintenanceCommand(job, around).spec());
    }
    return admin;
  }
}
