package dev.hubdesk.app.cli;

import ch.qos.logback.classic.Level;
import dev.hubdesk.app.config.Configuration;
import dev.hubdesk.app.config.ConfigurationException;
import dev.hubdesk.app.config.SettingValues;
import dev.hubdesk.app.log.LogFormat;
import dev.hubdesk.app.log.Logging;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/// `hubdesk admin apply accounts.json`: makes the accounts be as the file declares them, in the
/// data of a stopped Hub or on a running one.
final class ApplyCommand implements Command {

  private final Surroundings around;

  ApplyCommand(Surroundings around) {
    this.around = around;
  }

  CommandSpec spec() {
    CommandSpec spec = CommandSpec.wrapWithoutInspection(this).name("apply");
    spec.usageMessage()
        .description(
            "Make users, organisations, members and tokens be as a file declares them. Applying it"
                + " again changes nothing.");
    spec.addPositional(
        PositionalParamSpec.builder()
            .index("0")
            .arity("1")
            .required(true)
            .type(Path.class)
            .paramLabel("FILE")
            .description("accounts.json")
            .build());
    HubTarget.addTo(spec);
    return spec;
  }

  @Override
  public int run(ParseResult given) throws IOException, InterruptedException {
    Path file = given.matchedPositionalValue(0, Path.of("accounts.json"));
    if (!Files.isReadable(file)) {
      throw new ConfigurationException("Cannot read " + file);
    }
    HubTarget target = HubTarget.of(given, around);
    Logging.start(LogFormat.TEXT, Level.WARN);
    AppliedAccounts applied =
        switch (target) {
          case HubTarget.Stopped(Configuration configuration) ->
              AppliedAccounts.toData(SettingValues.data(configuration), file);
          case HubTarget.Running(String endpoint, Path tokenFile) ->
              AppliedAccounts.toHub(endpoint, tokenFile, file);
        };
    report(applied, around.out());
    return ExitCode.OK;
  }

  private static void report(AppliedAccounts applied, PrintWriter out) {
    out.println(
        applied.created()
            + " created, "
            + applied.changed()
            + " changed, "
            + applied.unchanged()
            + " unchanged");
    out.flush();
  }
}
