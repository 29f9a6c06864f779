package vj.install;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Who may know whom.
final class DirectionsTest {

  /// What is no worker, and there for all of them.
  private static final DescribedPredicate<JavaClass> SHARED =
      resideInAnyPackage("vj.workers.http..", "vj.workers.demo..");

  private static JavaClasses product;

  @BeforeAll
  static void read() {
    product =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("vj");
  }

  @Test
  void theBusKnowsNobody() {
    noClasses()
        .that()
        .resideInAPackage("vj.bus..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("vj.workers..", "vj.console..", "vj.install..")
        .check(product);
  }

  @Test
  void consoleAndWorkersDoNotKnowEachOther() {
    noClasses()
        .that()
        .resideInAPackage("vj.console..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("vj.workers..", "vj.install..")
        .check(product);
    noClasses()
        .that()
        .resideInAPackage("vj.workers..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("vj.console..", "vj.install..")
        .check(product);
  }

  @Test
  void noWorkerKnowsAnother() {
    slices()
        .matching("vj.workers.(*)..")
        .should()
        .notDependOnEachOther()
        .ignoreDependency(alwaysTrue(), SHARED)
        .check(product);
  }

  @Test
  void whatWorkersShareKnowsNoWorker() {
    noClasses()
        .that(SHARED)
        .should()
        .dependOnClassesThat(resideInAPackage("vj.workers..").and(not(SHARED)))
        .check(product);
  }

  @Test
  void controlAndTelemetryAreStrangers() {
    noClasses()
        .that()
        .resideInAPackage("vj.bus.control..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("vj.bus.telemetry..", "vj.bus.worker..", "vj.bus.status..")
        .check(product);
    noClasses()
        .that()
        .resideInAPackage("vj.bus.telemetry..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("vj.bus.control..", "vj.bus.worker..", "vj.bus.status..")
        .check(product);
  }

  @Test
  void onlyTheCodecKnowsJackson() {
    noClasses()
        .that()
        .haveNameNotMatching("vj\\.bus\\.control\\.Json(Values)?(\\$.*)?")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("tools.jackson..")
        .check(product);
  }

  @Test
  void onlyTheScreenKnowsLanterna() {
    noClasses()
        .that()
        .resideOutsideOfPackage("vj.console.ui..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.googlecode.lanterna..")
        .check(product);
  }
}
