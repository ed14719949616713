package dev.hubdesk.app;

import dev.hubdesk.app.cli.HubdeskCommand;
import dev.hubdesk.app.cli.Surroundings;

/// Where the process starts.
public final class Main {

  private Main() {}

  static void main(String[] arguments) {
    System.exit(new HubdeskCommand(Surroundings.ofThisProcess()).run(arguments));
  }
}
