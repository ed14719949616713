package dev.hubdesk.testkit.catalog;

import dev.hubdesk.catalog.Account;
import dev.hubdesk.catalog.Accounts.AccountDeclarations;
import dev.hubdesk.catalog.Catalog;
import dev.hubdesk.catalog.DatabaseSettings;
import dev.hubdesk.catalog.LinkedLfs;
import dev.hubdesk.catalog.Membership;
import dev.hubdesk.catalog.RepositoryRow;
import dev.hubdesk.git.Alongside;
import dev.hubdesk.git.Publication;
import dev.hubdesk.git.PublicationRefusedException;
import dev.hubdesk.git.RefChange;
import dev.hubdesk.protocol.LfsPointer;
import dev.hubdesk.protocol.Oid;
import dev.hubdesk.protocol.RefName;
import dev.hubdesk.protocol.RepoId;
import dev.hubdesk.protocol.RepoType;
import dev.hubdesk.protocol.Sha256;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// A catalog on an empty database, a clock that stands still, and short ways to fill it.
public abstract class CatalogContract {

  /// The time when a test starts.
  protected static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  protected Catalog catalog;
  protected Instant now = NOW;
  private DatabaseSettings settings;

  /// The settings of an empty database, another one at each call.
  protected abstract DatabaseSettings emptyDatabase();

  @BeforeEach
  void open() {
    settings = emptyDatabase();
    catalog = anotherNode();
  }

  @AfterEach
  void close() {
    catalog.close();
  }

  /// A second catalog on the same database.
  protected Catalog anotherNode() {
    return Catalog.open(settings, () -> now);
  }

  protected Account user(String name) {
    var user = new AccountDeclarations.User(name, null, null, null, null, List.of());
    catalog.accounts().apply(new AccountDeclarations(List.of(user), List.of()));
    return catalog.accounts().find(name).orElseThrow();
  }

  protected Account organization(String name, Membership.Role role, String... members) {
    var organization =
        new AccountDeclarations.Organization(
            name,
            null,
            null,
            Stream.of(members).map(m -> new AccountDeclarations.Member(m, role)).toList());
    catalog.accounts().apply(new AccountDeclarations(List.of(), List.of(organization)));
    return catalog.accounts().find(name).orElseThrow();
  }

  /// A row that is not written yet.
  protected RepositoryRow row(Account owner, String name, boolean isPrivate) {
    var id = new RepoId(RepoType.MODEL, owner.name(), name);
    long key = catalog.repositories().newKey();
    return new RepositoryRow(key, id, owner.id(), isPrivate, now, now, null);
  }

  protected RepositoryRow repository(Account owner, String name, boolean isPrivate) {
    RepositoryRow row = row(owner, name, isPrivate);
    publish(publication(row.key()), catalog.repositories().create(row));
    return row;
  }

  /// Publishes where no ref can be in the way.
  protected void publish(Publication publication, Alongside... alongside) {
    try {
      catalog.ledger().publish(publication, Arrays.asList(alongside));
    } catch (PublicationRefusedException e) {
      throw new AssertionError(e);
    }
  }

  protected Publication publication(long repository, RefChange... refs) {
    return new Publication(
        repository, 7, "test", now, List.of(), List.of(refs), Map.of(), Map.of(), Map.of(), null);
  }

  protected static RefChange branch(String name, @Nullable Oid from, @Nullable Oid to) {
    return new RefChange(RefName.branch(name), from, to, null);
  }

  protected static Oid oid(int number) {
    return new Oid("%040x".formatted(number));
  }

  /// As they come into a repository with a commit to its main branch.
  protected static List<LinkedLfs> files(LfsPointer... objects) {
    return Stream.of(objects)
        .map(object -> new LinkedLfs(object, object.oid().hex(), RefName.MAIN.full(), NOW))
        .toList();
  }

  protected static LfsPointer object(int number) {
    return new LfsPointer(new Sha256("%064x".formatted(number)), 1000L + number);
  }
}
