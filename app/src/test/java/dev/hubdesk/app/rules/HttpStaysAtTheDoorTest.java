package dev.hubdesk.app.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/// HTTP types appear where requests are answered, in endpoints and in the two packages that stand
/// at the doors of the Hub and the Desk, and nowhere below.
@AnalyzeClasses(packages = "dev.hubdesk", importOptions = DoNotIncludeTests.class)
class HttpStaysAtTheDoorTest {

  /// A part of `PathsInfoEndpoint` in a file of its own: its body comes in three forms.
  private static final String PATHS_BODY = "dev.hubdesk.hub.files.PathsBody";

  /// A part of `RepoListEndpoint` in a file of its own: what its query asks for.
  private static final String LIST_FILTERS = "dev.hubdesk.hub.repos.ListFilters";

  /// Counts what `ResolveEndpoint` has sent, once it is out: it stands behind its routes and
  /// answers nothing.
  private static final String DOWNLOAD_FILTER = "dev.hubdesk.hub.facts.DownloadFilter";

  /// A part of `EventsEndpoint` in a file of its own: one WebSocket that it has opened.
  private static final String EVENTS_LISTENER = "dev.hubdesk.desk.events.Listener";

  /// Where a Hub can be reached, as its clients call it (`HF_ENDPOINT`); it answers nothing.
  private static final String ADDRESS_OF_A_HUB = "dev.hubdesk.hubclient.HubEndpoint";

  @ArchTest
  static final ArchRule HTTP_TYPES =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "dev.hubdesk.http..",
              "dev.hubdesk.web..",
              "dev.hubdesk.app..",
              "dev.hubdesk.hub.access..",
              "dev.hubdesk.desk.api..")
          .and()
          .haveNameNotMatching(".*Endpoint(\\$.*)?")
          .and()
          .doNotHaveFullyQualifiedName(PATHS_BODY)
          .and()
          .doNotHaveFullyQualifiedName(LIST_FILTERS)
          .and()
          .doNotHaveFullyQualifiedName(DOWNLOAD_FILTER)
          .and()
          .doNotHaveFullyQualifiedName(EVENTS_LISTENER)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.javalin..", "jakarta.servlet..", "org.eclipse.jetty..")
          .because("a rule that knows no HTTP can be called by any protocol, and tested without");

  @ArchTest
  static final ArchRule ENDPOINTS =
      classes()
          .that()
          .haveSimpleNameEndingWith("Endpoint")
          .and()
          .doNotHaveFullyQualifiedName(ADDRESS_OF_A_HUB)
          .should(addRoutes())
          .because("what is called an endpoint may use HTTP types, so it must be one");

  private static ArchCondition<JavaClass> addRoutes() {
    return new ArchCondition<>("have a method addTo(RoutesConfig)") {
      @Override
      public void check(JavaClass endpoint, ConditionEvents events) {
        boolean adds = endpoint.tryGetMethod("addTo", "io.javalin.config.RoutesConfig").isPresent();
        String found = endpoint.getName() + (adds ? " adds routes" : " adds no routes");
        events.add(new SimpleConditionEvent(endpoint, adds, found));
      }
    };
  }
}
