package dev.hubdesk.app.rules;

import static com.tngtech.archunit.base.DescribedPredicate.anyElementThat;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noCodeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.NullMarked;

/// Habits that a compiler does not keep.
@AnalyzeClasses(packages = "dev.hubdesk", importOptions = DoNotIncludeTests.class)
class HouseStyleTest {

  @ArchTest
  static final ArchRule NULL_MARKED =
      classes()
          .should(resideInANullMarkedPackage())
          .because("NullAway looks only at what is @NullMarked, and says nothing of the rest");

  @ArchTest
  static final ArchRule NO_FUTURES =
      noClasses()
          .should()
          .dependOnClassesThat()
          .areAssignableTo(CompletableFuture.class)
          .because("code blocks and virtual threads wait: no asynchronous types in signatures");

  @ArchTest
  static final ArchRule NO_THREAD_LOCALS =
      noClasses()
          .should()
          .dependOnClassesThat()
          .areAssignableTo(ThreadLocal.class)
          .because("with a thread for every request they cache nothing and hide parameters");

  @ArchTest
  static final ArchRule NO_OPTIONAL_FIELDS =
      noFields()
          .that()
          .doNotHaveModifier(JavaModifier.SYNTHETIC)
          .should()
          .haveRawType(Optional.class)
          .because("Optional is for what a method returns; what may be absent is @Nullable");

  @ArchTest
  static final ArchRule NO_OPTIONAL_PARAMETERS =
      noCodeUnits()
          .that()
          .doNotHaveModifier(JavaModifier.SYNTHETIC)
          .should()
          .haveRawParameterTypes(anyElementThat(equivalentTo(Optional.class)))
          .because("callers would have to wrap what they have");

  @ArchTest
  static final ArchRule ONE_LOGGING_LIBRARY =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.util.logging..", "org.apache.commons.logging..")
          .because("SLF4J is the one door to the log");

  @ArchTest
  static final ArchRule STANDARD_STREAMS =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.hubdesk.app..")
          .should(ACCESS_STANDARD_STREAMS)
          .because("stdout belongs to the command that was given, stderr to the log");

  @ArchTest
  static final ArchRule ENVIRONMENT =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.hubdesk.app..")
          .should()
          .callMethod(System.class, "getenv", String.class)
          .orShould()
          .callMethod(System.class, "getenv")
          .because("configuration is read in app alone, where --print-config sees it");

  private static ArchCondition<JavaClass> resideInANullMarkedPackage() {
    return new ArchCondition<>("reside in a @NullMarked package") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
        events.add(
            new SimpleConditionEvent(type, marked, type.getPackageName() + " is not @NullMarked"));
      }
    };
  }
}
