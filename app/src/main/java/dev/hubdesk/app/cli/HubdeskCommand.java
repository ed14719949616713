package dev.hubdesk.app.cli;

import dev.hubdesk.app.Version;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/// `hubdesk`: the command line as a whole.
public final class HubdeskCommand {

  private final Surroundings surroundings;
  private final CommandLine commandLine;

  public HubdeskCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
    this.commandLine = build(surroundings);
  }

  /// Runs a command to its end.
  ///
  /// @return an [ExitCode]
  public int run(String... arguments) {
    return commandLine.execute(arguments);
  }

  private CommandLine build(Surroundings around) {
    CommandSpec root = CommandSpec.create().name("hubdesk");
    root.usageMessage()
        .description("Your own Hugging Face: a Hub for the team and a Desk for every machine.");
    root.version(Version.text());
    root.addOption(
        OptionSpec.builder("-V", "--version")
            .versionHelp(true)
            .description("Print the version.")
            .build());
    root.addSubcommand("up", serve(true, true, "Run Hub and Desk in one process.", around));
    root.addSubcommand("hub", serve(true, false, "Run the Hub.", around));
    root.addSubcommand("desk", serve(false, true, "Run the Desk.", around));
    root.addSubcommand("admin", AdminCommand.spec(around));
    helped(root);
    return new CommandLine(root)
        .setOut(around.out())
        .setErr(around.err())
        .setExecutionStrategy(HubdeskCommand::execute)
        .setExecutionExceptionHandler(this::explain);
  }

  private static CommandSpec serve(boolean hub, boolean desk, String does, Surroundings around) {
    return new ServeCommand(hub, desk, around).spec(does);
  }

  private static void helped(CommandSpec spec) {
    spec.addOption(
        OptionSpec.builder("-h", "--help").usageHelp(true).description("Print this help.").build());
    spec.subcommands().values().forEach(child -> helped(child.getCommandSpec()));
  }

  private static int execute(ParseResult result) {
    Integer helped = CommandLine.executeHelpRequest(result);
    if (helped != null) {
      return helped;
    }
    ParseResult last = result;
    while (last.hasSubcommand()) {
      last = last.subcommand();
    }
    if (last.commandSpec().userObject() instanceof Command command) {
      try {
        return command.run(last);
      } catch (Exception e) {
        throw new CommandLine.ExecutionException(last.commandSpec().commandLine(), "failed", e);
      }
    }
    last.commandSpec().commandLine().usage(last.commandSpec().commandLine().getErr());
    return ExitCode.USAGE;
  }

  private int explain(Exception failure, CommandLine failed, ParseResult result) {
    Throwable cause =
        failure instanceof CommandLine.ExecutionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return Explained.print(cause, surroundings.err());
  }
}
