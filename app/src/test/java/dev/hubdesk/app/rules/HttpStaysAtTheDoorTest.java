package dev.hubdesk.app.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/// HTTP types appear where requests are answered and nowhere below.
@AnalyzeClasses(packages = "dev.hubdesk", importOptions = DoNotIncludeTests.class)
class HttpStaysAtTheDoorTest {

  @ArchTest
  static final ArchRule HTTP_TYPES =
      noClasses()
          .that()
          .resideOutsideOfPackages("dev.hubdesk.http..", "dev.hubdesk.web..", "dev.hubdesk.app..")
          .and()
          .haveNameNotMatching(".*(Endpoint|Errors|Authentication|RepoRequest|ErrorAnswer)(\\$.*)?")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.javalin..", "jakarta.servlet..", "org.eclipse.jetty..")
          .because("a rule that knows no HTTP can be called by any protocol, and tested without");
}
