package org.demarche.database;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

@AnalyzeClasses(packages = "org.demarche", importOptions = ImportOption.DoNotIncludeTests.class)
class DatabaseArchitectureTest {

    /** The package itself is a slice too: it may use its subpackages, or they it, but not both. */
    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().assignedFrom(new Packages()).should().beFreeOfCycles();

    /** What else uses them breaks with an upgrade in a place that no contract test names. */
    @ArchTest
    static final ArchRule driverInternalsAreUsedInDriverOnly = noClasses()
            .that()
            .resideOutsideOfPackage("org.demarche.database.driver..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.vertx..impl..", "io.vertx..internal..", "io.vertx..spi..", "io.netty.channel..");

    private static final class Packages implements SliceAssignment {

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            String name = type.getPackageName();
            return name.equals("org.demarche.database") || name.startsWith("org.demarche.database.")
                    ? SliceIdentifier.of(name)
                    : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "the packages of the database";
        }
    }
}
