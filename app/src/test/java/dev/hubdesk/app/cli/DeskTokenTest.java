package dev.hubdesk.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hubdesk.catalog.AccessToken;
import dev.hubdesk.catalog.Account;
import dev.hubdesk.catalog.Accounts;
import dev.hubdesk.catalog.Catalog;
import dev.hubdesk.catalog.DatabaseSettings;
import dev.hubdesk.desk.settings.SettingsFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeskTokenTest {

  @TempDir private Path folder;
  private Catalog hub;
  private Path file;
  private SettingsFile kept;

  @BeforeEach
  void open() {
    hub = Catalog.open(new DatabaseSettings.Sqlite(folder.resolve("hubdesk.db")));
    file = folder.resolve("desk.json");
    kept = new SettingsFile(file);
  }

  @AfterEach
  void close() {
    hub.close();
  }

  private Account admin() {
    hub.accounts().createFirstAdministrator(null);
    return hub.accounts().find(Accounts.FIRST_ADMINISTRATOR).orElseThrow();
  }

  @Test
  void theSecondStartUsesTheTokenOfTheFirst() throws Exception {
    Account admin = admin();
    Files.writeString(file, "{\"retries\": 7}");

    String first = DeskToken.of(hub, kept).orElseThrow();
    String second = DeskToken.of(hub, new SettingsFile(file)).orElseThrow();

    assertThat(second).isEqualTo(first);
    assertThat(hub.tokens().find(first).orElseThrow().role()).isEqualTo(AccessToken.Role.READ);
    assertThat(hub.tokens().find(first).orElseThrow().account()).isEqualTo(admin.id());
    assertThat(kept.read().path("retries").asInt()).isEqualTo(7);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void aTokenThatWasRevokedIsReplaced() throws Exception {
    Account admin = admin();
    String first = DeskToken.of(hub, kept).orElseThrow();
    String name = hub.tokens().find(first).orElseThrow().name();
    assertThat(hub.tokens().revoke(admin.id(), name)).isTrue();

    String second = DeskToken.of(hub, kept).orElseThrow();

    assertThat(second).isNotEqualTo(first);
    assertThat(hub.tokens().find(second)).isPresent();
    assertThat(kept.hubToken()).contains(second);
  }

  @Test
  void aTokenThatMayWriteIsNotTaken() throws Exception {
    Account admin = admin();
    String strong = hub.tokens().issue(admin.id(), "strong", AccessToken.Role.WRITE, null).secret();
    kept.keepHubToken(strong);

    String used = DeskToken.of(hub, kept).orElseThrow();

    assertThat(hub.tokens().find(used).orElseThrow().role()).isEqualTo(AccessToken.Role.READ);
    assertThat(kept.hubToken()).contains(used);
  }

  @Test
  void withoutAnAdministratorThereIsNone() throws Exception {
    assertThat(DeskToken.of(hub, kept)).isEmpty();
    assertThat(file).doesNotExist();
  }
}
