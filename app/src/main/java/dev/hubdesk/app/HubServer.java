package dev.hubdesk.app;

import dev.hubdesk.catalog.Catalog;
import dev.hubdesk.git.DiffLimits;
import dev.hubdesk.git.GitStore;
import dev.hubdesk.http.BaseUrl;
import dev.hubdesk.http.WebServer;
import dev.hubdesk.http.WebSettings;
import dev.hubdesk.hub.HubConfig;
import dev.hubdesk.hub.HubLimits;
import dev.hubdesk.hub.access.AuthCheckEndpoint;
import dev.hubdesk.hub.access.Authentication;
import dev.hubdesk.hub.access.CallerFilter;
import dev.hubdesk.hub.access.HubErrorAnswers;
import dev.hubdesk.hub.access.MovedPages;
import dev.hubdesk.hub.access.Permissions;
import dev.hubdesk.hub.access.RepoGate;
import dev.hubdesk.hub.accounts.ApplyEndpoint;
import dev.hubdesk.hub.accounts.WhoAmIEndpoint;
import dev.hubdesk.hub.commits.CommitEndpoint;
import dev.hubdesk.hub.commits.CommitService;
import dev.hubdesk.hub.commits.CommitsEndpoint;
import dev.hubdesk.hub.commits.DiffEndpoint;
import dev.hubdesk.hub.commits.DiffService;
import dev.hubdesk.hub.commits.HistoryService;
import dev.hubdesk.hub.commits.LfsRules;
import dev.hubdesk.hub.commits.PreuploadEndpoint;
import dev.hubdesk.hub.commits.PreuploadService;
import dev.hubdesk.hub.facts.CardEndpoint;
import dev.hubdesk.hub.facts.DownloadCounter;
import dev.hubdesk.hub.facts.DownloadFilter;
import dev.hubdesk.hub.facts.FactsService;
import dev.hubdesk.hub.facts.FactsUpkeep;
import dev.hubdesk.hub.facts.SafetensorsEndpoint;
import dev.hubdesk.hub.facts.SafetensorsService;
import dev.hubdesk.hub.facts.TagsEndpoint;
import dev.hubdesk.hub.facts.TagsService;
import dev.hubdesk.hub.facts.UsageEndpoint;
import dev.hubdesk.hub.facts.UsageService;
import dev.hubdesk.hub.files.FileService;
import dev.hubdesk.hub.files.PathsInfoEndpoint;
import dev.hubdesk.hub.files.ResolveEndpoint;
import dev.hubdesk.hub.files.TreeEndpoint;
import dev.hubdesk.hub.files.TreeService;
import dev.hubdesk.hub.lfs.LfsEndpoint;
import dev.hubdesk.hub.lfs.LfsFilesEndpoint;
import dev.hubdesk.hub.lfs.LfsFilesService;
import dev.hubdesk.hub.lfs.LfsService;
import dev.hubdesk.hub.lfs.LfsStorage;
import dev.hubdesk.hub.lfs.UploadSecret;
import dev.hubdesk.hub.lfs.UploadSigner;
import dev.hubdesk.hub.likes.LikesEndpoint;
import dev.hubdesk.hub.likes.LikesService;
import dev.hubdesk.hub.refs.BranchEndpoint;
import dev.hubdesk.hub.refs.BranchService;
import dev.hubdesk.hub.refs.RefsEndpoint;
import dev.hubdesk.hub.refs.RefsService;
import dev.hubdesk.hub.refs.RewriteEndpoint;
import dev.hubdesk.hub.refs.RewriteService;
import dev.hubdesk.hub.refs.TagEndpoint;
import dev.hubdesk.hub.refs.TagService;
import dev.hubdesk.hub.repos.DuplicateEndpoint;
import dev.hubdesk.hub.repos.DuplicateService;
import dev.hubdesk.hub.repos.Founding;
import dev.hubdesk.hub.repos.MoveEndpoint;
import dev.hubdesk.hub.repos.MoveService;
import dev.hubdesk.hub.repos.NameCheckEndpoint;
import dev.hubdesk.hub.repos.NameCheckService;
import dev.hubdesk.hub.repos.NamespaceListEndpoint;
import dev.hubdesk.hub.repos.NamespaceListService;
import dev.hubdesk.hub.repos.Namespaces;
import dev.hubdesk.hub.repos.RepoCatalogue;
import dev.hubdesk.hub.repos.RepoEndpoint;
import dev.hubdesk.hub.repos.RepoInfoEndpoint;
import dev.hubdesk.hub.repos.RepoListEndpoint;
import dev.hubdesk.hub.repos.RepoService;
import dev.hubdesk.hub.settings.SettingsEndpoint;
import dev.hubdesk.hub.settings.SettingsService;
import dev.hubdesk.hub.sweep.SweepEndpoint;
import dev.hubdesk.hub.sweep.Sweeping;
import dev.hubdesk.hub.upkeep.MaintenanceEndpoint;
import dev.hubdesk.hub.upkeep.Upkeep;
import dev.hubdesk.web.Assets;
import dev.hubdesk.web.HubPages;
import io.javalin.config.RoutesConfig;
import java.io.IOException;
import java.time.Clock;
import java.util.List;

/// A running Hub: opens the stores, builds the rooms, adds the routes, closes in reverse.
public final class HubServer implements AutoCloseable {

  private final Closing closing;
  private final Catalog catalog;
  private final WebServer web;

  private HubServer(Closing closing, Catalog catalog, WebServer web) {
    this.closing = closing;
    this.catalog = catalog;
    this.web = web;
  }

  /// Starts a Hub; when this returns it answers.
  ///
  /// @param data the data directory, held until the Hub is closed
  /// @throws dev.hubdesk.http.PortInUseException when somebody else listens there
  public static HubServer start(DataDirectory data, HubConfig config, Assets assets)
      throws IOException {
    var closing = new Closing();
    try {
      return start(data, config, assets, closing);
    } catch (IOException | RuntimeException e) {
      try {
        closing.close();
      } catch (RuntimeException suppressed) {
        e.addSuppressed(suppressed);
      }
      throw e;
    }
  }

  private static HubServer start(
      DataDirectory data, HubConfig config, Assets assets, Closing closing) throws IOException {
    HubStores stores = HubStores.open(data, config, closing);
    UploadSecret secret = UploadSecret.keptIn(data.path().resolve("upload-secret"));
    Clock clock = Clock.systemUTC();
    FactsService facts = stores.facts();
    Maintenance maintenance = Maintenance.of(stores, config, facts, clock);
    closing.add(Sweeping.start(maintenance.sweeps(), config.collectAfter()));
    closing.add(Upkeep.start(maintenance.upkeep(), stores.catalog().ledger().upkeep()));
    var permissions = new Permissions(stores.catalog().accounts());
    var gate = new RepoGate(stores.catalog().repositories(), permissions);
    stores.git().watch(facts);
    var downloads =
        new DownloadCounter(stores.catalog().repositories(), stores.catalog().downloads(), clock);
    closing.add(FactsUpkeep.start(facts, downloads));
    var pages = new HubPages(assets, new MovedPages(gate));
    WebServer web =
        WebServer.start(
            WebSettings.of(config.listen()),
            new HubErrorAnswers(),
            routes -> {
              addRooms(
                  routes,
                  config,
                  stores,
                  gate,
                  new UploadSigner(secret, clock),
                  pages,
                  clock,
                  facts);
              new DownloadFilter(downloads).addTo(routes);
              new SweepEndpoint(maintenance.sweeps()).addTo(routes);
              new MaintenanceEndpoint(maintenance.gc(), maintenance.fsck(), maintenance.reindex())
                  .addTo(routes);
              pages.addTo(routes);
            });
    closing.add(web);
    return new HubServer(closing, stores.catalog(), web);
  }

  private static void addRooms(
      RoutesConfig routes,
      HubConfig config,
      HubStores stores,
      RepoGate gate,
      UploadSigner signer,
      HubPages pages,
      Clock clock,
      FactsService facts) {
    HubLimits limits = config.limits();
    Catalog catalog = stores.catalog();
    GitStore git = stores.git();
    var base = new BaseUrl(config.baseUrl(), config.trustedProxies());
    var namespaces = new Namespaces(catalog.accounts(), new Permissions(catalog.accounts()));

    new CallerFilter(new Authentication(catalog.tokens(), catalog.accounts())).addTo(routes);

    new WhoAmIEndpoint(catalog.accounts()).addTo(routes);
    new AuthCheckEndpoint(gate).addTo(routes);
    new ApplyEndpoint(catalog.accounts(), limits).addTo(routes);

    var founding = new Founding(catalog.repositories(), catalog.lfsObjects(), git, clock);
    var repos = new RepoService(catalog.repositories(), gate, namespaces, founding, clock);
    var catalogue = new RepoCatalogue(catalog.repositories(), catalog.facts(), facts, gate, git);
    new RepoEndpoint(repos, base, limits).addTo(routes);
    new MoveEndpoint(new MoveService(catalog.repositories(), gate, namespaces), base, limits)
        .addTo(routes);
    var duplicates =
        new DuplicateService(catalog.repositories(), gate, namespaces, founding, git, clock);
    new DuplicateEndpoint(duplicates, base, limits).addTo(routes);
    var names = new NameCheckService(catalog.accounts(), catalog.repositories(), namespaces);
    new NameCheckEndpoint(names, limits).addTo(routes);
    var likes = new LikesService(catalog.likes(), catalog.accounts(), gate);
    new LikesEndpoint(likes, base, limits).addTo(routes);
    new RepoListEndpoint(catalogue, base, limits).addTo(routes);
    new RepoInfoEndpoint(catalogue, limits).addTo(routes);
    var lists = new NamespaceListService(catalog.accounts(), catalogue);
    new NamespaceListEndpoint(lists, catalogue, limits).addTo(routes);
    new CardEndpoint(limits).addTo(routes);
    new TagsEndpoint(new TagsService(catalog.facts())).addTo(routes);
    new UsageEndpoint(new UsageService(gate, facts, catalog.downloads(), clock)).addTo(routes);
    new SafetensorsEndpoint(new SafetensorsService(gate, git, stores.heads(), catalog.lfsObjects()))
        .addTo(routes);

    var trees = new TreeService(gate, git);
    var objects = new LfsStorage(stores.blobs(), catalog.lfsObjects(), clock);
    new TreeEndpoint(trees, base, limits, pages::sendForRepository).addTo(routes);
    new PathsInfoEndpoint(trees, limits).addTo(routes);
    new ResolveEndpoint(new FileService(gate, git, catalog.lfsObjects()), objects).addTo(routes);

    var rules = new LfsRules(limits.lfsThreshold());
    var commits =
        new CommitService(gate, git, catalog.lfsObjects(), limits, stores.scratch(), clock);
    new SettingsEndpoint(new SettingsService(catalog.repositories(), gate), rules, limits)
        .addTo(routes);
    new PreuploadEndpoint(new PreuploadService(gate, git, rules, catalog.lfsObjects()), limits)
        .addTo(routes);
    new CommitEndpoint(commits, base, limits).addTo(routes);
    new CommitsEndpoint(new HistoryService(gate, git), base, limits).addTo(routes);
    new DiffEndpoint(new DiffService(gate, git, DiffLimits.DEFAULT)).addTo(routes);
    new RefsEndpoint(new RefsService(gate, git)).addTo(routes);
    var rewrites = new RewriteService(gate, git, catalog.lfsObjects(), limits.commitText(), clock);
    new RewriteEndpoint(rewrites).addTo(routes);
    new BranchEndpoint(new BranchService(gate, git, clock)).addTo(routes);
    new TagEndpoint(new TagService(gate, git, limits.commitText(), clock)).addTo(routes);

    var lfs = new LfsService(catalog.repositories(), gate, catalog.lfsObjects(), signer, clock);
    new LfsEndpoint(lfs, objects, base, limits).addTo(routes);
    var lfsFiles = new LfsFilesService(gate, git, catalog.lfsObjects(), clock);
    new LfsFilesEndpoint(lfsFiles, base, limits).addTo(routes);
  }

  /// The Hub's URL on this machine, without a trailing slash.
  public String url() {
    return web.url();
  }

  /// All routes, `METHOD path`, in the order in which they are tried.
  public List<String> routes() {
    return web.routes();
  }

  /// The rows of this Hub.
  public Catalog catalog() {
    return catalog;
  }

  /// Lets requests in flight finish, then closes the stores.
  @Override
  public void close() {
    closing.close();
  }
}
