package dev.hubdesk.app.cli;

import java.io.IOException;
import picocli.CommandLine.ParseResult;

/// Something `hubdesk` can be told to do.
@FunctionalInterface
interface Command {

  /// Does it.
  ///
  /// @return an [ExitCode]
  int run(ParseResult given) throws IOException, InterruptedException;
}
