package dev.hubdesk.app.cli;

import dev.hubdesk.app.DataDirectory;
import dev.hubdesk.app.HubServer;
import dev.hubdesk.app.config.Configuration;
import dev.hubdesk.app.config.Setting;
import dev.hubdesk.hub.accounts.FirstAdministrator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Makes the first administrator and says where its token is: on a terminal the token itself, once;
/// else only the path of the file that holds it, since output that nobody watches ends in a log.
final class FirstStart {

  /// The account that a first start makes.
  static final String ADMINISTRATOR = "admin";

  /// The largest file that is read for a token, in bytes.
  static final int MAX_TOKEN_FILE_BYTES = 4096;

  private FirstStart() {}

  static void of(
      HubServer server, DataDirectory data, Configuration configuration, Surroundings around)
      throws IOException {
    FirstAdministrator.make(
            server.catalog().accounts(), data.path(), given(configuration), around.terminal())
        .ifPresent(made -> say(made, around));
  }

  private static void say(FirstAdministrator made, Surroundings around) {
    switch (made) {
      case FirstAdministrator.Told(String secret) -> {
        around
            .out()
            .println("The administrator '" + ADMINISTRATOR + "' has this token, shown once:");
        around.out().println("  " + secret);
      }
      case FirstAdministrator.Left(Path file) ->
          around.out().println("The token of the administrator '" + ADMINISTRATOR + "': " + file);
      case FirstAdministrator.Given() ->
          around
              .out()
              .println("The administrator '" + ADMINISTRATOR + "' has the token that was given");
    }
    around.out().flush();
  }

  private static @Nullable String given(Configuration configuration) throws IOException {
    if (configuration.all(Setting.ADMIN_TOKEN_FILE).isEmpty()) {
      return null;
    }
    Path file = Path.of(configuration.text(Setting.ADMIN_TOKEN_FILE));
    if (!Files.isRegularFile(file) || Files.size(file) > MAX_TOKEN_FILE_BYTES) {
      throw configuration.refuse(
          Setting.ADMIN_TOKEN_FILE, "must name a small file that holds a token");
    }
    return Files.readString(file).strip();
  }
}
