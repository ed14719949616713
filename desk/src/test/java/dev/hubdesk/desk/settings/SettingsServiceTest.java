package dev.hubdesk.desk.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hubdesk.desk.DeskConfig;
import dev.hubdesk.desk.api.CallerRules;
import dev.hubdesk.http.ListenAddress;
import dev.hubdesk.hubclient.HubEndpoint;
import dev.hubdesk.hubclient.Network;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class SettingsServiceTest {

  @TempDir Path folder;

  /// A listener that was slow with an older change must not put it in the place of a newer one.
  @Test
  void theLastThatAListenerHearsOfIsWhatIsInForce() throws Exception {
    var settings = new SettingsService(config());
    var heard = new CopyOnWriteArrayList<Integer>();
    var first = new CountDownLatch(1);
    settings.onChange(() -> {
      int read = settings.current().maxActive();
      if (first.getCount() > 0) {
        first.countDown();
        pause();
      }
      heard.add(read);
    });
    Thread older = Thread.ofVirtual().start(() -> change(settings, 5));
    assertThat(first.await(10, TimeUnit.SECONDS)).isTrue();
    change(settings, 7);
    older.join();

    assertThat(heard).containsExactly(5, 7);
    assertThat(settings.current().maxActive()).isEqualTo(7);
  }

  @Test
  void aListenerThatFailsKeepsNobodyFromHearing() throws Exception {
    var settings = new SettingsService(config());
    var heard = new CopyOnWriteArrayList<Integer>();
    settings.onChange(() -> {
      throw new FailureException(new Failure.StorageFull());
    });
    settings.onChange(() -> heard.add(settings.current().maxActive()));

    assertThat(settings.patch(SettingsJson.parse("{\"maxActive\": 5}")))
        .isEqualTo("Settings saved");
    assertThat(heard).containsExactly(5);
  }

  @Test
  void serversOutsideMayNotLeadInsideUnlessASettingSaysSo() throws Exception {
    var settings = new SettingsService(config());
    assertThat(settings.current().network().leadsInside()).isFalse();
    settings.patch(SettingsJson.parse("{\"allowPrivateRedirects\": true}"));
    assertThat(settings.current().network().leadsInside()).isTrue();
    assertThat(settings.view().allowPrivateRedirects()).isTrue();
    assertThat(settings.view().sources()).containsEntry("allowPrivateRedirects", "settings");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          proxy          | "http://ana:s3cret@proxy.test:3128"
          endpoints      | "http://hub.test"
          tokens         | "hf_s3cret"
          downloadRoutes | ["/models"]
          connections    | 99
          verify         | "size"
          localDir       | "models"
          """)
  void aFileThatSaysWhatCannotBeIsToldAndNotPassedOver(String field, String value)
      throws Exception {
    Files.writeString(config().settingsFile(), "{\"%s\": %s}".formatted(field, value));

    assertThatThrownBy(() -> new SettingsService(config()))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(config().settingsFile() + " says what cannot be. Invalid " + field)
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void suchAFileIsNeverReplacedAndTheChangeCountsAllTheSame() throws Exception {
    var settings = new SettingsService(config());
    String wrong = "{\"connections\": 99, \"mine\": 1}";
    Files.writeString(config().settingsFile(), wrong);

    assertThat(settings.patch(SettingsJson.parse("{\"retries\": 7}")))
        .isEqualTo("Settings updated (warning: could not persist to config file)");

    assertThat(settings.current().retries()).isEqualTo(7);
    assertThat(settings.current().connections()).isEqualTo(8);
    assertThat(config().settingsFile()).hasContent(wrong);
    Files.writeString(config().settingsFile(), "{\"connections\": 9}");
    assertThat(settings.patch(SettingsJson.parse("{\"maxActive\": 2}")))
        .isEqualTo("Settings saved");
    assertThat(Files.readString(config().settingsFile())).contains("\"retries\" : 7");
  }

  @Test
  void theFirstEndpointSentBackAsItWasToldKeepsTheOthers() throws Exception {
    var settings = new SettingsService(config("https://hub.test", "https://second.test"));

    settings.patch(SettingsJson.parse("{\"endpoint\": \"https://hub.test/\"}"));
    assertThat(settings.current().endpoints()).hasSize(2);
    assertThat(settings.view().sources()).containsEntry("endpoints", "default");

    settings.patch(SettingsJson.parse("{\"endpoint\": \"https://second.test\"}"));
    assertThat(settings.current().endpoints())
        .containsExactly(HubEndpoint.anonymous("https://second.test"));
  }

  @Test
  void theTokenOfAnotherEndpointIsNotTheEnvironments() throws Exception {
    var settings =
        new SettingsService(config(HubEndpoint.of("https://hub.test", "hf_environment")));

    assertThat(settings.view().sources()).containsEntry("token", "environment");
    assertThat(
            settings.patch(
                SettingsJson.parse(
                    "{\"endpoints\": [\"https://own.test\"], \"token\": \"hf_of_mine\"}")))
        .isEqualTo("Settings saved");
    assertThat(settings.view().sources()).containsEntry("token", "settings");
    assertThat(settings.view().token()).isEqualTo("********mine");
  }

  private static void pause() {
    try {
      Thread.sleep(500);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void change(SettingsService settings, int maxActive) {
    settings.patch(SettingsJson.parse("{\"maxActive\": " + maxActive + "}"));
  }

  private DeskConfig config() {
    return config("https://hub.test");
  }

  private DeskConfig config(String... endpoints) {
    return config(Stream.of(endpoints).map(HubEndpoint::anonymous).toArray(HubEndpoint[]::new));
  }

  private DeskConfig config(HubEndpoint... endpoints) {
    return new DeskConfig(
        folder,
        new ListenAddress("127.0.0.1", 0),
        Sourced.byDefault(folder.resolve("cache")),
        null,
        Sourced.byDefault(List.of(endpoints)),
        Network.DIRECT,
        CallerRules.THIS_MACHINE,
        "test");
  }
}
