package dev.hubdesk.conformance.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hubdesk.catalog.desk.DeskCatalog;
import dev.hubdesk.desk.DeskConfig;
import dev.hubdesk.desk.api.CallerRules;
import dev.hubdesk.desk.claims.RepoClaims;
import dev.hubdesk.desk.claims.RepoClaims.Claim;
import dev.hubdesk.desk.endpoints.Endpoints;
import dev.hubdesk.desk.events.EventHub;
import dev.hubdesk.desk.jobs.JobService;
import dev.hubdesk.desk.jobs.JobState;
import dev.hubdesk.desk.places.Places;
import dev.hubdesk.desk.plan.DownloadRequest;
import dev.hubdesk.desk.plan.PlanService;
import dev.hubdesk.desk.plan.PromptPlans;
import dev.hubdesk.desk.settings.SettingsService;
import dev.hubdesk.desk.settings.Sourced;
import dev.hubdesk.http.ListenAddress;
import dev.hubdesk.hubclient.HubEndpoint;
import dev.hubdesk.hubclient.Network;
import dev.hubdesk.hubclient.Transport;
import dev.hubdesk.hubclient.TransportSettings;
import dev.hubdesk.protocol.RepoPath;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Jobs whose folder somebody deletes or rebuilds, and what deletions are told of jobs.
@Timeout(60)
class HeldFolderTest {

  private static final RepoPath Q4 = new RepoPath("tiny-Q4_K_M.gguf");
  private static final RepoPath Q8 = new RepoPath("tiny-Q8_0.gguf");

  @TempDir private Path folder;
  private final RepoClaims claims = new RepoClaims();
  private FakeHub hub;
  private Transport transport;
  private DeskCatalog catalog;
  private SettingsService settings;
  private JobService jobs;

  @BeforeEach
  void start() throws Exception {
    hub =
        new FakeHub()
            .text("models/acme/tiny", Q4.text(), "four")
            .text("models/acme/tiny", Q8.text(), "eight")
            .text("models/acme/other", "config.json", "{}");
    var config =
        new DeskConfig(
            Files.createDirectory(folder.resolve("desk")),
            new ListenAddress("127.0.0.1", 0),
            Sourced.byDefault(folder.resolve("cache")),
            null,
            Sourced.byDefault(List.of(HubEndpoint.anonymous(hub.url()))),
            Network.DIRECT,
            CallerRules.THIS_MACHINE,
            "test");
    settings = new SettingsService(config);
    settings.patch(DeskClient.JSON.readTree("{\"maxActive\": 1}"));
    transport = new Transport(TransportSettings.DEFAULT);
    catalog = DeskCatalog.open(config.databaseFile());
    var endpoints = new Endpoints(transport, null, () -> settings.current().endpoints());
    var plans = new PlanService(endpoints);
    jobs =
        new JobService(
            catalog.jobs(),
            new PromptPlans(plans),
            plans,
            endpoints,
            new Places(() -> settings.current().folders()),
            settings::current,
            claims,
            "test",
            Clock.systemUTC(),
            new EventHub());
  }

  @AfterEach
  void stop() throws Exception {
    jobs.close();
    catalog.close();
    transport.close();
    hub.close();
  }

  private String download(String repo, @Nullable String localRepo, String... filters)
      throws Exception {
    var request =
        new DownloadRequest(
            repo,
            "main",
            false,
            List.of(filters),
            List.of(),
            false,
            null,
            null,
            localRepo,
            null,
            false);
    return jobs.create(request).job().id();
  }

  private String download() throws Exception {
    return download("acme/tiny", null);
  }

  private Path tiny() {
    return folder.resolve("cache/models--acme--tiny");
  }

  private Claim deletion(Path held) {
    return claims.hold(held, "it is being deleted");
  }

  private void await(String id, JobState state) throws InterruptedException {
    while (jobs.get(id).status() != state) {
      Thread.sleep(5);
    }
  }

  @Test
  void aJobGoesOnByItselfWhenADeletionHasEnded() throws Exception {
    String id;
    try (Claim _ = deletion(tiny())) {
      id = download();
      Thread.sleep(200);
      assertThat(jobs.get(id).status()).isEqualTo(JobState.QUEUED);
      assertThat(tiny()).doesNotExist();
    }

    await(id, JobState.COMPLETED);
    assertThat(tiny().resolve("refs/main")).exists();
  }

  @Test
  void whatWaitsTakesNoOtherJobsTurn() throws Exception {
    try (Claim _ = deletion(tiny())) {
      String waiting = download();

      await(download("acme/other", null), JobState.COMPLETED);

      assertThat(jobs.get(waiting).status()).isEqualTo(JobState.QUEUED);
    }
  }

  @Test
  void cancelledWhileItWaitsItNeverBegins() throws Exception {
    String id;
    try (Claim _ = deletion(folder.resolve("cache"))) {
      id = download();
      jobs.cancel(id);
      assertThat(jobs.get(id).status()).isEqualTo(JobState.CANCELLED);
    }
    await(download("acme/other", null), JobState.COMPLETED);

    assertThat(jobs.get(id).status()).isEqualTo(JobState.CANCELLED);
    assertThat(tiny()).doesNotExist();
  }

  @Test
  void pausedWhileItWaitsItStaysPausedUntilItIsResumed() throws Exception {
    String id;
    try (Claim _ = deletion(tiny())) {
      id = download();
      jobs.pause(id);
      assertThat(jobs.get(id).status()).isEqualTo(JobState.PAUSED);
    }
    await(download("acme/other", null), JobState.COMPLETED);
    assertThat(jobs.get(id).status()).isEqualTo(JobState.PAUSED);

    jobs.resume(id);
    await(id, JobState.COMPLETED);
  }

  @Test
  void aDeletionSeesTheJobThatWaitsUnderWhateverNameItStores() throws Exception {
    Path models = Files.createDirectory(folder.resolve("models"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), models);
    settings.patch(DeskClient.JSON.createObjectNode().put("localDir", link.toString()));
    Path renamed = models.resolve("my/own");
    try (Claim _ = deletion(models)) {
      String id = download("acme/tiny", "my/own", "q4_k_m");

      assertThat(jobs.wouldWrite(renamed)).isTrue();
      assertThat(jobs.wouldWrite(renamed, Q4)).isTrue();
      assertThat(jobs.wouldWrite(renamed, Q8)).isFalse();
      assertThat(jobs.wouldWrite(link.resolve("my/own"), Q4)).isTrue();
      assertThat(jobs.wouldWrite(models.resolve("acme/tiny"))).isFalse();
      assertThat(jobs.wouldWrite(tiny(), Q4)).isFalse();

      jobs.cancel(id);
      assertThat(jobs.wouldWrite(renamed)).isFalse();
    }
  }
}
