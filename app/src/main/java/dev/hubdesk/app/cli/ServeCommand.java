package dev.hubdesk.app.cli;

import ch.qos.logback.classic.Level;
import dev.hubdesk.app.DataDirectory;
import dev.hubdesk.app.Version;
import dev.hubdesk.app.config.Configuration;
import dev.hubdesk.app.config.PrintedConfiguration;
import dev.hubdesk.app.config.Setting;
import dev.hubdesk.app.config.SettingValues;
import dev.hubdesk.app.log.LogFormat;
import dev.hubdesk.app.log.Logging;
import java.io.IOException;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/// `hubdesk up`, `hubdesk hub`, `hubdesk desk`: runs until it is told to stop.
final class ServeCommand implements Command {

  private static final String PRINT_CONFIG = "--print-config";

  private final boolean hub;
  private final boolean desk;
  private final Surroundings around;

  ServeCommand(boolean hub, boolean desk, Surroundings around) {
    this.hub = hub;
    this.desk = desk;
    this.around = around;
  }

  CommandSpec spec(String does) {
    CommandSpec spec = CommandSpec.wrapWithoutInspection(this);
    spec.usageMessage().description(does);
    SettingFlags.add(spec, hub, desk);
    spec.addOption(
        OptionSpec.builder(PRINT_CONFIG)
            .arity("0")
            .type(boolean.class)
            .description("Print every value in force with its origin, and start nothing.")
            .build());
    return spec;
  }

  @Override
  public int run(ParseResult given) throws IOException, InterruptedException {
    Configuration configuration = around.configuration(SettingFlags.given(given));
    var halves = new Halves(configuration, hub, desk);
    if (given.hasMatchedOption(PRINT_CONFIG)) {
      PrintedConfiguration.lines(configuration, hub, desk).forEach(around.out()::println);
      around.out().flush();
      return ExitCode.OK;
    }
    Logging.start(format(configuration), level(configuration));
    LoggerFactory.getLogger(ServeCommand.class).info("Hubdesk {} starts", Version.text());
    try (var running = new Running()) {
      running.stopWithTheProcess();
      DataDirectory data =
          running.add("data directory", DataDirectory.open(SettingValues.data(configuration)));
      String addresses = halves.start(data, running, around);
      around.out().println("READY" + addresses);
      around.out().flush();
      running.await();
    }
    return ExitCode.OK;
  }

  private static LogFormat format(Configuration from) {
    return switch (from.text(Setting.LOG_FORMAT)) {
      case "text" -> LogFormat.TEXT;
      case "json" -> LogFormat.JSON;
      default -> throw from.refuse(Setting.LOG_FORMAT, "must be text or json");
    };
  }

  private static Level level(Configuration from) {
    return switch (from.text(Setting.LOG_LEVEL)) {
      case "error" -> Level.ERROR;
      case "warn" -> Level.WARN;
      case "info" -> Level.INFO;
      case "debug" -> Level.DEBUG;
      case "trace" -> Level.TRACE;
      default -> throw from.refuse(Setting.LOG_LEVEL, "must be error, warn, info, debug or trace");
    };
  }
}
