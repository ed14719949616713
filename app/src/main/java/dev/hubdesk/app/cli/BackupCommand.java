package dev.hubdesk.app.cli;

import ch.qos.logback.classic.Level;
import dev.hubdesk.app.backup.Backup;
import dev.hubdesk.app.backup.Restore;
import dev.hubdesk.app.config.ConfigurationException;
import dev.hubdesk.app.config.Setting;
import dev.hubdesk.app.config.SettingValues;
import dev.hubdesk.app.log.LogFormat;
import dev.hubdesk.app.log.Logging;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/// `hubdesk admin backup DIR` and `hubdesk admin restore DIR --data EMPTY`.
final class BackupCommand implements Command {

  private final boolean restore;
  private final Surroundings around;

  private BackupCommand(boolean restore, Surroundings around) {
    this.restore = restore;
    this.around = around;
  }

  static BackupCommand backup(Surroundings around) {
    return new BackupCommand(false, around);
  }

  static BackupCommand restore(Surroundings around) {
    return new BackupCommand(true, around);
  }

  CommandSpec spec() {
    CommandSpec spec = CommandSpec.wrapWithoutInspection(this).name(restore ? "restore" : "backup");
    spec.usageMessage()
        .description(
            restore
                ? "Make a data directory of a backup. Every byte is compared on the way."
                : "Copy the data of a Hub, which may run meanwhile, into a directory. What is there"
                    + " of an earlier backup is not copied again.");
    spec.addPositional(
        PositionalParamSpec.builder()
            .index("0")
            .arity("1")
            .required(true)
            .type(Path.class)
            .paramLabel("BACKUP")
            .description("The directory of the backup.")
            .build());
    spec.addOption(
        HubTarget.option(
            HubTarget.DATA,
            "DIR",
            restore ? "An empty directory, or none yet." : "The data directory of the Hub."));
    return spec;
  }

  @Override
  public int run(ParseResult given) throws IOException {
    Path directory = given.matchedPositionalValue(0, Path.of("")).toAbsolutePath().normalize();
    if (restore && !given.hasMatchedOption(HubTarget.DATA)) {
      throw new ConfigurationException("Say with --data where to restore to");
    }
    Map<Setting, List<String>> flags = new EnumMap<>(Setting.class);
    if (given.hasMatchedOption(HubTarget.DATA)) {
      flags.put(Setting.DATA, List.of(given.matchedOptionValue(HubTarget.DATA, "")));
    }
    Path data = SettingValues.data(around.configuration(flags));
    Logging.start(LogFormat.TEXT, Level.WARN);
    Consumer<String> progress =
        sentence -> {
          around.out().println(sentence);
          around.out().flush();
        };
    if (restore) {
      new Restore(directory, data, progress).run();
    } else {
      new Backup(data, directory, Clock.systemUTC(), progress).run();
    }
    return ExitCode.OK;
  }
}
