package dev.hubdesk.conformance.clients;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Request;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/// A real browser without a window. It notes whatever a page does wrong: errors and warnings on the
/// console (a breach of the content security policy is one), uncaught exceptions, and requests to
/// any other host than those it was told of.
public final class Chromium implements AutoCloseable {

  private static final List<String> USUAL_PLACES =
      List.of(
          "/usr/bin/chromium",
          "/usr/bin/chromium-browser",
          "/usr/bin/google-chrome",
          "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");

  private final Playwright playwright;
  private final Browser browser;
  private final Set<String> hosts;
  private final List<String> complaints = new CopyOnWriteArrayList<>();

  private Chromium(Playwright playwright, Browser browser, Set<String> hosts) {
    this.playwright = playwright;
    this.browser = browser;
    this.hosts = hosts;
  }

  /// Starts one that may talk to these addresses only.
  public static Chromium start(URI... allowed) {
    Path executable = find();
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    Browser browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(executable)
                    .setArgs(List.of("--no-sandbox", "--disable-quic", "--disable-sync")));
    Set<String> hosts = Set.copyOf(Stream.of(allowed).map(URI::getAuthority).toList());
    return new Chromium(playwright, browser, hosts);
  }

  /// A page of a fresh profile, which may use the clipboard.
  public Page open(URI address) {
    BrowserContext context = browser.newContext();
    context.setDefaultTimeout(20_000);
    context.grantPermissions(List.of("clipboard-read", "clipboard-write"));
    Page page = context.newPage();
    page.onConsoleMessage(this::note);
    page.onPageError(error -> complaints.add("uncaught: " + error));
    page.onRequest(this::note);
    page.navigate(address.toString());
    return page;
  }

  /// What went wrong so far.
  public List<String> complaints() {
    return List.copyOf(complaints);
  }

  private void note(ConsoleMessage message) {
    if (Set.of("error", "warning").contains(message.type())) {
      complaints.add(message.type() + ": " + message.text() + " at " + message.location());
    }
  }

  private void note(Request request) {
    URI asked = URI.create(request.url());
    if (asked.getHost() != null && !hosts.contains(asked.getAuthority())) {
      complaints.add("asked another host: " + asked);
    }
  }

  private static Path find() {
    Optional<String> named = Optional.ofNullable(System.getenv("HUBDESK_CHROMIUM"));
    return Stream.concat(named.stream(), named.isEmpty() ? USUAL_PLACES.stream() : Stream.empty())
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() ->
            new IllegalStateException(
                "The pages are tested in a real browser and there is none"
                    + named.map(path -> " at " + path).orElse("")
                    + ": install chromium, or name one in HUBDESK_CHROMIUM"));
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
