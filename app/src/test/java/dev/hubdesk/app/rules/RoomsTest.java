package dev.hubdesk.app.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/// Who may use whom, and which library stays in which room.
@AnalyzeClasses(packages = "dev.hubdesk", importOptions = DoNotIncludeTests.class)
class RoomsTest {

  @ArchTest
  static final ArchRule PROTOCOL =
      classes()
          .that()
          .resideInAPackage("dev.hubdesk.protocol..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("dev.hubdesk.protocol..", "java..", "org.jspecify..")
          .because("everyone speaks in these nouns, so they may bring nothing along");

  @ArchTest
  static final ArchRule BLOBS =
      mayNotUse("blobs", "git", "catalog", "hubclient", "http", "hub", "desk", "web", "app")
          .because("a blob store knows keys and bytes and not what they mean");

  @ArchTest
  static final ArchRule GIT =
      mayNotUse("git", "catalog", "hubclient", "http", "hub", "desk", "web", "app")
          .because("history declares what it needs remembered (Ledger); it does not know who does");

  @ArchTest
  static final ArchRule CATALOG =
      mayNotUse("catalog", "hubclient", "http", "hub", "desk", "web", "app")
          .because("rows know nothing of the rooms that use them");

  @ArchTest
  static final ArchRule HUB_CLIENT =
      mayNotUse("hubclient", "blobs", "git", "catalog", "http", "hub", "desk", "web", "app")
          .because("it is a client of any Hub, ours is only one of them");

  @ArchTest
  static final ArchRule HTTP =
      mayNotUse("http", "blobs", "git", "catalog", "hubclient", "hub", "desk", "web", "app")
          .because("a server is the same whatever it serves");

  @ArchTest
  static final ArchRule WEB =
      mayNotUse("web", "blobs", "git", "catalog", "hubclient", "hub", "desk", "app")
          .because("pages ask the halves over HTTP as every client does");

  @ArchTest
  static final ArchRule HUB =
      mayNotUse("hub", "desk", "hubclient", "web", "app")
          .because("a Hub runs without a Desk, and only app puts things together");

  @ArchTest
  static final ArchRule DESK =
      mayNotUse("desk", "hub", "blobs", "git", "web", "app")
          .because("the Desk talks to any Hub over HTTP, to ours as well");

  @ArchTest
  static final ArchRule ROOMS_OF_THE_HUB =
      slices()
          .matching("dev.hubdesk.hub.(*)..")
          .should()
          .beFreeOfCycles()
          .because("a room that can be read without the others can be changed without them");

  @ArchTest
  static final ArchRule ROOMS_OF_THE_DESK =
      slices()
          .matching("dev.hubdesk.desk.(*)..")
          .should()
          .beFreeOfCycles()
          .because("a room that can be read without the others can be changed without them");

  @ArchTest
  static final ArchRule JGIT =
      only("git", "org.eclipse.jgit..")
          .because("the git library can then be exchanged, or mended, in one module");

  @ArchTest
  static final ArchRule SQL =
      only("catalog", "java.sql..", "javax.sql..", "org.sqlite..", "org.postgresql..")
          .because("one module decides what both databases understand");

  @ArchTest
  static final ArchRule POOLS =
      only("catalog", "com.zaxxer..", "org.flywaydb..", "org.jdbi..")
          .because("one module opens databases, migrates them and speaks to them");

  @ArchTest
  static final ArchRule OBJECT_STORES =
      only("blobs", "software.amazon..", "com.amazonaws..")
          .because("where bytes lie is known to one module, the rest ask for keys");

  private static ArchRule only(String module, String... libraries) {
    return noClasses()
        .that()
        .resideOutsideOfPackage("dev.hubdesk." + module + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(libraries);
  }

  private static ArchRule mayNotUse(String module, String... others) {
    String[] packages = new String[others.length];
    for (int i = 0; i < others.length; i++) {
      packages[i] = "dev.hubdesk." + others[i] + "..";
    }
    return noClasses()
        .that()
        .resideInAPackage("dev.hubdesk." + module + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(packages);
  }
}
