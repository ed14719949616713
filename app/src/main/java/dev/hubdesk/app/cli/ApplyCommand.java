package dev.hubdesk.app.cli;

import ch.qos.logback.classic.Level;
import dev.hubdesk.app.config.ConfigurationException;
import dev.hubdesk.app.config.Setting;
import dev.hubdesk.app.config.SettingValues;
import dev.hubdesk.app.log.LogFormat;
import dev.hubdesk.app.log.Logging;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/// `hubdesk admin apply accounts.json`: makes the accounts be as the file declares them, in the
/// data of a stopped Hub or on a running one.
final class ApplyCommand implements Command {

  private static final String DATA = "--data";
  private static final String ENDPOINT = "--endpoint";
  private static final String TOKEN_FILE = "--token-file";

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
    spec.addOption(option(DATA, "DIR", "On the data of a Hub that is stopped."));
    spec.addOption(option(ENDPOINT, "URL", "On a Hub that runs."));
    spec.addOption(
        option(TOKEN_FILE, "FILE", "Holds a write token of an administrator of that Hub."));
    return spec;
  }

  private static OptionSpec option(String name, String label, String description) {
    return OptionSpec.builder(name)
        .type(String.class)
        .arity("1")
        .paramLabel(label)
        .description(description)
        .build();
  }

  @Override
  public int run(ParseResult given) throws IOException, InterruptedException {
    Path file = given.matchedPositionalValue(0, Path.of("accounts.json"));
    String endpoint = given.matchedOptionValue(ENDPOINT, "");
    String tokenFile = given.matchedOptionValue(TOKEN_FILE, "");
    if (!Files.isReadable(file)) {
      throw new ConfigurationException("Cannot read " + file);
    }
    boolean half = endpoint.isEmpty() != tokenFile.isEmpty();
    boolean both = !endpoint.isEmpty() && given.hasMatchedOption(DATA);
    if (half || both) {
      throw new ConfigurationException(
          "Give either --data, for a stopped Hub, or --endpoint with --token-file, for a running"
              + " one");
    }
    Logging.start(LogFormat.TEXT, Level.WARN);
    AppliedAccounts applied =
        endpoint.isEmpty()
            ? AppliedAccounts.toData(dataDirectory(given), file)
            : AppliedAccounts.toHub(endpoint, Path.of(tokenFile), file);
    report(applied, around.out());
    return ExitCode.OK;
  }

  private Path dataDirectory(ParseResult given) {
    Map<Setting, List<String>> flags =
        given.hasMatchedOption(DATA)
            ? Map.of(Setting.DATA, List.of(given.matchedOptionValue(DATA, "")))
            : Map.of();
    return SettingValues.data(around.configuration(flags));
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
