package dev.hubdesk.app;

import dev.hubdesk.catalog.desk.DeskCatalog;
import dev.hubdesk.desk.DeskConfig;
import dev.hubdesk.desk.analyze.AnalyzeEndpoint;
import dev.hubdesk.desk.analyze.AnalyzeService;
import dev.hubdesk.desk.analyze.kinds.AllKinds;
import dev.hubdesk.desk.api.CallerGuard;
import dev.hubdesk.desk.api.DeskErrors;
import dev.hubdesk.desk.cache.scan.CacheScan;
import dev.hubdesk.desk.claims.RepoClaims;
import dev.hubdesk.desk.disk.DiskEndpoint;
import dev.hubdesk.desk.endpoints.Endpoints;
import dev.hubdesk.desk.events.DiskWatch;
import dev.hubdesk.desk.events.EventHub;
import dev.hubdesk.desk.events.EventsEndpoint;
import dev.hubdesk.desk.health.HealthEndpoint;
import dev.hubdesk.desk.history.HistoryEndpoint;
import dev.hubdesk.desk.history.HistoryService;
import dev.hubdesk.desk.jobs.JobService;
import dev.hubdesk.desk.jobs.JobsEndpoint;
import dev.hubdesk.desk.library.CacheEndpoint;
import dev.hubdesk.desk.library.CacheUpkeepEndpoint;
import dev.hubdesk.desk.library.DeleteService;
import dev.hubdesk.desk.library.LibraryService;
import dev.hubdesk.desk.library.PruneService;
import dev.hubdesk.desk.library.RebuildService;
import dev.hubdesk.desk.library.VerifyService;
import dev.hubdesk.desk.mirror.DiffService;
import dev.hubdesk.desk.mirror.MirrorEndpoint;
import dev.hubdesk.desk.mirror.MirrorService;
import dev.hubdesk.desk.mirror.TargetService;
import dev.hubdesk.desk.places.PlaceWish;
import dev.hubdesk.desk.places.Places;
import dev.hubdesk.desk.plan.PlanEndpoint;
import dev.hubdesk.desk.plan.PlanService;
import dev.hubdesk.desk.plan.PreviewService;
import dev.hubdesk.desk.plan.PromptPlans;
import dev.hubdesk.desk.readme.PictureService;
import dev.hubdesk.desk.readme.ReadmeEndpoint;
import dev.hubdesk.desk.readme.ReadmeService;
import dev.hubdesk.desk.search.SearchEndpoint;
import dev.hubdesk.desk.search.SearchService;
import dev.hubdesk.desk.selection.SelectionEndpoint;
import dev.hubdesk.desk.selection.SelectionService;
import dev.hubdesk.desk.settings.FolderSettings;
import dev.hubdesk.desk.settings.SettingsEndpoint;
import dev.hubdesk.desk.settings.SettingsService;
import dev.hubdesk.http.WebServer;
import dev.hubdesk.http.WebSettings;
import dev.hubdesk.hubclient.BandwidthLimit;
import dev.hubdesk.hubclient.RetryPolicy;
import dev.hubdesk.hubclient.Transport;
import dev.hubdesk.hubclient.TransportSettings;
import dev.hubdesk.web.Assets;
import dev.hubdesk.web.DeskPages;
import io.javalin.config.RoutesConfig;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A running Desk: opens the stores, builds the rooms, adds the routes, closes in reverse.
public final class DeskServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(DeskServer.class);

  /// People wait for these answers: one repeat, and no longer than they would wait.
  private static final TransportSettings QUESTIONS =
      TransportSettings.DEFAULT.withRetries(
          new RetryPolicy(1, Duration.ofMillis(300), Duration.ofSeconds(2), Duration.ofSeconds(10))
              .inHurry());

  private final Closing closing;
  private final WebServer web;

  private DeskServer(Closing closing, WebServer web) {
    this.closing = closing;
    this.web = web;
  }

  /// Starts a Desk; when this returns it answers, and what was downloading goes on.
  ///
  /// @param data the data directory, held until the Desk is closed
  /// @throws dev.hubdesk.http.PortInUseException when somebody else listens there
  public static DeskServer start(DataDirectory data, DeskConfig config, Assets assets)
      throws IOException {
    var closing = new Closing();
    try {
      return new DeskServer(closing, open(data, config, assets, closing));
    } catch (IOException | RuntimeException e) {
      try {
        closing.close();
      } catch (RuntimeException suppressed) {
        e.addSuppressed(suppressed);
      }
      throw e;
    }
  }

  private static WebServer open(
      DataDirectory data, DeskConfig config, Assets assets, Closing closing) throws IOException {
    if (!config.data().equals(data.path())) {
      throw new IllegalArgumentException("the Desk's data directory is not the one that is held");
    }
    Clock clock = Clock.systemUTC();
    var settings = new SettingsService(config);
    DeskCatalog catalog = closing.add(DeskCatalog.open(config.databaseFile()));
    var transport =
        closing.add(new Transport(QUESTIONS, settings.current().network(), new BandwidthLimit(0)));
    var endpoints = new Endpoints(transport, config.ownHub(), () -> settings.current().endpoints());
    var plans = new PromptPlans(new PlanService(endpoints));
    var unhurried =
        closing.add(
            new Transport(
                TransportSettings.DEFAULT, settings.current().network(), new BandwidthLimit(0)));
    var jobPlans =
        new PlanService(
            new Endpoints(unhurried, config.ownHub(), () -> settings.current().endpoints()));
    var places = new Places(() -> settings.current().folders());
    var previews = new PreviewService(plans, places);
    var events = new EventHub();
    var claims = new RepoClaims();
    var jobs =
        closing.add(
            new JobService(
                catalog.jobs(),
                plans,
                jobPlans,
                endpoints,
                places,
                settings::current,
                claims,
                NodeName.keptIn(data),
                clock,
                events));
    // First the way to the servers: what the jobs begin then goes it.
    settings.onChange(() -> {
      transport.use(settings.current().network());
      unhurried.use(settings.current().network());
    });
    settings.onChange(jobs::settingsChanged);
    settings.onChange(() -> events.settingsChanged(settings.view()));
    closing.add(new DiskWatch(events, () -> places.root(PlaceWish.NONE)));

    var analyze = new AnalyzeService(endpoints, new AllKinds(), clock);
    Supplier<FolderSettings> folders = () -> settings.current().folders();
    var scan = new CacheScan();
    var library = new LibraryService(folders, scan);
    var upkeep =
        new CacheUpkeepEndpoint(
            new DeleteService(folders, claims, jobs::wouldWrite),
            new RebuildService(folders, scan, claims),
            new PruneService(folders, scan, claims, jobs::unfinishedFolders, clock),
            new VerifyService(folders, scan, claims));
    var search = new SearchService(transport, endpoints, library);
    var selection = new SelectionService(folders, claims, jobs::wouldWrite);
    var mirror =
        closing.add(
            new MirrorService(
                catalog.mirrorJobs(), claims, clock, job -> events.publish("mirror_update", job)));
    Consumer<RoutesConfig> rooms =
        routes -> {
          new HealthEndpoint(clock, config.version()).addTo(routes);
          new SearchEndpoint(search).addTo(routes);
          new AnalyzeEndpoint(analyze).addTo(routes);
          new ReadmeEndpoint(new ReadmeService(endpoints), new PictureService(endpoints))
              .addTo(routes);
          new PlanEndpoint(previews).addTo(routes);
          new JobsEndpoint(jobs, previews).addTo(routes);
          new SettingsEndpoint(settings).addTo(routes);
          new CacheEndpoint(library, settings).addTo(routes);
          upkeep.addTo(routes);
          new SelectionEndpoint(selection).addTo(routes);
          new HistoryEndpoint(new HistoryService(catalog.downloads())).addTo(routes);
          new MirrorEndpoint(
                  new TargetService(config.targetsFile()),
                  new DiffService(settings::hubDirSource),
                  mirror,
                  () -> settings.current().cacheDir())
              .addTo(routes);
          new DiskEndpoint(settings, places).addTo(routes);
          new EventsEndpoint(events, jobs, config.version()).addTo(routes);
          new DeskPages(assets).addTo(routes);
        };
    WebServer web = closing.add(serve(config, rooms));
    closing.add(events);
    warnIfOpen(config);
    return web;
  }

  private static void warnIfOpen(DeskConfig config) {
    if (!config.listen().isLoopback() && config.callers().login() == null) {
      LOG.warn(
          "the Desk listens on {} and asks for no password: whoever reaches it can use it;"
              + " --desk-user and --desk-password-file set one",
          config.listen());
    }
  }

  private static WebServer serve(DeskConfig config, Consumer<RoutesConfig> rooms)
      throws IOException {
    var guard = new CallerGuard(config.listen(), config.callers());
    return WebServer.start(
        WebSettings.of(config.listen()),
        new DeskErrors(),
        routes -> {
          routes.before(guard::check);
          routes.wsBeforeUpgrade(guard::check);
          rooms.accept(routes);
        });
  }

  /// The Desk's URL on this machine, without a trailing slash.
  public String url() {
    return web.url();
  }

  /// All routes, `METHOD path`.
  public List<String> routes() {
    return web.routes();
  }

  @Override
  public void close() {
    closing.close();
  }
}
