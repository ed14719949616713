package dev.hubdesk.conformance.stories;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.WebSocketFrame;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.hubdesk.conformance.clients.Chromium;
import dev.hubdesk.conformance.clients.Python;
import dev.hubdesk.testkit.built.BuiltHubdesk;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The pages of both halves, in a real browser. Nothing may be said on its console and no other
/// host may be asked.
class PagesStory {

  private static final String REPO = "admin/tiny";
  private static final int WEIGHTS = 256 << 20;
  private static final double DOWNLOAD_MS = 60_000;
  private static final double RECONNECT_MS = 30_000;

  @TempDir private static Path folder;
  private static BuiltHubdesk hubdesk;
  private static Chromium chromium;

  @BeforeAll
  static void prepare() throws IOException, InterruptedException {
    Path model = folder.resolve("model");
    Python.NEWEST.script("make_model.py", model.toString()).mustRun();
    writeWeights(model.resolve("weights.bin"));
    hubdesk = BuiltHubdesk.up(folder, "--endpoint", "http://127.0.0.1:9");
    Python.NEWEST
        .script("upload_folder.py", hubdesk.hub(), hubdesk.adminToken(), REPO, model.toString())
        .mustRun();
    createPrivate();
    chromium = Chromium.start(hubdesk.hub(), hubdesk.desk());
  }

  @AfterAll
  static void stop() {
    if (chromium != null) {
      chromium.close();
    }
    if (hubdesk != null) {
      hubdesk.close();
    }
  }

  @Test
  void theHubListsARepositoryAndOpensItsFiles() {
    Page page = chromium.open(hubdesk.hub());
    page.getByRole(AriaRole.BUTTON, named("Copy the endpoint line")).click();
    assertThat(page.evaluate("navigator.clipboard.readText()"))
        .isEqualTo("export HF_ENDPOINT=" + hubdesk.hub());

    page.getByLabel("Search by name").fill("tin");
    page.getByRole(AriaRole.LINK, link(REPO)).click();
    assertThat(page.getByRole(AriaRole.HEADING, heading(REPO))).isVisible();
    Locator weights = page.locator("tr", new Page.LocatorOptions().setHasText("weights.bin"));
    assertThat(weights).containsText("268 MB");
    assertThat(weights).containsText("Add the model");
    assertThat(weights).containsText("LFS");
    assertThat(page.locator("hub-readme h2").first()).isVisible();

    page.getByRole(AriaRole.LINK, link("notes")).click();
    page.getByRole(AriaRole.LINK, link("part-3")).click();
    assertThat(page).hasURL(Pattern.compile(".*/admin/tiny/tree/main/notes/part-3$"));
    assertThat(page.locator("nav.crumbs")).containsText("part-3");
    page.goBack();
    assertThat(page).hasURL(Pattern.compile(".*/admin/tiny/tree/main/notes$"));
    page.getByRole(AriaRole.LINK, link("tiny")).first().click();
    page.getByRole(AriaRole.LINK, link("config.json")).click();
    assertThat(page.getByLabel("Content").last()).containsText("\"");
    assertThat(page.getByText("Git blob")).isVisible();
    page.getByRole(AriaRole.LINK, link("Commits")).click();
    assertThat(page.getByText("initial commit")).isVisible();

    page.reload();
    assertThat(page.getByText("initial commit")).isVisible();
    assertThat(chromium.complaints()).isEmpty();
  }

  @Test
  void theHubShowsAPrivateRepositoryToWhoeverSignsIn() throws IOException {
    try (Chromium own = Chromium.start(hubdesk.hub())) {
      Page page = own.open(hubdesk.hub().resolve("/admin/secret"));
      page.locator("main").getByRole(AriaRole.BUTTON, in("Sign in")).click();
      Locator token = page.getByRole(AriaRole.TEXTBOX, named("Access token"));
      token.fill("hf_wrongwrongwrong");
      page.locator("dialog").getByRole(AriaRole.BUTTON, in("Sign in")).click();
      assertThat(page.getByRole(AriaRole.ALERT)).containsText("does not accept");
      token.fill(hubdesk.adminToken());
      page.locator("dialog").getByRole(AriaRole.BUTTON, in("Sign in")).click();
      assertThat(page.getByText("Signed in as admin")).isVisible();
      assertThat(page.getByText(".gitattributes")).isVisible();
      assertThat(page.getByText("private", new Page.GetByTextOptions().setExact(true))).isVisible();
      assertThat(own.complaints()).allMatch(complaint -> complaint.contains("401"));
    }
  }

  @Test
  void theDocumentedTreeAddressShowsThePageToABrowser() {
    Page page = chromium.open(hubdesk.hub().resolve("/models/" + REPO + "/tree/main/notes"));
    assertThat(page.getByText("part-3")).isVisible();
    assertThat(chromium.complaints()).isEmpty();
  }

  @Test
  void theDeskSearchesAnalysesAndDownloadsWithLiveProgress() {
    Page page = chromium.open(hubdesk.desk());
    List<String> frames = new CopyOnWriteArrayList<>();
    page.onWebSocket(socket -> socket.onFrameReceived(frame -> frames.add(text(frame))));
    page.reload();
    assertThat(page.getByText("Live")).isVisible();

    page.getByLabel("Search, or owner/name").fill("tiny");
    page.getByLabel("Search, or owner/name").press("Enter");
    page.getByRole(AriaRole.LINK, link(REPO)).click();
    Locator recommended = page.locator("tr", new Page.LocatorOptions().setHasText("recommended"));
    assertThat(recommended.getByRole(AriaRole.CHECKBOX)).isChecked();
    page.getByLabel("Everything, not only parts").check();
    List<String> bodies = new CopyOnWriteArrayList<>();
    page.onRequest(request -> {
      if (request.url().matches(".*/api/(plan|diskfree|download)")) {
        bodies.add(String.valueOf(request.postData()));
      }
    });
    page.getByRole(AriaRole.BUTTON, named("Review and download")).click();
    Locator plan = page.locator("dialog");
    assertThat(plan).containsText("weights.bin");
    assertThat(plan).containsText(hubdesk.cache().toString());
    plan.getByRole(AriaRole.BUTTON, in("Download")).click();

    Locator job = page.locator("desk-job", new Page.LocatorOptions().setHasText("admin/tiny"));
    assertThat(job.locator("[data-status=completed]"))
        .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(DOWNLOAD_MS));
    assertThat(job.getByRole(AriaRole.PROGRESSBAR)).hasJSProperty("value", 100);
    assertThat(onTheWay(frames)).isNotEmpty();
    assertThat(bodies).as("what is shown is what is downloaded").hasSize(3);
    assertThat(Set.copyOf(bodies)).hasSize(1).doesNotContain("null");
    page.getByRole(AriaRole.BUTTON, named("Remove from the list")).click();
    assertThat(page.getByText("No downloads yet")).isVisible();
    assertThat(chromium.complaints()).isEmpty();
  }

  @Test
  void theDeskShowsItsSettingsAndFindsItsWayBackToARestartedServer() throws Exception {
    try (Chromium own = Chromium.start(hubdesk.desk())) {
      Page page = own.open(hubdesk.desk().resolve("/settings"));
      assertThat(page.getByText("Live")).isVisible();
      assertThat(page.getByLabel("Folder")).hasValue(hubdesk.cache().toString());
      assertThat(page.getByLabel("Folder")).isDisabled();
      assertThat(page.getByLabel("Connections for one file")).hasAttribute("max", "32");
      hubdesk.stop();
      assertThat(page.getByText("Reconnecting")).isVisible();
      hubdesk.start();
      assertThat(page.getByText("Live"))
          .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(RECONNECT_MS));
      assertThat(own.complaints()).allMatch(complaint -> complaint.contains("/api/ws"));
    }
  }

  /// The news about a job that had some bytes and not yet all.
  private static List<String> onTheWay(List<String> frames) {
    Pattern bytes = Pattern.compile("\"downloadedBytes\":([1-9][0-9]*)");
    List<String> found = new ArrayList<>();
    for (String frame : frames) {
      if (frame.contains("job_update")
          && frame.contains("\"status\":\"running\"")
          && bytes.matcher(frame).results().anyMatch(m -> Long.parseLong(m.group(1)) < WEIGHTS)) {
        found.add(frame);
      }
    }
    return found;
  }

  private static String text(WebSocketFrame frame) {
    return frame.text() == null ? "" : frame.text();
  }

  private static void writeWeights(Path file) throws IOException {
    Random random = new Random(7);
    byte[] block = new byte[1 << 20];
    try (OutputStream out = Files.newOutputStream(file)) {
      for (int written = 0; written < WEIGHTS; written += block.length) {
        random.nextBytes(block);
        out.write(block);
      }
    }
  }

  private static void createPrivate() throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(hubdesk.hub().resolve("/api/repos/create"))
            .header("Authorization", "Bearer " + hubdesk.adminToken())
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{\"name\":\"secret\",\"visibility\":\"private\"}"))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    }
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }

  private static Page.GetByRoleOptions link(String name) {
    return new Page.GetByRoleOptions().setName(name).setExact(true);
  }

  private static Page.GetByRoleOptions heading(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }

  private static Locator.GetByRoleOptions in(String name) {
    return new Locator.GetByRoleOptions().setName(name).setExact(true);
  }
}
