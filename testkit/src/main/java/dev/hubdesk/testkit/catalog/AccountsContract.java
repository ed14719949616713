package dev.hubdesk.testkit.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hubdesk.catalog.AccessToken;
import dev.hubdesk.catalog.Account;
import dev.hubdesk.catalog.Accounts.AccountDeclarations;
import dev.hubdesk.catalog.Accounts.AccountDeclarations.Member;
import dev.hubdesk.catalog.Accounts.AccountDeclarations.Organization;
import dev.hubdesk.catalog.Accounts.AccountDeclarations.Token;
import dev.hubdesk.catalog.Accounts.AccountDeclarations.User;
import dev.hubdesk.catalog.Accounts.Applied;
import dev.hubdesk.catalog.Catalog;
import dev.hubdesk.catalog.Membership;
import dev.hubdesk.catalog.Membership.Role;
import dev.hubdesk.catalog.Tokens;
import dev.hubdesk.protocol.Failure;
import dev.hubdesk.protocol.FailureException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What [Accounts] must do.
public abstract class AccountsContract extends CatalogContract {

  private static final String SECRET = "hf_0123456789";

  private static User plain(String name) {
    return new User(name, null, null, null, null, List.of());
  }

  private static User withToken(String name, String token, String value) {
    Token declared = new Token(token, value, AccessToken.Role.READ);
    return new User(name, null, null, null, null, List.of(declared));
  }

  private static User withPassword(String name, String password) {
    return new User(name, null, null, password, null, List.of());
  }

  private static Organization lab(@Nullable Boolean isPrivate, Member... members) {
    return new Organization("lab", "The Lab", isPrivate, List.of(members));
  }

  private Applied users(User... users) {
    return catalog.accounts().apply(new AccountDeclarations(List.of(users), List.of()));
  }

  private Applied apply(List<User> users, Organization... organizations) {
    return catalog.accounts().apply(new AccountDeclarations(users, List.of(organizations)));
  }

  @Test
  void makesWhatIsDeclared() {
    var ana =
        new User(
            "ana",
            "Ana",
            "ana@example.org",
            "open sesame",
            true,
            List.of(new Token("ci", SECRET, AccessToken.Role.WRITE)));

    Applied applied = apply(List.of(ana), lab(true, new Member("ANA", Role.ADMIN)));

    assertThat(applied).isEqualTo(new Applied(4, 0, 0));
    Account found = catalog.accounts().find("ana").orElseThrow();
    assertThat(found)
        .isEqualTo(
            new Account(
                found.id(), Account.Kind.USER, "ana", "Ana", "ana@example.org", true, false, NOW));
    Account lab = catalog.accounts().find("lab").orElseThrow();
    assertThat(lab.kind()).isEqualTo(Account.Kind.ORGANIZATION);
    assertThat(lab.newRepositoriesPrivate()).isTrue();
    assertThat(catalog.accounts().memberships(found.id()))
        .containsExactly(new Membership(lab, Role.ADMIN));
    assertThat(catalog.accounts().role(found.id(), lab.id())).contains(Role.ADMIN);
    assertThat(catalog.tokens().find(SECRET).orElseThrow().account()).isEqualTo(found.id());
    assertThat(catalog.accounts().passwordMatches(found.id(), "open sesame")).isTrue();
  }

  @Test
  void changesNothingTheSecondTime() {
    var ana =
        new User(
            "ana",
            "Ana",
            "ana@example.org",
            "open sesame",
            true,
            List.of(new Token("ci", SECRET, AccessToken.Role.WRITE)));
    Organization lab = lab(true, new Member("ana", Role.ADMIN));
    apply(List.of(ana), lab);
    AccessToken before = catalog.tokens().find(SECRET).orElseThrow();

    assertThat(apply(List.of(ana), lab)).isEqualTo(new Applied(0, 0, 4));
    assertThat(catalog.tokens().find(SECRET)).contains(before);
  }

  @Test
  void changesWhatDiffersAndLeavesWhatIsNotMentioned() {
    apply(
        List.of(new User("ana", "Ana", "a@b.c", "first", true, List.of())),
        lab(true, new Member("ana", Role.READ)));

    Applied applied =
        apply(
            List.of(new User("ana", "Anna", null, "second", null, List.of())),
            lab(null, new Member("ana", Role.WRITE)));

    assertThat(applied).isEqualTo(new Applied(0, 2, 1));
    Account ana = catalog.accounts().find("ana").orElseThrow();
    assertThat(ana.fullname()).isEqualTo("Anna");
    assertThat(ana.email()).isEqualTo("a@b.c");
    assertThat(ana.admin()).isTrue();
    assertThat(catalog.accounts().passwordMatches(ana.id(), "first")).isFalse();
    assertThat(catalog.accounts().passwordMatches(ana.id(), "second")).isTrue();
    Account lab = catalog.accounts().find("lab").orElseThrow();
    assertThat(lab.newRepositoriesPrivate()).isTrue();
    assertThat(catalog.accounts().role(ana.id(), lab.id())).contains(Role.WRITE);
  }

  @Test
  void replacesATokenWhoseValueOrRoleDiffers() {
    users(withToken("ana", "ci", SECRET));

    assertThat(users(withToken("ana", "ci", "hf_another_value"))).isEqualTo(new Applied(0, 1, 1));
    assertThat(catalog.tokens().find(SECRET)).isEmpty();
    assertThat(catalog.tokens().find("hf_another_value")).isPresent();
  }

  @Test
  void leavesATokenThatIsAsDeclaredItsTimeLimit() {
    Account ana = user("ana");
    AccessToken.Role role = AccessToken.Role.READ;
    String secret = catalog.tokens().issue(ana.id(), "ci", role, NOW.plusSeconds(60)).secret();
    AccessToken before = catalog.tokens().find(secret).orElseThrow();

    assertThat(users(withToken("ana", "ci", secret))).isEqualTo(new Applied(0, 0, 2));
    assertThat(catalog.tokens().find(secret)).contains(before);
  }

  @Test
  void findsNamesWithoutCaseAndTellsThemAsGiven() {
    Account ana = user("Ana.B-c");
    assertThat(catalog.accounts().find("aNA.b-C")).contains(ana);
    assertThat(ana.name()).isEqualTo("Ana.B-c");
    assertThat(catalog.accounts().find("ana")).isEmpty();
    assertThat(catalog.accounts().find(ana.id())).contains(ana);
    assertThat(catalog.accounts().find(ana.id() + 1)).isEmpty();
  }

  @Test
  void acceptsTheNamesThatClientsAccept() {
    assertThat(users(plain("__ana__"), plain("lab.js"), plain("a"), plain("x".repeat(96))))
        .isEqualTo(new Applied(4, 0, 0));
  }

  @Test
  void refusesNamesThatAreNotNames() {
    for (String name : List.of("", "a b", "-a", "a--b", "a..b", "a/b", "é", "x".repeat(97))) {
      refused(Failure.BadRequest.class, plain(name));
    }
    for (String name : List.of("admin", "Datasets", "api", "fallback-sources")) {
      refused(Failure.BadRequest.class, plain(name));
    }
  }

  @Test
  void refusesADeclarationThatContradictsItself() {
    refused(Failure.BadRequest.class, plain("ana"), plain("ANA"));
    refused(Failure.BadRequest.class, withToken("ana", "a", SECRET), withToken("ben", "b", SECRET));
    Token one = new Token("a", SECRET, AccessToken.Role.READ);
    Token two = new Token("a", SECRET + "x", AccessToken.Role.READ);
    refused(Failure.BadRequest.class, new User("ana", null, null, null, null, List.of(one, two)));
    Member ana = new Member("ana", Role.READ);
    assertThatThrownBy(() -> apply(List.of(plain("ana")), lab(null, ana, ana)))
        .isInstanceOf(FailureException.class);
    assertThatThrownBy(() -> apply(List.of(plain("lab")), lab(null)))
        .isInstanceOf(FailureException.class);
    assertThat(catalog.accounts().any()).isFalse();
  }

  @Test
  void refusesTokenValuesThatAreTooShortTooLongOrNoTokens() {
    assertThat(users(withToken("ana", "t", "hf_456789012"))).isNotNull();
    assertThat(users(withToken("ana", "t", "hf_" + "x".repeat(253)))).isNotNull();
    for (String value :
        List.of("hf_45678901", "hf_" + "x".repeat(254), "xx_0123456789", "hf_45678 9012")) {
      assertThatThrownBy(() -> users(withToken("ana", "t", value)))
          .isInstanceOf(FailureException.class)
          .hasMessageNotContaining(value);
    }
  }

  @Test
  void refusesPasswordsThatAreEmptyOrTooLong() {
    refused(Failure.BadRequest.class, withPassword("ana", ""));
    refused(Failure.BadRequest.class, withPassword("ana", "x".repeat(1025)));
    Account ana = user("ana");
    users(withPassword("ana", "x".repeat(1024)));
    assertThat(catalog.accounts().passwordMatches(ana.id(), "x".repeat(1024))).isTrue();
    assertThat(catalog.accounts().passwordMatches(ana.id(), "x".repeat(1025))).isFalse();
  }

  @Test
  void refusesANameThatAnotherKindOfAccountHas() {
    organization("lab", Role.READ);
    user("ana");
    refused(Failure.Conflict.class, plain("LAB"));
    var organization = new Organization("Ana", null, null, List.of());
    assertThatThrownBy(() -> apply(List.of(), organization)).isInstanceOf(FailureException.class);
  }

  @Test
  void refusesMembersThatAreNoUsers() {
    organization("club", Role.READ);
    assertThatThrownBy(() -> apply(List.of(), lab(null, new Member("nobody", Role.READ))))
        .isInstanceOf(FailureException.class);
    assertThatThrownBy(() -> apply(List.of(), lab(null, new Member("club", Role.READ))))
        .isInstanceOf(FailureException.class);
    assertThat(catalog.accounts().find("lab")).isEmpty();
  }

  @Test
  void changesNothingWhenOnePartIsRefused() {
    users(withToken("ana", "ci", SECRET));
    refused(Failure.Conflict.class, plain("ben"), withToken("cleo", "t", SECRET));
    assertThat(catalog.accounts().find("ben")).isEmpty();
    assertThat(catalog.accounts().find("cleo")).isEmpty();
    assertThat(catalog.tokens().find(SECRET)).isPresent();
  }

  private void refused(Class<? extends Failure> failure, User... users) {
    assertThatThrownBy(() -> users(users))
        .isInstanceOfSatisfying(
            FailureException.class, e -> assertThat(e.failure()).isInstanceOf(failure));
  }

  @Test
  void nothingMatchesWhereThereIsNoPassword() {
    Account ana = user("ana");
    assertThat(catalog.accounts().passwordMatches(ana.id(), "")).isFalse();
    assertThat(catalog.accounts().passwordMatches(ana.id() + 1, "x")).isFalse();
  }

  @Test
  void theFirstAdministratorIsMadeOnce() {
    assertThat(catalog.accounts().any()).isFalse();
    Tokens.Issued issued = catalog.accounts().createFirstAdministrator(null).orElseThrow();

    assertThat(issued.secret()).matches("hf_[A-Za-z0-9]{34}");
    assertThat(issued.toString()).doesNotContain(issued.secret());
    assertThat(catalog.tokens().find(issued.secret())).contains(issued.token());
    Account admin = catalog.accounts().find(issued.token().account()).orElseThrow();
    assertThat(admin.name()).isEqualTo("admin");
    assertThat(admin.admin()).isTrue();
    assertThat(catalog.accounts().createFirstAdministrator(null)).isEmpty();
    assertThat(users(withPassword("admin", "secret"))).isEqualTo(new Applied(0, 1, 0));
  }

  @Test
  void theFirstAdministratorTakesAGivenSecret() {
    assertThatThrownBy(() -> catalog.accounts().createFirstAdministrator("weak"))
        .isInstanceOf(FailureException.class);
    assertThat(catalog.accounts().any()).isFalse();
    catalog.accounts().createFirstAdministrator(SECRET);
    assertThat(catalog.tokens().find(SECRET).orElseThrow().role())
        .isEqualTo(AccessToken.Role.WRITE);
  }

  @Test
  void ofNodesThatStartAtOnceOneMakesTheAdministrator() throws Exception {
    try (Catalog other = anotherNode();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Optional<Tokens.Issued>>> starts = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        Catalog node = i % 2 == 0 ? catalog : other;
        starts.add(() -> node.accounts().createFirstAdministrator(null));
      }
      List<Tokens.Issued> made = new ArrayList<>();
      for (Future<Optional<Tokens.Issued>> start : threads.invokeAll(starts)) {
        start.get().ifPresent(made::add);
      }
      assertThat(made).hasSize(1);
    }
  }

  @Test
  void manyWhoApplyTheSameAtOnceMakeItOnce() throws Exception {
    try (Catalog other = anotherNode();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Applied>> applications = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        Catalog node = i % 2 == 0 ? catalog : other;
        applications.add(() ->
            node.accounts()
                .apply(
                    new AccountDeclarations(
                        List.of(withPassword("ana", "same"), withToken("ben", "t", SECRET)),
                        List.of(lab(null, new Member("ana", Role.READ))))));
      }
      int created = 0;
      for (Future<Applied> application : threads.invokeAll(applications)) {
        assertThat(application.get().changed()).isZero();
        created += application.get().created();
      }
      assertThat(created).isEqualTo(5);
    }
  }
}
