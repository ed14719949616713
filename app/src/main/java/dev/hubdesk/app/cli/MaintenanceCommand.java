package dev.hubdesk.app.cli;

import ch.qos.logback.classic.Level;
import com.fasterxml.jackson.databind.JsonNode;
import dev.hubdesk.app.StoppedHub;
import dev.hubdesk.app.config.Configuration;
import dev.hubdesk.app.config.HubSettings;
import dev.hubdesk.app.log.LogFormat;
import dev.hubdesk.app.log.Logging;
import dev.hubdesk.http.Json;
import dev.hubdesk.hub.upkeep.RepositoryChoice;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/// `hubdesk admin gc|fsck|reindex`: long work on the data of a stopped Hub or on a running one,
/// told line by line.
final class MaintenanceCommand implements Command {

  private static final String REPOSITORY = "--repository";

  private final MaintenanceJob job;
  private final Surroundings around;

  MaintenanceCommand(MaintenanceJob job, Surroundings around) {
    this.job = job;
    this.around = around;
  }

  CommandSpec spec() {
    CommandSpec spec = CommandSpec.wrapWithoutInspection(this).name(job.command());
    spec.usageMessage().description(job.description());
    HubTarget.addTo(spec);
    spec.addOption(
        HubTarget.option(
            REPOSITORY, "TYPE/NAMESPACE/NAME", "Only this repository: model/ana/tiny."));
    if (job.hasFlag()) {
      spec.addOption(
          OptionSpec.builder(job.flag())
              .type(boolean.class)
              .arity("0")
              .description(job.flagDescription())
              .build());
    }
    return spec;
  }

  @Override
  public int run(ParseResult given) throws IOException, InterruptedException {
    HubTarget target = HubTarget.of(given, around);
    String repository = given.matchedOptionValue(REPOSITORY, "");
    boolean flag = job.hasFlag() && given.hasMatchedOption(job.flag());
    RepositoryChoice choice = RepositoryChoice.parse(repository);
    Logging.start(LogFormat.TEXT, Level.WARN);
    var lines = new MaintenanceLines(around.out());
    switch (target) {
      case HubTarget.Stopped(Configuration configuration) -> {
        try (StoppedHub hub = StoppedHub.open(HubSettings.of(configuration))) {
          job.run(
              hub.maintenance(),
              choice,
              flag,
              line -> lines.print(Json.MAPPER.<JsonNode>valueToTree(line)));
        }
      }
      case HubTarget.Running(String endpoint, Path tokenFile) ->
          new RemoteMaintenance(endpoint, tokenFile).run(job, repository, flag, lines::print);
    }
    return lines.exitCode();
  }
}
