package dev.hubdesk.app.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/// HTTP types appear where requests are answered, in endpoints and in the two packages that stand
/// at the doors of the Hub and the Desk, and nowhere below.
@AnalyzeClasses(packages = "dev.hubdesk", importOptions = DoNotIncludeTests.class)
class HttpStaysAtTheDoorTest {

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
          .haveNameNotMatching(".*(Endpoint|Listener)(\\$.*)?")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.javalin..", "jakarta.servlet..", "org.eclipse.jetty..")
          .because("a rule that knows no HTTP can be called by any protocol, and tested without");
}
