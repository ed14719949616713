package dev.hubdesk.desk.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hubdesk.desk.DeskConfig;
import dev.hubdesk.desk.api.CallerRules;
import dev.hubdesk.http.ListenAddress;
import dev.hubdesk.hubclient.HubEndpoint;
import dev.hubdesk.hubclient.Network;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

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
  void serversOutsideMayNotLeadInsideUnlessASettingSaysSo() throws Exception {
    var settings = new SettingsService(config());
    assertThat(settings.current().network().leadsInside()).isFalse();
    settings.patch(SettingsJson.parse("{\"allowPrivateRedirects\": true}"));
    assertThat(settings.current().network().leadsInside()).isTrue();
    assertThat(settings.view().allowPrivateRedirects()).isTrue();
    assertThat(settings.view().sources()).containsEntry("allowPrivateRedirects", "settings");
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
    return new DeskConfig(
        folder,
        new ListenAddress("127.0.0.1", 0),
        Sourced.byDefault(folder.resolve("cache")),
        null,
        Sourced.byDefault(List.of(HubEndpoint.anonymous("https://hub.test"))),
        Network.DIRECT,
        CallerRules.THIS_MACHINE,
        "test");
  }
}
