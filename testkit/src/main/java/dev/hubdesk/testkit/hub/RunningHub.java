package dev.hubdesk.testkit.hub;

import dev.hubdesk.app.DataDirectory;
import dev.hubdesk.app.HubServer;
import dev.hubdesk.catalog.AccessToken;
import dev.hubdesk.catalog.Accounts;
import dev.hubdesk.catalog.Accounts.AccountDeclarations;
import dev.hubdesk.catalog.Catalog;
import dev.hubdesk.catalog.Membership;
import dev.hubdesk.http.ListenAddress;
import dev.hubdesk.hub.HubConfig;
import dev.hubdesk.hub.accounts.FirstAdministrator;
import dev.hubdesk.web.Assets;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// A Hub that runs in this process on a free port, with accounts to try it with.
///
/// ```java
/// try (RunningHub hub = RunningHub.on(folder).user("ana").start()) {
///   client.get(hub.url() + "/api/whoami-v2", hub.writeToken("ana"));
/// }
/// ```
public final class RunningHub implements AutoCloseable {

  /// The first administrator, always there; only with a token that may write.
  public static final String ADMIN = Accounts.FIRST_ADMINISTRATOR;

  private final DataDirectory data;
  private final HubServer server;

  private RunningHub(DataDirectory data, HubServer server) {
    this.data = data;
    this.server = server;
  }

  /// Prepares a Hub that keeps its data in a folder; it may hold the data of an earlier one.
  public static Builder on(Path folder) {
    return new Builder(folder);
  }

  /// The Hub's URL, without a slash at the end.
  public String url() {
    return server.url();
  }

  /// A token that may write.
  public static String writeToken(String user) {
    return "hf_" + user + "_write_token";
  }

  /// A token that may only read.
  public static String readToken(String user) {
    return "hf_" + user + "_read_token";
  }

  /// All routes, `METHOD path`.
  public List<String> routes() {
    return server.routes();
  }

  /// The rows behind it.
  public Catalog catalog() {
    return server.catalog();
  }

  @Override
  public void close() throws IOException {
    server.close();
    data.close();
  }

  /// Prepares a Hub.
  public static final class Builder {

    private final Path folder;
    private final List<AccountDeclarations.User> users = new ArrayList<>();
    private final List<AccountDeclarations.Organization> organizations = new ArrayList<>();
    private UnaryOperator<HubConfig> settings = UnaryOperator.identity();

    private Builder(Path folder) {
      this.folder = folder;
    }

    /// Adds a user with a token of each role.
    public Builder user(String name) {
      users.add(declared(name));
      return this;
    }

    /// Adds an organisation with one member.
    public Builder organization(String name, String member, Membership.Role role) {
      organizations.add(
          new AccountDeclarations.Organization(
              name, null, null, List.of(new AccountDeclarations.Member(member, role))));
      return this;
    }

    /// Changes the settings.
    public Builder with(UnaryOperator<HubConfig> change) {
      UnaryOperator<HubConfig> before = settings;
      settings = config -> change.apply(before.apply(config));
      return this;
    }

    /// Starts it.
    public RunningHub start() throws IOException {
      DataDirectory data = DataDirectory.open(folder);
      try {
        HubConfig config =
            settings.apply(HubConfig.of(folder).withListen(ListenAddress.parse("127.0.0.1:0")));
        HubServer server = HubServer.start(data, config, Assets.load());
        Accounts accounts = server.catalog().accounts();
        FirstAdministrator.make(accounts, folder, writeToken(ADMIN), false);
        accounts.apply(new AccountDeclarations(users, organizations));
        return new RunningHub(data, server);
      } catch (IOException | RuntimeException e) {
        data.close();
        throw e;
      }
    }

    private static AccountDeclarations.User declared(String name) {
      return new AccountDeclarations.User(
          name,
          name,
          name + "@example.org",
          null,
          null,
          List.of(
              new AccountDeclarations.Token("write", writeToken(name), AccessToken.Role.WRITE),
              new AccountDeclarations.Token("read", readToken(name), AccessToken.Role.READ)));
    }
  }
}
