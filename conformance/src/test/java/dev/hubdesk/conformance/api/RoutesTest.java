package dev.hubdesk.conformance.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hubdesk.conformance.clients.Checkout;
import dev.hubdesk.testkit.desk.RunningDesk;
import dev.hubdesk.testkit.hub.RunningHub;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `docs/routes.txt` is the whole API on one sheet, printed from the routers. After a change of
/// routes, write it anew with `-Dhubdesk.golden=write` and read the difference.
class RoutesTest {

  @TempDir private Path folder;

  @Test
  void theSheetOfRoutesIsWhatTheRoutersKnow() throws IOException {
    String sheet;
    try (RunningHub hub = RunningHub.on(folder.resolve("hub")).start();
        RunningDesk desk = RunningDesk.on(folder.resolve("desk")).endpoint(hub.url()).start()) {
      sheet = section("Hub", hub.routes()) + "\n" + section("Desk", desk.routes());
    }
    Path golden = Checkout.root().resolve(Path.of("docs", "routes.txt"));
    if ("write".equals(System.getProperty("hubdesk.golden"))) {
      Files.writeString(golden, sheet);
    }
    assertThat(golden).content().isEqualTo(sheet);
  }

  private static String section(String name, List<String> routes) {
    return name + "\n" + "-".repeat(name.length()) + "\n" + String.join("\n", routes) + "\n";
  }
}
